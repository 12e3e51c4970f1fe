import { stemmer } from 'stemmer';

/**
 * Names by stem for words that are no aspect's name as they stand. A noun is said in full: nobody praises "the money". A verb is said as the
 * noun of what reviews use it for: "it works" is about working order, not about work. Each holds its word, so that what is said of the aspect
 * is still found by it.
 */
const byStem = (names: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(names).map(([word, name]) => [stemmer(word), name]));

export const nounNames = byStem({ money: 'value for money' });
export const verbNames = byStem({ work: 'working order' });
