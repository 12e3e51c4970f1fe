import { stemmer } from 'stemmer';
import { polarityOf } from '../sentiment/polarity.ts';
import { isEmptyHead } from './learn-terms.ts';
import type { LearnedTerms } from './learn-terms.ts';
import { compareWithStars, describeLink } from './link-features.ts';
import { wholeFrom } from './link-opinions.ts';
import type { Link, LinkRule } from './link.ts';
import { linkReview } from './link-review.ts';
import type { LinkedSentence } from './link-review.ts';
import type { LogisticModel } from './logistic-regression.ts';
import { claimFrom, confidenceOf } from './mention-confidence.ts';
import type { Opinion } from './opinion.ts';
import type { OpinionLexicon } from './opinion-lexicon.ts';
import type { Span } from './read-tokens.ts';

/**
 * Praise, blame, both at once, a term spoken of without one (or with a verdict such as "okay"), and an opinion that is not sure enough to
 * be claimed.
 */
export type MentionPolarity = 'positive' | 'negative' | 'mixed' | 'neutral' | 'unknown';

/** A part of a review in Unicode code points, end exclusive, as the run's clauses have it. */
export interface CodePoints {
  charStart: number;
  charEnd: number;
}

export interface Mention {
  /** The words of the review, a noun phrase or a verb phrase. */
  term: string;
  /** Lemma of its head: "charger" of "USB chargers". */
  head: string;
  /** Porter's stem of the head, by which terms can be gathered. */
  stem: string;
  /** Whether it names the item itself ("this restaurant"), or is all that is said of it ("would not buy again"), and so no aspect of it. */
  isItem: boolean;
  polarity: MentionPolarity;
  /** In [-1, 1]; 0 where the polarity is mixed or unknown, near it where neutral. */
  sentiment: number;
  /** The opinion as it reads, in [-1, 1], however sure it is: what an unknown mention leans to. 0 where it is mixed or there is none. */
  leaning: number;
  /** Probability in (0, 1) that the term is judged so; 0 for a term without an opinion. */
  confidence: number;
  rule: LinkRule | 'spoken-of';
  termSpan: CodePoints;
  /** `null` for a term without an opinion. */
  opinionSpan: CodePoints | null;
  /** The run's clauses that hold term and opinion. */
  clauseSpan: CodePoints;
  /** Place in the review, from 0, of the clause that the term begins in. */
  clauseNo: number;
}

export interface MentionKnowledge {
  lexicon: OpinionLexicon;
  terms: LearnedTerms;
  /** Whether three stars are few, as most reviews of the run give more. */
  isThreeFew?: boolean;
  /** The weights in the repository where none are given. */
  confidence?: LogisticModel;
}

/**
 * Mentions of a review in reading order, at most one a term's place. A pure function of its arguments. `stars`, 1 to 5, make a doubtful opinion
 * surer or less sure; none are as good as three.
 */
export function extractMentions(text: string, { lexicon, ...knowledge }: MentionKnowledge, stars = 3): Mention[] {
  const toCodePoint = codePointsOf(text);
  return linkReview(text, lexicon).flatMap((sentence) =>
    mentionsOf(sentence, knowledge, stars).map((mention) => locate(text, sentence, mention, toCodePoint)),
  );
}

/** A mention with spans in tokens. */
interface FoundMention extends Pick<Mention, 'polarity' | 'sentiment' | 'leaning' | 'confidence' | 'rule' | 'isItem'> {
  from: number;
  to: number;
  head: number;
  opinion: { from: number; to: number } | null;
}

/** A link with its confidence. */
interface RatedLink {
  link: Link;
  confidence: number;
}

/**
 * Links of a sentence that may be mentions: not those of empty words or of fixed expressions. The verb names what fails where nothing but the
 * item is named.
 */
export function usableLinks(sentence: LinkedSentence, terms: LearnedTerms): Link[] {
  const links = meaningfulLinks(sentence, terms);
  const told = new Set<Opinion>();
  const named = new Set<Opinion>();
  for (const { rule, opinion, head } of links) {
    if (rule === 'failing') told.add(opinion);
    else if (rule !== 'whole' && !terms.itemHeads.has(sentence.tokens[head]?.lemma ?? '')) named.add(opinion);
  }
  if (told.size === 0) return links;
  return links.filter(({ rule, opinion }) =>
    rule === 'failing' ? !named.has(opinion) : named.has(opinion) || !told.has(opinion),
  );
}

/** Rules whose verb names what fails where their noun is the item. */
const isVerbal = (rule: LinkRule): boolean => rule === 'judges-subject' || rule === 'lack';

function meaningfulLinks({ tokens, links }: LinkedSentence, { fixedPairs, itemHeads }: LearnedTerms): Link[] {
  return links.flatMap((link): Link[] => {
    const { opinion, head, from, rule } = link;
    const term = tokens[head];
    if (term === undefined || opinion.score === 0) return [];
    if (rule === 'failing' || rule === 'whole') return [link];
    // "This thing is useless", "a terrible app"
    const isItem =
      itemHeads.has(term.lemma) || (isEmptyHead(term.lemma) && /^(?:this|these)$/u.test(tokens[from - 1]?.word ?? ''));
    if (isItem && opinion.score <= wholeFrom && !isVerbal(rule)) return [{ ...link, rule: 'whole' }];
    // "good job guys", "my Android version"
    const isEmpty = tokens.slice(from, head + 1).every(({ lemma, pos }) => pos === 'PROPN' || isEmptyHead(lemma));
    if (isEmpty && isEmptyHead(term.lemma) && !itemHeads.has(term.lemma)) return [];
    const word = tokens[opinion.to - 1];
    const isFixed =
      opinion.to === from && word !== undefined && fixedPairs.has(`${word.word} ${tokens[from]?.lemma ?? ''}`);
    return isFixed ? [] : [link];
  });
}

function mentionsOf(
  sentence: LinkedSentence,
  { terms, isThreeFew = false, confidence }: Omit<MentionKnowledge, 'lexicon'>,
  stars: number,
): FoundMention[] {
  const byHead = new Map<number, RatedLink[]>();
  for (const link of usableLinks(sentence, terms)) {
    const rated = byHead.get(link.head) ?? [];
    byHead.set(link.head, rated);
    const features = Object.assign(describeLink(sentence, link, terms), compareWithStars(link, stars, isThreeFew));
    rated.push({ link, confidence: confidenceOf(features, confidence) });
  }
  const lemmaAt = (at: number): string => sentence.tokens[at]?.lemma ?? '';
  const found = [...byHead].map(([head, rated]): FoundMention => {
    const isItem = terms.itemHeads.has(lemmaAt(head)) || rated.some(({ link }) => link.rule === 'whole');
    return { head, isItem, ...settle(rated) };
  });
  for (const { from, to } of sentence.groups) {
    const head = to - 1;
    const isFree = !found.some((mention) => mention.from < to && mention.to > from);
    const isItem = terms.itemHeads.has(lemmaAt(head));
    if (!isFree || !(isItem || terms.aspectHeads.has(lemmaAt(head)))) continue;
    found.push({
      from,
      to,
      head,
      isItem,
      opinion: null,
      polarity: 'neutral',
      sentiment: 0,
      leaning: 0,
      confidence: 0,
      rule: 'spoken-of',
    });
  }
  // A mention is known by where its term begins.
  const surest = new Map<number, FoundMention>();
  for (const mention of found) {
    const other = surest.get(mention.from);
    if (other === undefined || mention.confidence > other.confidence) surest.set(mention.from, mention);
  }
  return [...surest.values()].toSorted((a, b) => a.from - b.from);
}

/** Settles the opinions of one term. The surest speaks; one of the other sign that is about as sure makes it mixed. */
function settle(rated: readonly RatedLink[]): Omit<FoundMention, 'head' | 'isItem'> {
  const [best, ...others] = rated.toSorted((a, b) => b.confidence - a.confidence);
  if (best === undefined) throw new RangeError('A term is settled by at least one opinion.');
  const { link, confidence } = best;
  const { opinion, from, to, rule } = link;
  const isDisputed = others.some(
    (other) => other.link.opinion.score * opinion.score < 0 && other.confidence >= confidence / 2,
  );
  const leaning = opinion.score;
  const settled = { from, to, rule, confidence, leaning, opinion: { from: opinion.from, to: opinion.to } };
  if (polarityOf(leaning) === 'mixed') return { ...settled, polarity: 'neutral', sentiment: leaning };
  if (confidence < (leaning < 0 ? claimFrom.blame : claimFrom.praise))
    return { ...settled, polarity: 'unknown', sentiment: 0, leaning: isDisputed ? 0 : leaning };
  if (isDisputed) return { ...settled, polarity: 'mixed', sentiment: 0, leaning: 0 };
  return { ...settled, polarity: polarityOf(leaning), sentiment: leaning };
}

function locate(
  text: string,
  { tokens, clauses, firstClause }: LinkedSentence,
  { from, to, head, opinion, ...mention }: FoundMention,
  toCodePoint: (unit: number) => number,
): Mention {
  const spanOf = (first: number, last: number): Span => ({
    start: tokens[first]?.start ?? 0,
    end: tokens[last - 1]?.end ?? 0,
  });
  const inCodePoints = ({ start, end }: Span): CodePoints => ({
    charStart: toCodePoint(start),
    charEnd: toCodePoint(end),
  });
  const term = spanOf(from, to);
  const whole = opinion === null ? term : spanOf(Math.min(from, opinion.from), Math.max(to, opinion.to));
  const holding = clauses.filter(({ start, end }) => start < whole.end && end > whole.start);
  const clause = { start: holding[0]?.start ?? whole.start, end: holding.at(-1)?.end ?? whole.end };
  const lemma = tokens[head]?.lemma ?? '';
  return {
    term: text.slice(term.start, term.end),
    head: lemma,
    stem: stemmer(lemma),
    ...mention,
    termSpan: inCodePoints(term),
    opinionSpan: opinion === null ? null : inCodePoints(spanOf(opinion.from, opinion.to)),
    clauseSpan: inCodePoints(clause),
    clauseNo:
      firstClause +
      Math.max(
        0,
        clauses.findLastIndex(({ start }) => start <= term.start),
      ),
  };
}

/** Code points before a UTF-16 unit of the text. */
function codePointsOf(text: string): (unit: number) => number {
  if (!/[\uD800-\uDFFF]/.test(text)) return (unit) => unit;
  return (unit) => Array.from(text.slice(0, unit)).length;
}
