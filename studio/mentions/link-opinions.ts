import type { Opinion } from './opinion.ts';
import { afterCopula, attributed, groupsRight, purposeOf, verbPhrase } from './find-objects.ts';
import { groupJustBefore, predicateSubject, subjectOf } from './find-subjects.ts';
import type { NounGroups } from './noun-groups.ts';
import { betterWithMore, copulas, experiencers, favorites, predicateOnly, worseWithMore } from './opinion-words.ts';
import { groupAt, isGerund, parseSentence, plain, skip, startOfPhrase } from './parsed-sentence.ts';
import type { ParsedSentence, Target } from './parsed-sentence.ts';
import type { Token } from './read-tokens.ts';

/** By which construction a term is judged. */
const linkRules = [
  'attributive',
  'predicate',
  'predicate-noun',
  'experiencer',
  'judges-subject',
  'judges-object',
  'compound',
  'noun-of',
  'postposed',
  'manner',
  'manner-object',
  'inverted',
  'verb',
  'to-verb',
] as const;
export type LinkRule = (typeof linkRules)[number];

/** A term that an opinion is about. */
export interface Link extends Target {
  opinion: Opinion;
  rule: LinkRule;
}

type FoundTargets = [rule: LinkRule, targets: readonly Target[]];

/** Terms that each opinion of a sentence is about. */
export function linkOpinions(tokens: readonly Token[], nouns: NounGroups, opinions: readonly Opinion[]): Link[] {
  const sentence = parseSentence(tokens, nouns, opinions);
  return opinions.flatMap((opinion) =>
    find(sentence, opinion)
      .flatMap(([rule, targets]) => targets.map((target): Link => ({ ...target, opinion, rule })))
      .flatMap((link) => settleAmount(sentence, link)),
  );
}

function find(sentence: ParsedSentence, opinion: Opinion): FoundTargets[] {
  switch (opinion.role) {
    case 'adjective':
      return ofAdjective(sentence, opinion);
    case 'adverb':
      return ofAdverb(sentence, opinion);
    case 'judges-subject':
      return ofSubjectVerb(sentence, opinion);
    case 'judges-object':
      return ofObjectVerb(sentence, opinion);
    case 'noun':
      return ofNoun(sentence, opinion);
    default:
      return [];
  }
}

/** An amount is good or bad by what it is of, and says nothing of other things. */
function settleAmount(sentence: ParsedSentence, link: Link): Link[] {
  const { opinion } = link;
  if (!opinion.isAmount) return [link];
  const head = sentence.tokens[link.head]?.lemma ?? '';
  const turn = worseWithMore.has(head) ? -1 : betterWithMore.has(head) ? 1 : 0;
  if (turn === 0) return [];
  return [{ ...link, opinion: { ...opinion, score: opinion.score * turn * 0.5 } }];
}

function ofAdjective(sentence: ParsedSentence, opinion: Opinion): FoundTargets[] {
  const { from, to, source, score } = opinion;
  const word = sentence.tokens[to - 1]?.word ?? '';
  if (source !== 'idiom' && experiencers.has(word)) return ofExperiencer(sentence, opinion);
  const attributive = isClosed(sentence, from, to) ? [] : attributed(sentence, to);
  const [first] = attributive;
  if (first !== undefined) {
    const isKind = source !== 'idiom' && to - from === 1 && predicateOnly.has(word);
    return isKind ? [] : ofAttributive(sentence, opinion, word, [first, ...attributive.slice(1)]);
  }
  const subject = predicateSubject(sentence, from);
  if (sentence.tokens[to]?.word === 'to' && sentence.tokens[to + 1]?.pos === 'VERB') {
    return subject.length > 0 ? [['predicate', subject]] : [['to-verb', verbPhrase(sentence, to + 1)]];
  }
  const purpose = score > 0 ? purposeOf(sentence, to) : [];
  if (subject.length + purpose.length > 0) {
    return [
      ['predicate', subject],
      ['to-verb', purpose],
    ];
  }
  const verb = manneredVerb(sentence, from);
  return verb === undefined ? [['postposed', groupJustBefore(sentence, from)]] : ofManner(sentence, verb, from);
}

/** "runs well, poor screen": an adjective right after its verb does not reach over a comma or "and". */
function isClosed({ tokens }: ParsedSentence, from: number, to: number): boolean {
  if (tokens[to]?.pos !== 'CCONJ' && tokens[to]?.word !== ',') return false;
  let before = from - 1;
  while (tokens[before]?.pos === 'ADV') before -= 1;
  return tokens[before]?.pos === 'VERB' || tokens[before]?.pos === 'AUX';
}

/** "impressed by the view" judges the view; "the cook was happy" nothing. */
function ofExperiencer(sentence: ParsedSentence, { from, to }: Opinion): FoundTargets[] {
  const preposition = sentence.tokens[to];
  if (preposition?.pos === 'ADP' && /^(?:with|by|in|about|at|of|on|w)$/u.test(preposition.word)) {
    return [['experiencer', groupsRight(sentence, to + 1)]];
  }
  const subject = predicateSubject(sentence, from);
  return subject.some(({ head }) => people.has(sentence.tokens[head]?.lemma ?? '')) ? [] : [['predicate', subject]];
}

function ofAttributive(
  sentence: ParsedSentence,
  { from, score }: Opinion,
  word: string,
  targets: readonly [Target, ...Target[]],
): FoundTargets[] {
  const [first] = targets;
  const attributive: FoundTargets = ['attributive', targets];
  const purpose = score > 0 ? purposeOf(sentence, first.to) : [];
  if (purpose.length > 0) return [attributive, ['to-verb', purpose]];
  const isEmpty = emptyHeads.has(sentence.tokens[first.head]?.lemma ?? '');
  // "The best part is the view", "my favorite dish was the soup"
  const inverted = isEmpty || isSuperlative(word) ? afterCopula(sentence, first.to) : [];
  if (inverted.length > 0) return isEmpty ? [['inverted', inverted]] : [attributive, ['inverted', inverted]];
  // "The waiter is a great guy": what stands before the copula is judged by an empty head.
  return isEmpty ? [attributive, ['predicate-noun', predicateSubject(sentence, from)]] : [attributive];
}

function ofAdverb(sentence: ParsedSentence, opinion: Opinion): FoundTargets[] {
  // "perfectly cooked steak"
  const next = sentence.tokens[opinion.to];
  if (next?.pos === 'VERB' || next?.pos === 'ADJ') {
    const attributive = attributed(sentence, opinion.to + 1);
    if (attributive.length > 0) return [['attributive', attributive]];
    const subject = predicateSubject(sentence, opinion.from);
    if (subject.length > 0) return [['predicate', subject]];
  }
  const verb = manneredVerb(sentence, opinion.from);
  if (verb !== undefined) return ofManner(sentence, verb, opinion.from);
  if (next?.pos === 'VERB') return ofManner(sentence, opinion.to, opinion.from);
  return [['postposed', groupJustBefore(sentence, opinion.from)]];
}

function ofManner(sentence: ParsedSentence, verb: number, adverb: number): FoundTargets[] {
  if (copulas.has(sentence.tokens[verb]?.lemma ?? '')) return [['predicate', subjectOf(sentence, verb)]];
  const object = adverb > verb + 1 ? groupsRight(sentence, verb + 1).filter(({ head }) => head < adverb) : [];
  if (object.length > 0) return [['manner-object', object]];
  const subject = subjectOf(sentence, verb);
  if (subject.length > 0) return [['manner', subject]];
  return [['verb', verbPhrase(sentence, verb)]];
}

/** The verb that an adverb at `at` modifies: right before it, or before its object. */
function manneredVerb(sentence: ParsedSentence, at: number): number | undefined {
  let left = at - 1;
  while (
    left >= 0 &&
    (sentence.tokens[left]?.pos === 'ADV' || sentence.tokens[left]?.pos === 'CCONJ' || sentence.judging.has(left)) &&
    at - left < 5
  )
    left -= 1;
  if (sentence.tokens[left]?.pos === 'VERB') return left;
  const group = groupAt(sentence, left);
  if (group === undefined) return undefined;
  const start = startOfPhrase(sentence, group);
  return sentence.tokens[start - 1]?.pos === 'VERB' ? start - 1 : undefined;
}

function ofSubjectVerb(sentence: ParsedSentence, { from, to }: Opinion): FoundTargets[] {
  const subject = subjectOf(sentence, from).filter(({ head }) => !people.has(sentence.tokens[head]?.lemma ?? ''));
  // "the soup lacked flavor" blames both.
  const lacked = sentence.tokens[from]?.lemma === 'lack' ? groupsRight(sentence, to) : [];
  if (subject.length + lacked.length > 0)
    return [
      ['judges-subject', subject],
      ['judges-object', lacked],
    ];
  // "a long forgotten review" names no feature.
  const verb = Math.max(from, to - 1);
  return /(?:ed|en|ing)$/u.test(sentence.tokens[verb]?.word ?? '') ? [] : [['verb', verbPhrase(sentence, verb)]];
}

function ofObjectVerb(sentence: ParsedSentence, { to }: Opinion): FoundTargets[] {
  // "I love (being able to) edit(ing) my photos"
  const verb = skip(sentence, to, ({ word, pos }) => /^(?:being|able|to)$/u.test(word) || pos === 'ADV');
  if (isGerund(sentence, verb) || (verb > to && sentence.tokens[verb]?.pos === 'VERB')) {
    return [['to-verb', verbPhrase(sentence, verb)]];
  }
  return [['judges-object', groupsRight(sentence, to)]];
}

function ofNoun(sentence: ParsedSentence, { from, to }: Opinion): FoundTargets[] {
  const preposition = sentence.tokens[to];
  if (preposition?.pos === 'ADP' && /^(?:with|of|in|about|on|w)$/u.test(preposition.word)) {
    const right = groupsRight(sentence, to + 1);
    if (right.length > 0) return [['noun-of', right]];
  }
  const inverted = afterCopula(sentence, to);
  if (inverted.length > 0) return [['inverted', inverted]];
  // "trouble finding the menu"
  if (isGerund(sentence, to)) return [['to-verb', verbPhrase(sentence, to)]];
  const before = sentence.nouns.at[from - 1] ?? -1;
  const group = sentence.nouns.groups[before];
  if (group !== undefined) return [['compound', [plain(group)]]];
  return [['predicate-noun', predicateSubject(sentence, from)]];
}

const isSuperlative = (word: string): boolean => favorites.has(word) || /^(?:best|worst|.{3,}est)$/u.test(word);

/** They feel; they are not judged by it. */
const people: ReadonlySet<string> = new Set(
  'i we you he she they person people wife husband friend family mom dad mother father boyfriend girlfriend son daughter kid child everyone guest customer user'.split(
    ' ',
  ),
);
const emptyHeads: ReadonlySet<string> = new Set(
  'thing place choice option value idea deal way job spot part feature plus guy person one experience addition alternative bargain point'.split(
    ' ',
  ),
);
