import { longestQuote } from '../../schemas/quote.ts';
import { isOrder } from '../text/orders.ts';
import { decodeEntities } from '../text/html-entities.ts';
import { wordsOf } from '../text/words.ts';

/** A clause where it stands: a stretch of its review from up to `longestQuote` code points before it to as many after it. */
export interface ClauseInReview {
  /** Where the stretch begins in the review, in code points, as are the clause's ends. */
  windowStart: number;
  window: string;
  charStart: number;
  charEnd: number;
  /** What the clause speaks of, as it stands there. */
  term: string;
}

export interface ReadableClause {
  charStart: number;
  charEnd: number;
  text: string;
  /** In [0, 1]: 1 reads well without anything around it. */
  clarity: number;
}

/** Below it a reader would ask what is meant. */
const leastClarity = 0.55;

/**
 * The sentence around a clause where it is short enough to quote, else the clause itself, sanitised; undefined where neither can be read alone:
 * too short or too long, without the term, hanging on a pronoun or on the sentence before, an order to whoever reads it, or not in English prose.
 */
export function findReadableClause(clause: ClauseInReview): ReadableClause | undefined {
  const points = Array.from(clause.window);
  const own = { start: clause.charStart - clause.windowStart, end: clause.charEnd - clause.windowStart };
  return [sentenceAround(points, own), own]
    .map((span) => readSpan(points, span, clause))
    .find((read) => read !== undefined);
}

interface Span {
  start: number;
  end: number;
}

/** From the mark that ends the sentence before to the one that ends this. What the stretch cuts off is longer than a quote may be. */
function sentenceAround(points: readonly string[], { start, end }: Span): Span {
  const endsAt = (at: number): boolean =>
    /[\r\n]/u.test(points[at] ?? '') ||
    (/[.!?…]/u.test(points[at] ?? '') && /^[\s"'”’)]?$/u.test(points[at + 1] ?? ''));
  let from = start;
  while (from > 0 && !endsAt(from - 1)) from -= 1;
  let to = end;
  while (to < points.length && !endsAt(to - 1)) to += 1;
  return { start: from, end: to };
}

function readSpan(
  points: readonly string[],
  { start, end }: Span,
  { windowStart, term }: ClauseInReview,
): ReadableClause | undefined {
  const isBlank = (at: number): boolean => /^\s$/u.test(points[at] ?? '');
  let [from, to] = [start, end];
  while (from < to && isBlank(from)) from += 1;
  while (to > from && isBlank(to - 1)) to -= 1;
  const text = sanitise(points.slice(from, to).join(''));
  const clarity = clarityOf(text, term);
  return clarity < leastClarity || Array.from(text).length > longestQuote
    ? undefined
    : { charStart: windowStart + from, charEnd: windowStart + to, text, clarity };
}

/** One line without tags, entities, control and format characters; what is left of angle brackets and runs of marks cannot close a prompt's tags. */
const sanitise = (raw: string): string =>
  decodeEntities(raw)
    .replaceAll(/<\/?[a-z][^<>]{0,80}>/giu, ' ')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\s\p{C}<>|`{}[\]\\^~*_#]+/gu, ' ')
    .replaceAll(/([.!?,-])\1{2,}/gu, '$1$1$1')
    .replaceAll(/^[\s,;:.!?)&/+-]+|\s+$/gu, '');

/** How well a text can be read without the rest of its review, in [0, 1]. */
function clarityOf(text: string, term: string): number {
  const words = wordsOf(text);
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  const capitals = letters.filter((letter) => /\p{Lu}/u.test(letter)).length;
  if (words.length < 3 || letters.length < 0.6 * text.length || latin < 0.9 * letters.length) return 0;
  if (!text.toLowerCase().includes(term.toLowerCase()) || isOrder(text) || /https?:|www\.|@\w/iu.test(text)) return 0;
  const faults: readonly [boolean, number][] = [
    [
      /^(?:it|they|them|that|this|these|those|he|she|him|her|his|their|its|which|who|whom|whose|one|some|both|neither|either)\b/iu.test(
        text,
      ),
      0.6,
    ],
    [
      /^(?:and|but|or|so|because|except|course|then|than|also|plus|though|although|however|otherwise|instead|if|when|while|as|like|with|for|to|of|of course|not to mention)\b/iu.test(
        text,
      ),
      0.45,
    ],
    [/\b(?:it|they|them)\b/iu.test(beforeTerm(text, term)), 0.3],
    // Who only asks says nothing.
    [text.includes('?'), 0.5],
    [words.length < 5, 0.15],
    [isCutInside(text), 0.5],
    [/(?:\b(?:and|but|or|the|a|an|of|to|with|for|was|is|are|were|that|my|our|their)|[,;:(-])$/iu.test(text), 0.5],
    [capitals > 0.6 * letters.length, 0.25],
    [words.length > 26, 0.1],
  ];
  return Math.max(0, 1 - faults.reduce((sum, [isFaulty, weight]) => (isFaulty ? sum + weight : sum), 0));
}

/** A bracket or quotation that begins in it ends elsewhere. */
const isCutInside = (text: string): boolean =>
  /\([^)]*$|“[^”]*$/u.test(text) || (text.match(/"/gu)?.length ?? 0) % 2 === 1;

/** A pronoun after the term may mean it; one before it means something that a reader has not met. */
const beforeTerm = (text: string, term: string): string =>
  text.slice(0, text.toLowerCase().indexOf(term.toLowerCase()));
