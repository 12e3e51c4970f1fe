import type { Opinion } from './opinion.ts';
import { isNoun } from './noun-groups.ts';
import type { NounGroup, NounGroups } from './noun-groups.ts';
import type { Token } from './read-tokens.ts';

/** A sentence in which terms are looked for. Positions are those of tokens, spans end exclusive. */
export interface ParsedSentence {
  tokens: readonly Token[];
  nouns: NounGroups;
  /** Tokens of opinion expressions. */
  judging: ReadonlySet<number>;
}

/** A noun phrase or verb phrase that an opinion may be about. */
export interface Target {
  from: number;
  to: number;
  head: number;
  /** Reached over "and" from another one. */
  isJoined: boolean;
  /** Reached over "which" or a pronoun. */
  isIndirect: boolean;
}

export function parseSentence(
  tokens: readonly Token[],
  nouns: NounGroups,
  opinions: readonly Opinion[],
): ParsedSentence {
  const judging = new Set<number>();
  for (const { from, to } of opinions) for (let at = from; at < to; at += 1) judging.add(at);
  return { tokens, nouns, judging };
}

/** Parts of speech before the adjectives of a noun phrase. */
export const determiners: ReadonlySet<string> = new Set(['DET', 'NUM', 'PRON']);

export const plain = ({ from, to }: NounGroup): Target => ({
  from,
  to,
  head: to - 1,
  isJoined: false,
  isIndirect: false,
});

export function groupAt(sentence: ParsedSentence, at: number): NounGroup | undefined {
  return sentence.nouns.groups[sentence.nouns.at[at] ?? -1];
}

export function skip(
  sentence: ParsedSentence,
  at: number,
  passes: (token: Token, position: number) => boolean,
): number {
  let right = at;
  for (;;) {
    const token = sentence.tokens[right];
    if (token === undefined || !passes(token, right)) return right;
    right += 1;
  }
}

export function startOfPhrase(sentence: ParsedSentence, group: NounGroup): number {
  let start = group.from;
  while (start > 0) {
    const token = sentence.tokens[start - 1];
    if (token === undefined || !(determiners.has(token.pos) || token.pos === 'ADJ' || sentence.judging.has(start - 1)))
      break;
    start -= 1;
  }
  return start;
}

export function isGerund(sentence: ParsedSentence, at: number): boolean {
  const token = sentence.tokens[at];
  if (token === undefined || !/.{3}ing$/u.test(token.word)) return false;
  return token.pos === 'VERB' || determiners.has(sentence.tokens[at + 1]?.pos ?? '') || isNoun(sentence.tokens[at + 1]);
}
