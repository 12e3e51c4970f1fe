import { wordsOf } from '../../../studio/text/words.ts';
import { deriveSeed } from '../../../studio/random.ts';
import type { CatalogueItem } from './recommender-data.ts';
import { isTelling } from './words.ts';

/** Dimensions that words are hashed into: enough for a category's words to stand apart. */
export const itemDimensions = 64;

/**
 * Items by the words of their title and category, hashed with signs into one unit vector each (weighed by rarity). Of what a source says of
 * an item only this is the same at any date: descriptions made of reviews would look ahead.
 */
export function describeItems(items: readonly CatalogueItem[]): Float32Array {
  const texts = items.map(({ title, category }) => [
    ...new Set([...wordsOf(title).filter(isTelling), ...wordsOf(category).map((word) => `category ${word}`)]),
  ]);
  const counts = new Map<string, number>();
  for (const words of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const vectors = new Float32Array(items.length * itemDimensions);
  for (const [item, words] of texts.entries()) {
    const vector = vectors.subarray(item * itemDimensions, (item + 1) * itemDimensions);
    for (const word of words) {
      const hash = deriveSeed(0, word);
      const at = (hash >>> 1) % itemDimensions;
      const rarity = Math.log((1 + items.length) / (counts.get(word) ?? 1));
      vector[at] = (vector[at] ?? 0) + (hash % 2 === 0 ? rarity : -rarity);
    }
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
    if (norm > 0) for (const [at, value] of vector.entries()) vector[at] = value / norm;
  }
  return vectors;
}
