import type { AspectWish, Candidate } from '../../schemas/dialog-plan.ts';

/** True where stating the need or a wish would say the item's title too: a weather app called "Weather". */
export function isSaidWith({ title, category }: Candidate, wishes: readonly AspectWish[]): boolean {
  const words = paddedWords(title);
  return [category, ...wishes.map(({ label }) => label)].some((text) => paddedWords(text).includes(words));
}

/** Lower case, without accents and punctuation: as `listed_items.sql` compares titles. */
function paddedWords(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return ` ${plain.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}
