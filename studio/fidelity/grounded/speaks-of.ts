import { namesLabel, wordsOf } from '../../text/words.ts';
import { holdsKindred } from './kindred-words.ts';
import { contentStems, stemsOf } from './said-words.ts';

/** Whether a text speaks of what a label names: by the label itself, or by one of its words or a kindred one. A stir fry is none of the fries. */
export function speaksOf(text: string, label: string): boolean {
  const plural = wordsOf(label).find((word) => otherThings.has(word));
  if (plural !== undefined && !wordsOf(text).includes(plural)) return false;
  if (namesLabel(text, label)) return true;
  const stems = stemsOf(text);
  return contentStems(label).some((stem) => holdsKindred(stems, stem));
}

/** Plurals that mean something else than several of the singular. */
const otherThings: ReadonlySet<string> = new Set('fries glasses goods greens looks shorts sweets'.split(' '));
