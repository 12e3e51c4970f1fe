import { fillEntities } from '../text/html-entities.ts';
import { segmentClauses } from '../text/segment-clauses.ts';
import { findOpinions } from './find-opinions.ts';
import { linkOpinions } from './link-opinions.ts';
import type { Link } from './link.ts';
import { findNounGroups } from './noun-groups.ts';
import type { NounGroup } from './noun-groups.ts';
import type { OpinionLexicon } from './opinion-lexicon.ts';
import { readTokens } from './read-tokens.ts';
import type { Span, Token } from './read-tokens.ts';

/** A sentence of a review: its tokens and clauses, and what opinions in it are about. Offsets are UTF-16 units of `text`, the review. */
export interface LinkedSentence {
  text: string;
  tokens: readonly Token[];
  clauses: readonly Span[];
  /** Place of the first of them in the review. */
  firstClause: number;
  groups: readonly NounGroup[];
  links: readonly Link[];
}

/** Reads a review's sentences: tokens, opinion expressions and the terms they are about. */
export function linkReview(text: string, lexicon: OpinionLexicon): LinkedSentence[] {
  const filled = fillEntities(text);
  const sentences = sentencesOf(filled);
  const tokensOf = readTokens(filled, sentences);
  let read = 0;
  return sentences.map(({ clauses }, at) => {
    const firstClause = read;
    read += clauses.length;
    const tokens = tokensOf[at] ?? [];
    const opinions = findOpinions(tokens, lexicon);
    const nouns = findNounGroups(tokens, opinions);
    const links = opinions.length === 0 ? [] : linkOpinions(tokens, nouns, opinions);
    return { text, tokens, clauses, firstClause, groups: nouns.groups, links };
  });
}

const sentenceEnd = /[.!?;\n\r…]/u;

/** Clauses side by side belong to one sentence until its end stands between them. */
function sentencesOf(text: string): (Span & { clauses: Span[] })[] {
  const found: (Span & { clauses: Span[] })[] = [];
  for (const clause of clauseSpans(text)) {
    const last = found.at(-1);
    if (last === undefined || sentenceEnd.test(text.slice(last.end, clause.start))) {
      found.push({ ...clause, clauses: [clause] });
    } else {
      last.end = clause.end;
      last.clauses.push(clause);
    }
  }
  // The mark after a sentence says whether it is a question.
  for (const sentence of found) if (text[sentence.end] === '?') sentence.end += 1;
  return found;
}

/** The run's clauses, whose offsets are code points, in UTF-16 units. */
function clauseSpans(text: string): Span[] {
  let unit = 0;
  let codePoint = 0;
  const toUnit = (target: number): number => {
    for (; codePoint < target; codePoint += 1) unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
    return unit;
  };
  return segmentClauses(text).map(({ charStart, charEnd }) => ({ start: toUnit(charStart), end: toUnit(charEnd) }));
}
