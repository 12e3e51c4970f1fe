import { contrasts, plainWord } from './plain-words.ts';
import type { NounGroup } from './noun-groups.ts';
import { copulas } from './opinion-words.ts';
import { groupAt, plain, startOfPhrase } from './parsed-sentence.ts';
import type { ParsedSentence, Target } from './parsed-sentence.ts';

/** The subject of the copula before a predicate at `at`, over adverbs, determiners and joined predicates. */
export function predicateSubject(sentence: ParsedSentence, at: number): Target[] {
  let left = at - 1;
  let steps = 0;
  for (; left >= 0 && steps < 9; left -= 1, steps += 1) {
    const token = sentence.tokens[left];
    if (token === undefined) return [];
    if (isCopula(sentence, left)) return subjectOf(sentence, left);
    const isPredicate =
      token.pos === 'ADV' ||
      token.pos === 'ADJ' ||
      token.pos === 'DET' ||
      token.pos === 'PART' ||
      token.pos === 'NUM' ||
      /^(?:as|so|my|our|its|their)$/u.test(token.word) ||
      token.pos === 'CCONJ' ||
      /^(?:,|yet|though)$/u.test(token.word) ||
      token.word === 'of' ||
      token.word === 'one' ||
      token.word === '/' ||
      sentence.judging.has(left) ||
      // "kind of plain", "not that plain"
      (/^(?:kind|sort|bit|that)$/u.test(token.word) && steps < 3);
    // "good but expensive"
    const isJoin = token.word === 'but' || token.word === 'yet' || token.word === 'though';
    if (!isPredicate || (contrasts.has(plainWord(token)) && !isJoin && token.word !== 'that')) {
      if (token.pos === 'VERB' && /(?:ed|ing)$/u.test(token.word) && left > 0) continue;
      return [];
    }
  }
  return [];
}

function isCopula(sentence: ParsedSentence, at: number): boolean {
  const token = sentence.tokens[at];
  if (token === undefined) return false;
  return (token.pos === 'AUX' || token.pos === 'VERB') && (copulas.has(token.lemma) || copulas.has(plainWord(token)));
}

/** What stands as subject before the verb at `verb`. */
export function subjectOf(sentence: ParsedSentence, verb: number): Target[] {
  let left = verb - 1;
  while (left >= 0) {
    const token = sentence.tokens[left];
    if (token === undefined) return [];
    const isBetween =
      token.pos === 'ADV' ||
      token.pos === 'AUX' ||
      token.pos === 'PART' ||
      token.word === 'to' ||
      /^(?:all|both|also|just|seem|seems|seemed|tend|tends|keep|keeps|kept|start|starts|started|begin|begins|began)$/u.test(
        token.word,
      );
    if (!isBetween) break;
    left -= 1;
  }
  const token = sentence.tokens[left];
  if (token === undefined) return [];
  const group = groupAt(sentence, left);
  if (group !== undefined) return wholeSubject(sentence, group);
  const word = plainWord(token);
  if (word === 'which' || word === 'that' || word === 'who') {
    const at = sentence.tokens[left - 1]?.word === ',' ? left - 2 : left - 1;
    const named = groupAt(sentence, at);
    return named === undefined ? [] : wholeSubject(sentence, named).map((target) => ({ ...target, isIndirect: true }));
  }
  // "the pizza we ordered was cold"
  if (token.pos === 'VERB') {
    const pronoun = sentence.tokens[left - 1];
    const ordered = pronoun?.pos === 'PRON' ? groupAt(sentence, left - 2) : undefined;
    return ordered === undefined ? [] : [{ ...plain(ordered), isIndirect: true }];
  }
  if (/^(?:it|they)$/u.test(word)) return antecedent(sentence, left, word);
  return [];
}

/** "I had the soup and it was cold": the nearest noun group before the pronoun, of its number. */
function antecedent(sentence: ParsedSentence, pronoun: number, word: string): Target[] {
  for (let left = pronoun - 1; left >= 0 && pronoun - left < 8; left -= 1) {
    const group = groupAt(sentence, left);
    if (group === undefined) continue;
    const head = sentence.tokens[group.to - 1];
    const isPlural = head !== undefined && head.word !== head.lemma && head.word.endsWith('s');
    if (isPlural !== (word === 'they')) return [];
    return [{ ...plain(group), isIndirect: true }];
  }
  return [];
}

function wholeSubject(sentence: ParsedSentence, group: NounGroup): Target[] {
  const start = startOfPhrase(sentence, group);
  const before = sentence.tokens[start - 1];
  // "the taste of the soup was": the whole is the subject.
  if (before?.pos === 'ADP' && !contrasts.has(before.word)) {
    const outer = groupAt(sentence, start - 2);
    if (outer !== undefined) {
      if (before.word === 'of')
        return [{ from: outer.from, to: group.to, head: outer.to - 1, isJoined: false, isIndirect: false }];
      return wholeSubject(sentence, outer);
    }
    // "the fries that came with the burger were cold"
    const relative = relativeSubject(sentence, start - 2);
    if (relative !== undefined) return relative;
    if (before.word !== 'of' && start >= 2) return [];
  }
  if (before?.pos === 'VERB') {
    const relative = relativeSubject(sentence, start - 1);
    if (relative !== undefined) return relative;
  }
  const found = [plain(group)];
  let first = start;
  for (;;) {
    const join = sentence.tokens[first - 1];
    const isJoin =
      join !== undefined &&
      (join.word === 'and' ||
        join.word === '&' ||
        join.word === 'or' ||
        join.word === '/' ||
        (join.word === ',' && found.length > 1));
    if (!isJoin) break;
    const at = sentence.tokens[first - 2]?.word === ',' ? first - 3 : first - 2;
    const other = groupAt(sentence, at);
    if (other === undefined) break;
    const otherStart = startOfPhrase(sentence, other);
    const governor = sentence.tokens[otherStart - 1];
    // "I had the soup and the bread was cold": the first is an object.
    if (governor?.pos === 'VERB' || governor?.pos === 'ADP') break;
    found.push({ ...plain(other), isJoined: true });
    first = otherStart;
  }
  return found;
}

/** What "that", "which" or "who" before the verb at `verb` stands for. */
function relativeSubject(sentence: ParsedSentence, verb: number): Target[] | undefined {
  if (sentence.tokens[verb]?.pos !== 'VERB' && sentence.tokens[verb]?.pos !== 'AUX') return undefined;
  let left = verb - 1;
  while (sentence.tokens[left]?.pos === 'ADV' || sentence.tokens[left]?.pos === 'AUX') left -= 1;
  if (!/^(?:that|which|who)$/u.test(sentence.tokens[left]?.word ?? '')) return undefined;
  const group = groupAt(sentence, sentence.tokens[left - 1]?.word === ',' ? left - 2 : left - 1);
  return group === undefined ? undefined : [{ ...plain(group), isIndirect: true }];
}

/** "Food excellent": a noun group that the opinion follows at once. */
export function groupJustBefore(sentence: ParsedSentence, at: number): Target[] {
  let left = at - 1;
  while (left >= 0 && (sentence.tokens[left]?.pos === 'ADV' || /^[-:,–]$/u.test(sentence.tokens[left]?.word ?? '')))
    left -= 1;
  const group = groupAt(sentence, left);
  if (group === undefined) return [];
  // "syncs with my phone seamlessly"
  return sentence.tokens[startOfPhrase(sentence, group) - 1]?.pos === 'ADP' ? [] : [plain(group)];
}
