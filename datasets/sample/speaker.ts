import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Polarity } from '../../schemas/opinion.ts';
import type { Language, PolarPhrases } from './language.ts';
import { drawFrom, drawIndex, isLucky } from './random.ts';
import { expand } from './template.ts';
import type { Phrase, Wording } from './template.ts';
import type { Mention } from './visit.ts';

/** Turns phrases into words for one review: never the same phrase twice, always the same companion. */
export class Speaker {
  readonly #language: Language;
  readonly #rng: RandomGenerator;
  readonly #category: number;
  readonly #textSignal: number;
  readonly #said: Phrase[] = [];
  readonly #kept: NonNullable<Wording['kept']> = new Map();

  /** `category` is the item's; as far as `textSignal` falls short of 1, words come from any category. */
  constructor(language: Language, category: number, textSignal: number, rng: RandomGenerator) {
    this.#language = language;
    this.#category = category;
    this.#textSignal = textSignal;
    this.#rng = rng;
  }

  say(phrases: readonly Phrase[], isStrong: boolean): string {
    const rng = this.#rng;
    let phrase = drawFrom(rng, phrases);
    for (let attempt = 0; attempt < 6 && this.#said.includes(phrase); attempt += 1) phrase = drawFrom(rng, phrases);
    this.#said.push(phrase);
    const isOwn = isLucky(rng, this.#textSignal);
    const category = isOwn ? this.#category : drawIndex(rng, this.#language.names.length);
    return expand(phrase, { rng, category, isStrong, kept: this.#kept });
  }

  sayPolar(phrases: PolarPhrases, polarity: Polarity, isStrong: boolean): string {
    return this.say(isStrong ? phrases[polarity].strong : phrases[polarity].mild, isStrong);
  }

  sayMention({ aspect, polarity, isStrong, isNews }: Mention): string {
    const phrases = this.#language.aspects[aspect];
    if (phrases === undefined) throw new RangeError(`no aspect ${aspect} in the vocabulary`);
    const clause = this.sayPolar(phrases, polarity, isStrong);
    return isNews && isLucky(this.#rng, 0.3) ? `${drawFrom(this.#rng, newsOpenings)} ${clause}` : clause;
  }
}

/** How people begin to tell what changed. */
const newsOpenings = ['lately', 'recently', 'of late', 'this year', 'the last few times', 'all of a sudden'];
