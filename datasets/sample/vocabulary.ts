import type { Polarity } from '../../schemas/opinion.ts';

/**
 * What can be said of one aspect. `positive`, `negative` and `mixed` are blocks of templates, one clause a line, in lower
 * case and without a full stop; a line that begins with `!` is for strong feelings only, one with `~` for mild ones.
 */
export interface AspectVocabulary extends Readonly<Record<Polarity, string>> {
  readonly id: string;
  readonly label: string;
  readonly terms: readonly string[];
}

export interface CategoryVocabulary {
  readonly id: string;
  /** The item's categories as the official file writes them, broadest first. */
  readonly labels: readonly string[];
  /** Word lists that templates reach as `{name}`. */
  readonly words: Readonly<Record<string, string>>;
  /** Templates of item names. */
  readonly names: readonly string[];
  /** Typical price: dollar signs for Yelp (1..4), dollars elsewhere. */
  readonly price: number;
  /** Ids of aspects that make no sense here: nobody has one of these with a battery. */
  readonly lacks: readonly string[];
}

/** What is said beside the aspects: whole impressions, chit-chat, farewells, headlines; one template a line. */
export interface TalkVocabulary {
  readonly openers: Readonly<Record<Polarity, string>>;
  /** How the reviewer came here, whatever they think of it. */
  readonly occasions: string;
  readonly chat: string;
  readonly closers: Readonly<Record<Polarity, string>>;
  readonly titles: Readonly<Record<Polarity, string>>;
  readonly emoji: Readonly<Record<Polarity, string>>;
}

export interface DomainVocabulary {
  readonly aspects: readonly AspectVocabulary[];
  readonly categories: readonly CategoryVocabulary[];
  readonly slots: Readonly<Record<string, string>>;
  /** Template of what distinguishes two items of the same name. */
  readonly nameSuffix: string;
  readonly talk: TalkVocabulary;
}
