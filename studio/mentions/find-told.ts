import { betterLacking } from './failing-words.ts';
import { doerOf, mainVerbOf } from './failings.ts';
import { groupsRight } from './find-objects.ts';
import type { Opinion } from './opinion.ts';
import { copulas, experiencers, predicateOnly } from './opinion-words.ts';
import { determiners, groupAt, isGerund, skip } from './parsed-sentence.ts';
import type { ParsedSentence, Target } from './parsed-sentence.ts';

// Terms of complaints that judge no named thing: what fails is named by its verb, and the item itself by a pronoun or by the verdict.

const single = (from: number, to: number, head: number): Target[] => [
  { from, to, head, isJoined: false, isIndirect: false },
];

/** The verb that names a failing, with its particle and object: "crashes", "log in", "load my pictures". No verb where somebody says it of themselves. */
export function failingVerb(sentence: ParsedSentence, { from, to, role }: Opinion): Target[] {
  const { tokens } = sentence;
  const verb = mainVerbOf(tokens, from, to);
  // "I crashed on the couch", "a long forgotten review"
  if (role !== 'failing' && !/^(?:pronoun|unsaid|named)$/u.test(doerOf(tokens, from))) return [];
  // "Needs improvement:"
  if (tokens[to]?.word === ':') return [];
  if (tokens[from]?.pos === 'ADJ' || isDescribing(sentence, from)) return [];
  // "Forget about it"
  if (tokens[from]?.word === 'forget' && doerOf(tokens, from) === 'unsaid') return [];
  // "for locking up the bike", "try to ignore"
  const before = tokens[from - 1];
  if (
    role !== 'failing' &&
    (before?.pos === 'ADP' ||
      before?.word === 'for' ||
      (before?.word === 'to' && !/^(?:seem|tend|start|begin|continue)$/u.test(tokens[from - 2]?.lemma ?? '')))
  )
    return [];
  let end = Math.max(to, verb + 1);
  if (end === verb + 1 && /^(?:in|out|up|on|off|down)$/u.test(tokens[end]?.word ?? '')) end += 1;
  const object = skip(
    sentence,
    end,
    (token, at) => groupAt(sentence, at) === undefined && (determiners.has(token.pos) || token.pos === 'ADJ'),
  );
  const group = groupAt(sentence, object);
  return single(verb, group !== undefined && object - end <= 3 ? group.to : end, verb);
}

/** "broken promises", "the burning smell" */
function isDescribing({ tokens }: ParsedSentence, at: number): boolean {
  const before = tokens[at - 1];
  return (
    /(?:ed|en|ing)$/u.test(tokens[at]?.word ?? '') &&
    before !== undefined &&
    (determiners.has(before.pos) || before.pos === 'ADJ' || before.pos === 'ADP') &&
    before.pos !== 'PRON'
  );
}

/** What is missing or wanted: the noun group after the words, but for what nobody misses. */
export function lackedThing(sentence: ParsedSentence, { from, to }: Opinion): Target[] {
  const { tokens } = sentence;
  if (tokens[from]?.lemma === 'wish') return wishedThing(sentence, to);
  const isOwnNeed = tokens[from]?.lemma === 'need' || tokens[from]?.lemma === 'have' || tokens[from]?.word === 'no';
  const doing = tokens[from]?.word === 'no' ? from : from + 1;
  if (isOwnNeed && doerOf(tokens, tokens[from]?.lemma === 'need' ? from : doing) === 'self') return [];
  const isWanted = /^(?:need|could|would|wish)$/u.test(tokens[from]?.lemma ?? '');
  return groupsRight(sentence, to).filter(
    (target) => isWanted || !tokens.slice(target.from, target.head + 1).some(({ lemma }) => betterLacking.has(lemma)),
  );
}

/** "I wish the menu had more variety": the first noun group after the verb. */
function wishedThing(sentence: ParsedSentence, at: number): Target[] {
  for (let right = at; right < at + 8; right += 1) {
    const token = sentence.tokens[right];
    if (token === undefined || token.pos === 'PUNCT' || token.word === 'i' || token.word === 'we') return [];
    const group = groupAt(sentence, right);
    if (group !== undefined) return single(group.from, group.to, group.to - 1);
  }
  return [];
}

const itemPronouns: ReadonlySet<string> = new Set(
  'it its they this that these those he she everything mine'.split(' '),
);

/**
 * The item itself, where a verdict is on a pronoun ("it was useless") or stands alone ("Disappointed."): the pronoun, or the verdict's own words.
 */
export function judgedItem(sentence: ParsedSentence, { from, to, role }: Opinion): Target[] {
  const { tokens } = sentence;
  if (role === 'verdict') return single(from, to, from);
  // "Cons:"
  if (tokens[to]?.word === ':') return [];
  if (role === 'judges-object') {
    // "I do not like it"; not "I hate to say it".
    const next = tokens[to];
    // "It is not like they knew", "anyone who hates it"
    if (tokens[from - 1]?.lemma === 'be' || tokens[from - 1]?.word === 'who') return [];
    const isWhole =
      tokens[to - 1]?.lemma === 'recommend' ||
      next === undefined ||
      next.pos === 'PUNCT' ||
      next.pos === 'CCONJ' ||
      itemPronouns.has(next.word);
    return isWhole && !isGerund(sentence, to) ? single(from, to, from) : [];
  }
  let left = from - 1;
  let isSaid = false;
  for (; left >= 0 && from - left < 7; left -= 1) {
    const token = tokens[left];
    if (token === undefined || itemPronouns.has(token.word)) break;
    const isCopula = (token.pos === 'AUX' || token.pos === 'VERB') && copulas.has(token.lemma);
    if (isCopula) isSaid = true;
    const isBetween =
      isCopula || /^(?:ADV|DET|ADJ|PART|AUX)$/u.test(token.pos) || sentence.judging.has(left) || token.word === 'what';
    if (!isBetween) break;
  }
  const subject = tokens[left];
  const word = tokens[to - 1]?.word ?? '';
  if (subject !== undefined && itemPronouns.has(subject.word)) {
    const isFeeling = /^(?:he|she|they)$/u.test(subject.word) && experiencers.has(word);
    return (isSaid || subject.word === 'its') && !isFeeling ? single(left, left + 1, left) : [];
  }
  // "Tight", "cold", "all the time"
  if (predicateOnly.has(word) || role === 'adverb') return [];
  const next = tokens[to];
  const isEnd = next === undefined || /^(?:PUNCT|CCONJ|ADV|SYM|INTJ|ADP|PART|SCONJ)$/u.test(next.pos);
  if (!isEnd) return [];
  if (subject === undefined) return single(from, to, to - 1);
  // "I was disappointed."
  const feels = experiencers.has(word) && /^(?:i|we|i'm)$/u.test(subject.word);
  return feels || subject.pos === 'PUNCT' ? single(from, to, to - 1) : [];
}
