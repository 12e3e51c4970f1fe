import { findIrrealis } from './irrealis.ts';
import type { Irrealis } from './irrealis.ts';
import { countOfTerm, isEmptyHead } from './learn-terms.ts';
import type { LearnedTerms } from './learn-terms.ts';
import { isTold } from './link.ts';
import type { Link } from './link.ts';
import type { LinkedSentence } from './link-review.ts';
import { lightVerbs } from './opinion-words.ts';
import type { Token } from './read-tokens.ts';

/** "The previous version was better". */
const another = new Set('other another previous old older earlier last former others most many'.split(' '));

/** What the confidence of a link rests on, by name; a feature that is 0 may be missing. */
export type LinkFeatures = Readonly<Record<string, number>>;

/** Uses added to each term's, at the average shares, so that a rare term's shares say little. */
const priorUses = 5;
/** Beyond so many tokens, distance and length say no more. */
const farTokens = 8;
const longSentence = 50;

const definite = new Set('the their its my our this these his her your'.split(' '));

export function describeLink(
  { text, tokens, clauses }: LinkedSentence,
  link: Link,
  terms: LearnedTerms,
): Record<string, number> {
  const { opinion, rule, from, to } = link;
  const head = tokens[link.head];
  const count = countOfTerm(terms, head?.lemma ?? '');
  const first = Math.min(opinion.from, from);
  const last = Math.max(opinion.to, to);
  const between = tokens.slice(Math.min(opinion.to, to), Math.max(opinion.from, from));
  const irrealis = findIrrealis(tokens, first, last);
  if (isTold(rule)) return describeTold(link, irrealis, tokens);
  const share = (part: number, average: number): number => (part + average * priorUses) / (count.uses + priorUses);
  const isVerb = rule === 'to-verb' || rule === 'verb';
  return {
    [`rule ${rule}`]: 1,
    [`source ${opinion.source}`]: 1,
    strength: Math.min(1, Math.abs(opinion.score)),
    blame: Number(opinion.score < 0),
    negated: Number(opinion.isNegated),
    excess: Number(opinion.isExcess),
    joined: Number(link.isJoined),
    indirect: Number(link.isIndirect),
    conditional: Number(irrealis.isConditional),
    modal: Number(irrealis.isModal),
    wanted: Number(irrealis.isWanted),
    question: Number(irrealis.isQuestion),
    compared: Number(irrealis.isCompared),
    punctuated: Number(between.some(({ word }) => /^[,;:()-]$/u.test(word))),
    distance: Math.min(farTokens, between.length) / farTokens,
    length: Math.min(longSentence, tokens.length) / longSentence,
    'several clauses': Number(
      clauses.filter(({ start, end }) => start < (tokens[last - 1]?.end ?? 0) && end > (tokens[first]?.start ?? 0))
        .length > 1,
    ),
    definite: Number(definite.has(tokens[from - 1]?.word ?? '')),
    own: Number(tokens.slice(Math.max(0, from - 3), from).some(({ word }) => word === 'my')),
    'of another': Number(tokens.slice(Math.max(0, from - 3), from).some(({ word }) => another.has(word))),
    'several words': Number(to - from > 1),
    'capital first': Number(/^\p{Lu}/u.test(text.slice(tokens[from]?.start ?? 0, tokens[from]?.end ?? 0))),
    'light verb': Number(isVerb && lightVerbs.has(head?.lemma ?? '')),
    'refused function': Number(opinion.source === 'pattern' && (rule === 'judges-subject' || rule === 'verb')),
    'empty head': Number(isEmptyHead(head?.lemma ?? '')),
    'rare term': Number(count.uses < priorUses),
    'term frequency': Math.max(0, 1 + Math.log10((count.uses + 1) / (terms.uses + 1)) / 5),
    'term judged': share(count.judged, 0.3),
    'term judged as subject': share(count.judgedAsSubject, 0.1),
    'term definite': share(count.definite, 0.3),
    'term indefinite': share(count.indefinite, 0.2),
    'term demonstrative': share(count.demonstrative, 0.03),
    'term capitalised': count.capitalised / (count.inner + 2),
    'term bare': count.bare / (count.inner + 2),
  };
}

/** The gold labels hardly any complaint that judges no named thing: how sure these are was read from real reviews. */
function describeTold(
  { opinion, rule, from }: Link,
  irrealis: Irrealis,
  tokens: readonly Token[],
): Record<string, number> {
  const { isConditional, isQuestion, isModal } = irrealis;
  return {
    [`rule ${rule}`]: 1,
    'told unreal': Number(
      rule !== 'lack' && (isConditional || isQuestion || (isModal && !opinion.isNegated && !opinion.isExcess)),
    ),
    'told of another': Number(tokens.slice(Math.max(0, from - 6), from).some(({ word }) => another.has(word))),
  };
}

/** Whether the review's stars, 1 to 5, speak for or against an opinion. Three say nothing, unless they are few in the run. */
export function compareWithStars({ opinion }: Link, stars: number, isThreeFew: boolean): LinkFeatures {
  const isBlame = opinion.score < 0;
  // The stars have been asked already.
  if (isBlame && opinion.source === 'learned') return {};
  if (stars <= 2) return isBlame ? { 'blame under few stars': 1 } : { 'praise under few stars': 1 };
  if (!isBlame) return {};
  if (stars >= 4) return { 'blame under many stars': 1 };
  return isThreeFew ? { 'blame under three stars': 1 } : {};
}
