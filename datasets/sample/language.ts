import type { Polarity } from '../../schemas/opinion.ts';
import { createCompiler, splitLines } from './template.ts';
import type { Compile, Phrase } from './template.ts';
import type { SampleDomain } from './settings.ts';
import type { DomainVocabulary } from './vocabulary.ts';
import { amazonVocabulary } from './amazon/vocabulary.ts';
import { mobilerecVocabulary } from './mobilerec/vocabulary.ts';
import { yelpVocabulary } from './yelp/vocabulary.ts';

/** Phrases for weak and for strong feelings. */
export interface GradedPhrases {
  readonly mild: readonly Phrase[];
  readonly strong: readonly Phrase[];
}

export type PolarPhrases = Readonly<Record<Polarity, GradedPhrases>>;

/** A domain's vocabulary, compiled. */
export interface Language {
  readonly vocabulary: DomainVocabulary;
  /** By aspect, in the vocabulary's order. */
  readonly aspects: readonly PolarPhrases[];
  readonly openers: PolarPhrases;
  readonly closers: PolarPhrases;
  readonly titles: PolarPhrases;
  readonly occasions: readonly Phrase[];
  readonly chat: readonly Phrase[];
  readonly emoji: Readonly<Record<Polarity, readonly string[]>>;
  /** By category: templates of item names. */
  readonly names: readonly (readonly Phrase[])[];
  readonly nameSuffix: Phrase;
}

export const vocabularies: Readonly<Record<SampleDomain, DomainVocabulary>> = {
  yelp: yelpVocabulary,
  amazon: amazonVocabulary,
  mobilerec: mobilerecVocabulary,
};

export function createLanguage(domain: SampleDomain): Language {
  const vocabulary = vocabularies[domain];
  const { talk, categories, slots } = vocabulary;
  const compile = createCompiler({ own: slots, categories: categories.map(({ words }) => words) });
  const polar = (blocks: Readonly<Record<Polarity, string>>) => compilePolar(compile, blocks);
  return {
    vocabulary,
    aspects: vocabulary.aspects.map(polar),
    openers: polar(talk.openers),
    closers: polar(talk.closers),
    titles: polar(talk.titles),
    occasions: splitLines(talk.occasions).map(compile),
    chat: splitLines(talk.chat).map(compile),
    emoji: {
      positive: talk.emoji.positive.split('|'),
      negative: talk.emoji.negative.split('|'),
      mixed: talk.emoji.mixed.split('|'),
    },
    names: categories.map(({ names }) => names.map(compile)),
    nameSuffix: compile(vocabulary.nameSuffix),
  };
}

function compilePolar(compile: Compile, blocks: Readonly<Record<Polarity, string>>): PolarPhrases {
  return {
    positive: compileGraded(compile, blocks.positive),
    negative: compileGraded(compile, blocks.negative),
    mixed: compileGraded(compile, blocks.mixed),
  };
}

/** A line that begins with `!` is for strong feelings, one with `~` for mild ones, any other for both. */
function compileGraded(compile: Compile, block: string): GradedPhrases {
  const lines = splitLines(block);
  const choose = (foreign: string) =>
    lines.filter((line) => !line.startsWith(foreign)).map((line) => compile(line.replace(/^[!~]\s*/, '')));
  return { mild: choose('!'), strong: choose('~') };
}
