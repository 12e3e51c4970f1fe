/** How varied the words of some dialogs are. Shares of all, in [0, 1]; 0 where there is nothing to count. */
export interface TextDiversity {
  dialogs: number;
  tokens: number;
  /** Different runs of one to four tokens inside an utterance, by all such runs. */
  distinct1: number;
  distinct2: number;
  distinct3: number;
  distinct4: number;
  /** Different utterances by all utterances, in small letters. */
  uniqueUtterances: number;
}

/** Lower-cased runs of letters, digits and apostrophes: the tokenizer of the predecessor's figures. */
export const tokensOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9']+/gu) ?? [];

/** `dialogs`: each a list of utterances. Falls as text grows, so compare at the same number of tokens (`cutAtTokens`). */
export function measureTextDiversity(dialogs: readonly (readonly string[])[]): TextDiversity {
  const utterances = dialogs.flat();
  const tokens = utterances.map(tokensOf);
  return {
    dialogs: dialogs.length,
    tokens: tokens.reduce((sum, words) => sum + words.length, 0),
    distinct1: shareOfDifferentRuns(tokens, 1),
    distinct2: shareOfDifferentRuns(tokens, 2),
    distinct3: shareOfDifferentRuns(tokens, 3),
    distinct4: shareOfDifferentRuns(tokens, 4),
    uniqueUtterances: shareOfDifferent(utterances.map((text) => text.trim().toLowerCase())),
  };
}

/** The first dialogs, whole ones, that together have at most `tokens` tokens. */
export function cutAtTokens<T extends readonly string[]>(dialogs: readonly T[], tokens: number): T[] {
  const kept: T[] = [];
  let left = tokens;
  for (const dialog of dialogs) {
    left -= countTokens([dialog]);
    if (left < 0) break;
    kept.push(dialog);
  }
  return kept;
}

export const countTokens = (dialogs: readonly (readonly string[])[]): number =>
  dialogs.flat().reduce((sum, text) => sum + tokensOf(text).length, 0);

/** Every run of so many tokens, in its order. */
export const runsOf = (tokens: readonly string[], size: number): string[] =>
  tokens.slice(size - 1).map((_word, at) => tokens.slice(at, at + size).join(' '));

function shareOfDifferentRuns(tokens: readonly (readonly string[])[], size: number): number {
  const different = new Set<string>();
  let all = 0;
  for (const words of tokens) {
    for (const run of runsOf(words, size)) {
      different.add(run);
      all += 1;
    }
  }
  return all === 0 ? 0 : different.size / all;
}

const shareOfDifferent = (values: readonly string[]): number =>
  values.length === 0 ? 0 : new Set(values).size / values.length;
