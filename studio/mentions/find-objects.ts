import { contrasts, plainWord } from './plain-words.ts';
import { isNoun } from './noun-groups.ts';
import type { NounGroup } from './noun-groups.ts';
import { lightVerbs } from './opinion-words.ts';
import { determiners, groupAt, isGerund, plain, skip } from './parsed-sentence.ts';
import type { ParsedSentence, Target } from './parsed-sentence.ts';

/** The noun group right of `at` with those joined to it, over adjectives, participles and numbers. */
export function attributed(sentence: ParsedSentence, at: number): Target[] {
  let right = at;
  for (; right < sentence.tokens.length; right += 1) {
    const token = sentence.tokens[right];
    if (token === undefined || groupAt(sentence, right) !== undefined) break;
    const isModifier =
      token.pos === 'ADJ' ||
      token.pos === 'NUM' ||
      (token.pos === 'VERB' && /(?:ed|ing|en)$/u.test(token.word)) ||
      sentence.judging.has(right);
    const isJoin =
      (token.word === ',' || token.word === '-' || token.pos === 'CCONJ' || token.pos === 'ADV') &&
      modifies(sentence, right + 1);
    if (!isModifier && !isJoin) return [];
  }
  const group = groupAt(sentence, right);
  return group === undefined || right - at > 5 ? [] : withJoinedRight(sentence, group);
}

function modifies(sentence: ParsedSentence, at: number): boolean {
  const token = sentence.tokens[at];
  return (
    token?.pos === 'ADJ' ||
    token?.pos === 'ADV' ||
    (token?.pos === 'VERB' && /(?:ed|ing|en)$/u.test(token.word)) ||
    sentence.judging.has(at)
  );
}

/** The group at or after `at`, over determiners and adjectives, with those joined to it. */
export function groupsRight(sentence: ParsedSentence, at: number): Target[] {
  const right = skip(
    sentence,
    at,
    (token, position) =>
      groupAt(sentence, position) === undefined &&
      (determiners.has(token.pos) ||
        token.pos === 'ADJ' ||
        token.word === 'of' ||
        token.pos === 'ADV' ||
        token.word === 'all' ||
        token.word === "'s" ||
        sentence.judging.has(position)),
  );
  if (right - at > 6) return [];
  const group = groupAt(sentence, right);
  return group === undefined ? [] : withJoinedRight(sentence, group);
}

function withJoinedRight(sentence: ParsedSentence, group: NounGroup): Target[] {
  const found = [withOf(sentence, group)];
  let last = found[0];
  while (last !== undefined) {
    const joined = joinedRight(sentence, last.to);
    if (joined === undefined) break;
    last = { ...plain(joined), isJoined: true };
    found.push(last);
  }
  return found;
}

function joinedRight(sentence: ParsedSentence, end: number): NounGroup | undefined {
  let at = end;
  const first = sentence.tokens[at];
  if (first === undefined) return undefined;
  if (first.word === ',') {
    at += 1;
    if (sentence.tokens[at]?.pos === 'CCONJ') at += 1;
  } else if (
    (first.pos === 'CCONJ' && first.word !== 'but') ||
    first.word === '&' ||
    first.word === '/' ||
    first.word === '+'
  ) {
    at += 1;
  } else return undefined;
  at = skip(
    sentence,
    at,
    (token, position) => determiners.has(token.pos) && token.word !== 'i' && groupAt(sentence, position) === undefined,
  );
  const group = groupAt(sentence, at);
  if (group === undefined || group.from !== at) return undefined;
  // "great fries and the shakes were cold": the second is a subject of its own.
  const next = sentence.tokens[skip(sentence, group.to, (token) => token.pos === 'ADV' || token.pos === 'PART')];
  if (next !== undefined && (next.pos === 'AUX' || next.pos === 'VERB')) return undefined;
  // "good food, service slow"
  if (first.word === ',' && sentence.judging.has(group.to)) return undefined;
  if (first.word === ',' && !endsList(sentence, group.to)) return undefined;
  return group;
}

/** Whether an "and" follows within a few words: "soup, bread and salad". */
function endsList(sentence: ParsedSentence, at: number): boolean {
  for (let right = at; right < sentence.tokens.length && right < at + 12; right += 1) {
    const token = sentence.tokens[right];
    if (token === undefined) return false;
    if (token.word === 'and' || token.word === '&' || token.word === 'or')
      return isNoun(sentence.tokens[right + 1]) || determiners.has(sentence.tokens[right + 1]?.pos ?? '');
    if (!isNoun(token) && token.word !== ',' && !determiners.has(token.pos)) return false;
  }
  return at >= 2 && sentence.tokens.slice(Math.max(0, at - 4), at).some(({ word }) => word === 'and');
}

function withOf(sentence: ParsedSentence, group: NounGroup): Target {
  const preposition = sentence.tokens[group.to];
  if (preposition?.word !== 'of') return plain(group);
  const at = skip(
    sentence,
    group.to + 1,
    (token, position) =>
      groupAt(sentence, position) === undefined && (determiners.has(token.pos) || token.pos === 'ADJ'),
  );
  const inner = groupAt(sentence, at);
  if (inner === undefined || at - group.to > 4) return plain(group);
  return { from: group.from, to: inner.to, head: group.to - 1, isJoined: false, isIndirect: false };
}

/** "The only drawback of the hotel is the elevator": the group after the copula that follows within a few words. */
export function afterCopula(sentence: ParsedSentence, at: number): Target[] {
  for (let right = at; right < sentence.tokens.length && right < at + 8; right += 1) {
    const token = sentence.tokens[right];
    if (
      token === undefined ||
      /^[.;!?]$/u.test(token.word) ||
      (contrasts.has(plainWord(token)) && token.word !== 'that')
    )
      return [];
    if (token.pos === 'AUX' && token.lemma === 'be')
      return sentence.judging.has(right + 1) ? [] : groupsRight(sentence, right + 1);
    if (token.word === "'s") continue;
  }
  return [];
}

/** A verb with its particle and object: "log in", "edit my photos". */
export function verbPhrase(sentence: ParsedSentence, verb: number): Target[] {
  let to = verb + 1;
  if (/^(?:in|out|up|on|off|down|to)$/u.test(sentence.tokens[to]?.word ?? '')) to += 1;
  const object = skip(
    sentence,
    to,
    (token, position) =>
      groupAt(sentence, position) === undefined && (determiners.has(token.pos) || token.pos === 'ADJ'),
  );
  const group = groupAt(sentence, object);
  if (group !== undefined && object - to <= 3) to = group.to;
  if (to === verb + 1 && lightVerbs.has(sentence.tokens[verb]?.lemma ?? '')) return [];
  return [{ from: verb, to, head: verb, isJoined: false, isIndirect: false }];
}

/** "great for editing photos": what something is good for. */
export function purposeOf(sentence: ParsedSentence, at: number): Target[] {
  return sentence.tokens[at]?.word === 'for' && isGerund(sentence, at + 1) ? verbPhrase(sentence, at + 1) : [];
}
