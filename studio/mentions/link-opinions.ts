import type { Opinion } from './opinion.ts';
import { afterCopula, attributed, groupsRight, purposeOf, verbPhrase } from './find-objects.ts';
import { groupJustBefore, predicateSubject, subjectOf } from './find-subjects.ts';
import { people } from './failing-words.ts';
import { judgedItem, lackedThing } from './find-told.ts';
import { ofFailing, ofObjectVerb, ofSubjectVerb } from './link-verbs.ts';
import type { FoundTargets, Link } from './link.ts';
import type { NounGroups } from './noun-groups.ts';
import { betterWithMore, copulas, experiencers, favorites, predicateOnly, worseWithMore } from './opinion-words.ts';
import { groupAt, isGerund, parseSentence, plain, startOfPhrase } from './parsed-sentence.ts';
import type { ParsedSentence, Target } from './parsed-sentence.ts';
import type { Token } from './read-tokens.ts';

/** From here on a verdict that nothing else takes is one on the item itself. */
export const wholeFrom = -0.35;

/** Terms that each opinion of a sentence is about. */
export function linkOpinions(tokens: readonly Token[], nouns: NounGroups, opinions: readonly Opinion[]): Link[] {
  const sentence = parseSentence(tokens, nouns, opinions);
  return opinions.flatMap((opinion) => {
    const found = find(sentence, opinion);
    const isUnlinked = found.every(([, targets]) => targets.length === 0);
    if (isUnlinked && opinion.score <= wholeFrom && !opinion.isAmount)
      found.push(['whole', judgedItem(sentence, opinion)]);
    return found
      .flatMap(([rule, targets]) => targets.map((target): Link => ({ ...target, opinion, rule })))
      .flatMap((link) => settleAmount(sentence, link));
  });
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
    case 'failing':
      return ofFailing(sentence, opinion);
    case 'lack':
      return [['lack', lackedThing(sentence, opinion)]];
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
  const attributive = isClosed(sentence, from, to) || isOwn(sentence, from) ? [] : attributed(sentence, to);
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

/** "I have thin hair": what is one's own is no part of the item. */
function isOwn({ tokens, judging }: ParsedSentence, at: number): boolean {
  let left = at - 1;
  while (tokens[left]?.pos === 'DET' || tokens[left]?.pos === 'ADV' || tokens[left]?.pos === 'ADJ' || judging.has(left))
    left -= 1;
  return tokens[left]?.word === 'have' && /^(?:i|we)$/u.test(tokens[left - 1]?.word ?? '');
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
  // "Our food arrived promptly" praises who brought it.
  const isBrought = bringing.has(sentence.tokens[verb]?.lemma ?? '');
  const judged = (targets: readonly Target[]): Target[] =>
    targets.filter(({ head }) => !isBrought || !brought.has(sentence.tokens[head]?.lemma ?? ''));
  if (copulas.has(sentence.tokens[verb]?.lemma ?? '')) return [['predicate', judged(subjectOf(sentence, verb))]];
  const object = adverb > verb + 1 ? groupsRight(sentence, verb + 1).filter(({ head }) => head < adverb) : [];
  if (object.length > 0) return [['manner-object', object]];
  const subject = subjectOf(sentence, verb);
  if (subject.length > 0) return [['manner', judged(subject)]];
  return [['verb', verbPhrase(sentence, verb)]];
}

const bringing: ReadonlySet<string> = new Set('arrive come bring take serve deliver refill'.split(' '));
const brought: ReadonlySet<string> = new Set(
  'food meal dish drink plate order appetizer entree dessert check bill glass course refill beer coffee water bread'.split(
    ' ',
  ),
);

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

function ofNoun(sentence: ParsedSentence, { from, to }: Opinion): FoundTargets[] {
  const preposition = sentence.tokens[to];
  if (preposition?.pos === 'ADP' && /^(?:with|of|in|about|on|w)$/u.test(preposition.word)) {
    const right = groupsRight(sentence, to + 1);
    if (right.length > 0) return [['noun-of', right]];
  }
  const inverted = afterCopula(sentence, to);
  if (inverted.length > 0) return [['inverted', inverted]];
  // "garbage app"
  const after = groupAt(sentence, to);
  if (after !== undefined && refuse.has(sentence.tokens[to - 1]?.lemma ?? '')) return [['attributive', [plain(after)]]];
  // "trouble finding the menu"
  if (isGerund(sentence, to)) return [['to-verb', verbPhrase(sentence, to)]];
  const before = sentence.nouns.at[from - 1] ?? -1;
  const group = sentence.nouns.groups[before];
  if (group !== undefined) return [['compound', [plain(group)]]];
  return [['predicate-noun', predicateSubject(sentence, from)]];
}

const isSuperlative = (word: string): boolean => favorites.has(word) || /^(?:best|worst|.{3,}est)$/u.test(word);

const refuse: ReadonlySet<string> = new Set('garbage trash junk crap rubbish nightmare joke scam'.split(' '));
const emptyHeads: ReadonlySet<string> = new Set(
  'thing place choice option value idea deal way job spot part feature plus guy person one experience addition alternative bargain point'.split(
    ' ',
  ),
);
