/** What an opinion expression does in its sentence, which says where its term is looked for. */
export type OpinionRole =
  | 'adjective'
  | 'adverb'
  | 'judges-subject'
  | 'judges-object'
  | 'noun'
  /** Says what fails or went wrong, of its subject or by itself. */
  | 'failing'
  /** Says of the item itself: "would not buy again". */
  | 'verdict'
  /** Says what is missing. */
  | 'lack'
  | 'none';

/** Where the strength of an opinion word comes from. */
export type OpinionSource = 'listed' | 'general' | 'learned' | 'idiom' | 'pattern';

/** An opinion expression: tokens `from` up to `to`, end exclusive. */
export interface Opinion {
  from: number;
  to: number;
  role: OpinionRole;
  source: OpinionSource;
  /** Strength in [-1, 1], intensity and negation applied. */
  score: number;
  isNegated: boolean;
  /** "too salty": of any adjective. */
  isExcess: boolean;
  /** An amount ("high"), which is good or bad by what it is of; `score` is 1 for more, -1 for less. */
  isAmount: boolean;
}
