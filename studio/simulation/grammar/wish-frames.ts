/** Clauses for a terse user, and for all others. */
export interface Frames {
  short: readonly string[];
  long: readonly string[];
}

/** Frames whose name ends in `Alone` use the label without an article. */
export interface WishFrames extends Frames {
  shortAlone: readonly string[];
  longAlone: readonly string[];
}
