import type { Opinion } from './opinion.ts';
import type { Token } from './read-tokens.ts';

/** A run of nouns: tokens `from` up to `to`, end exclusive; the last is its head. */
export interface NounGroup {
  from: number;
  to: number;
}

export const isNoun = (token: Token | undefined): boolean => token?.pos === 'NOUN' || token?.pos === 'PROPN';

/** Group index by token, -1 outside; and the groups in order. A noun that judges ("problem") ends the group before it. */
export interface NounGroups {
  groups: readonly NounGroup[];
  at: readonly number[];
}

export function findNounGroups(tokens: readonly Token[], opinions: readonly Opinion[]): NounGroups {
  const judging = new Set<number>();
  for (const { from, to } of opinions) for (let at = from; at < to; at += 1) judging.add(at);
  const groups: NounGroup[] = [];
  const at = tokens.map(() => -1);
  for (let from = 0; from < tokens.length;) {
    if (!isTermNoun(tokens, from) || judging.has(from)) {
      from += 1;
      continue;
    }
    let to = from + 1;
    while (to < tokens.length && !judging.has(to)) {
      if (isTermNoun(tokens, to)) to += 1;
      else if (tokens[to]?.word === '-' && isTermNoun(tokens, to + 1) && !judging.has(to + 1) && isTight(tokens, to))
        to += 2;
      else break;
    }
    at.fill(groups.length, from, to);
    groups.push({ from, to });
    from = to;
  }
  return { groups, at };
}

const isTermNoun = (tokens: readonly Token[], at: number): boolean => {
  const token = tokens[at];
  return (
    token !== undefined &&
    (token.pos === 'NOUN' || token.pos === 'PROPN') &&
    /^\p{L}/u.test(token.word) &&
    (token.word.length > 1 || tokens[at - 1]?.word === '-')
  );
};

const isTight = (tokens: readonly Token[], hyphen: number): boolean =>
  tokens[hyphen - 1]?.end === tokens[hyphen]?.start && tokens[hyphen]?.end === tokens[hyphen + 1]?.start;
