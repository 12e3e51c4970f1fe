/** What a run tells of who chose what after which talk. Dialogs are in the order of their ids, items in that of theirs. */
export interface RecommenderData {
  items: readonly CatalogueItem[];
  dialogs: readonly RecommendedDialog[];
}

/** An item that is ranked; models know it by its place in the catalogue. */
export interface CatalogueItem {
  itemId: string;
  /** Empty where the source has none. */
  title: string;
  category: string;
  /** Its first review, milliseconds since the epoch: before that it did not exist for anyone. */
  firstAtMs: number;
}

export interface RecommendedDialog {
  dialogId: string;
  userId: string;
  /** Place of the target in the catalogue. */
  target: number;
  /** The dialog's now, milliseconds since the epoch. */
  atMs: number;
  /** In the split by time. */
  split: Split;
  /** The user's interactions strictly before now, the oldest first. */
  history: readonly Interaction[];
  /** Turns before the target is first named, every title in them masked. */
  turns: readonly EarlyTurn[];
}

export interface Interaction {
  item: number;
  atMs: number;
}

export interface EarlyTurn {
  speaker: 'user' | 'system';
  text: string;
  /** Whether a review is cited for it. */
  hasEvidence: boolean;
}

export const splits = ['train', 'valid', 'test'] as const;

export type Split = (typeof splits)[number];
