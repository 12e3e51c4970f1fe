/** What a run tells of who chose what after which talk. Dialogs are in the order of their ids, items in that of theirs. */
export interface RecommenderData {
  items: readonly CatalogueItem[];
  dialogs: readonly RecommendedDialog[];
  /** Dialogs in which the user takes nothing: there is nothing to rank, but something to hold back. */
  notTaken: readonly DeclinedDialog[];
  /** Where something is known of items that changes with time. */
  profiles?: ItemProfiles;
}

/** What is known of all items as of a time, from strictly before it. */
export interface ItemProfiles {
  dimensions: number;
  /** Item after item, so many values each, at a time (milliseconds since the epoch); the same array for times that know the same. */
  at(atMs: number): Float32Array;
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

/** What is known of a dialog before its last item is named. */
export interface HeardDialog {
  dialogId: string;
  userId: string;
  /** The dialog's now, milliseconds since the epoch. */
  atMs: number;
  /** In the split by time. */
  split: Split;
  /** The user's interactions strictly before now, the oldest first. */
  history: readonly Interaction[];
  /** Turns before that item is first named, every title in them masked. What they name is refused. */
  turns: readonly EarlyTurn[];
}

export interface RecommendedDialog extends HeardDialog {
  /** Place of the target in the catalogue. */
  target: number;
}

export interface DeclinedDialog extends HeardDialog {
  /** How it ends: not by taking an item. */
  outcome: string;
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
  /** Places of the items it names; never the target's. */
  namedItems: readonly number[];
}

export const splits = ['train', 'valid', 'test'] as const;

export type Split = (typeof splits)[number];
