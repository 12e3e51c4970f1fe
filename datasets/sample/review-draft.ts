import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Polarity } from '../../schemas/opinion.ts';
import type { Style } from './people.ts';
import { drawFrom, isLucky } from './random.ts';
import { capitalize, escapeHtml, typeClause } from './typing.ts';

/** What a clause means: an aspect's index, or null for chit-chat and whole impressions. */
export interface ClauseMeaning {
  readonly aspect: number | null;
  readonly polarity: Polarity;
  readonly sentiment: number;
}

/** Where the clause stands in its review; offsets in code points, `charEnd` exclusive. */
export interface ClauseTruth {
  readonly charStart: number;
  readonly charEnd: number;
  readonly meaning: ClauseMeaning;
}

export interface DraftOptions {
  readonly style: Style;
  readonly rng: RandomGenerator;
  readonly paragraphBreak: string;
  readonly isEscaped: boolean;
}

/** A review text under construction. A class, because millions are made and closures would be made with each. */
export class ReviewDraft {
  readonly clauses: ClauseTruth[] = [];
  text = '';
  hasEmoji = false;
  readonly #options: DraftOptions;
  /** In code points. Vocabulary and glue stay within the basic plane, where a code point is one character. */
  #length = 0;
  #isSentenceStart = true;
  /** What parts this sentence from the next, written only when there is a next. */
  #pending = '';

  constructor(options: DraftOptions) {
    this.#options = options;
  }

  /** Text between clauses, which no span covers. */
  addGlue(glue: string): void {
    this.#append(this.#pending);
    this.#pending = '';
    this.#append(this.#case(glue));
  }

  addClause(clause: string, meaning: ClauseMeaning): void {
    const { style, rng, isEscaped } = this.#options;
    this.#append(this.#pending);
    this.#pending = '';
    const cased = this.#case(typeClause(clause, style, rng));
    const charStart = this.#length;
    this.#append(isEscaped ? escapeHtml(cased) : cased);
    this.clauses.push({ charStart, charEnd: this.#length, meaning });
  }

  /** An excited sentence may end in an exclamation mark; `emoji` may be empty. */
  endSentence(isExcited: boolean, emoji: string): void {
    const { style, rng } = this.#options;
    const mark = isExcited && isLucky(rng, style.excitement) ? drawFrom(rng, marks) : this.#drawMark();
    this.#append(mark);
    if (emoji !== '') {
      this.text += mark === '' || isLucky(rng, 0.5) ? ` ${emoji}` : emoji;
      this.#length = Array.from(this.text).length;
      this.hasEmoji = true;
    }
    const isOpen = mark === '' && emoji === '';
    // Who uses no full stops strings sentences together with commas or just blanks.
    this.#pending = isOpen ? drawFrom(rng, looseLinks) : style.hasWideBlanks ? '  ' : ' ';
    this.#isSentenceStart = !isOpen;
  }

  startParagraph(): void {
    if (this.text === '') return;
    this.#pending = this.#options.paragraphBreak;
    this.#isSentenceStart = true;
  }

  #append(piece: string): void {
    this.text += piece;
    this.#length += piece.length;
  }

  #case(piece: string): string {
    const isCapital = this.#isSentenceStart && !this.#options.style.isLowercase;
    this.#isSentenceStart = false;
    return isCapital ? capitalize(piece) : piece;
  }

  #drawMark(): string {
    const { style, rng } = this.#options;
    // Nobody ends every sentence in dots or exclamation marks.
    return style.ending === '.' || style.ending === '' || isLucky(rng, 0.45) ? style.ending : '.';
  }
}

const marks = ['!', '!', '!', '!!'];
const looseLinks = [' ', ', ', ', ', ', '];
