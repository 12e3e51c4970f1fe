import { namesLabel } from '../../text/words.ts';
import { holdsKindred } from './kindred-words.ts';
import { contentStems, stemsOf } from './said-words.ts';

/** Whether a text speaks of what a label names: by the label itself, or by one of its words or a kindred one. */
export function speaksOf(text: string, label: string): boolean {
  if (namesLabel(text, label)) return true;
  const stems = stemsOf(text);
  return contentStems(label).some((stem) => holdsKindred(stems, stem));
}
