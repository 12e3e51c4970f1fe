import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32';
import { gradedSlots, sharedSlots } from './words.ts';

/** A compiled template: literal text, and places where one of several phrases stands. */
export type Phrase = readonly (string | Place)[];

interface Place {
  /** One list; one list whose choice holds for the whole review; one list a category; two lists by strength. */
  readonly kind: 'any' | 'kept' | 'category' | 'graded';
  readonly lists: readonly (readonly Phrase[])[];
}

/** What a phrase needs besides chance. */
export interface Wording {
  readonly rng: RandomGenerator;
  readonly category: number;
  readonly isStrong: boolean;
  /** What was chosen at places that keep their choice; without it nothing is kept. */
  readonly kept?: Map<Place, Phrase>;
}

/** Slots that keep their choice: who came along does not change between two sentences. */
const keptSlots: readonly string[] = ['person', 'people', 'day', 'month'];

export interface Slots {
  /** Lists of this domain, entries separated by `|`. */
  readonly own: Readonly<Record<string, string>>;
  /** Lists of each category, by name; every category has the same names. */
  readonly categories: readonly Readonly<Record<string, string>>[];
}

export type Compile = (template: string) => Phrase;

/**
 * A compiler for templates with `[one|other]` for a choice on the spot and `{slot}` for a named list; both may nest.
 * Throws a RangeError for an unknown slot or an unclosed bracket.
 */
export function createCompiler(slots: Slots): Compile {
  const places = new Map<string, Place>();
  const list = (entries: string): Phrase[] => splitChoice(entries).map(compile);

  function compile(template: string): Phrase {
    const parts: (string | Place)[] = [];
    let rest = template;
    for (let at = rest.search(/[[{]/); at >= 0; at = rest.search(/[[{]/)) {
      if (at > 0) parts.push(rest.slice(0, at));
      const end = findClosing(rest, at, template);
      const inner = rest.slice(at + 1, end);
      parts.push(rest[at] === '{' ? findPlace(inner, template) : { kind: 'any', lists: [list(inner)] });
      rest = rest.slice(end + 1);
    }
    if (rest !== '') parts.push(rest);
    return parts;
  }

  function findPlace(name: string, template: string): Place {
    const known = places.get(name);
    if (known !== undefined) return known;
    const place = createPlace(name, template);
    places.set(name, place);
    return place;
  }

  function createPlace(name: string, template: string): Place {
    const graded = gradedSlots[name];
    if (graded !== undefined) return { kind: 'graded', lists: [list(graded.mild), list(graded.strong)] };
    const own = slots.own[name] ?? sharedSlots[name];
    if (own !== undefined) return { kind: keptSlots.includes(name) ? 'kept' : 'any', lists: [list(own)] };
    const lists = slots.categories.map((category) => {
      const entries = category[name];
      if (entries === undefined) throw new RangeError(`no word list {${name}} for the template "${template}"`);
      return list(entries);
    });
    return { kind: 'category', lists };
  }

  return compile;
}

/** The text of one seeded choice at every place. */
export function expand(phrase: Phrase, wording: Wording): string {
  let text = '';
  for (const part of phrase) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    const option = chooseOption(part, wording);
    const first = option[0];
    if (option.length === 1 && typeof first === 'string') text += first;
    else if (option.length > 0) text += expand(option, wording);
  }
  return text;
}

function chooseOption(place: Place, { rng, category, isStrong, kept }: Wording): Phrase {
  const { kind, lists } = place;
  const known = kind === 'kept' ? kept?.get(place) : undefined;
  if (known !== undefined) return known;
  const options = lists[kind === 'category' ? category : kind === 'graded' && isStrong ? 1 : 0] ?? [];
  const option = options[Math.floor(uniformFloat32(rng) * options.length)] ?? [];
  if (kind === 'kept') kept?.set(place, option);
  return option;
}

/** The lines of a block of templates, trimmed, without the empty ones. */
export function splitLines(block: string): string[] {
  return block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function splitChoice(entries: string): string[] {
  const options: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < entries.length; at += 1) {
    if (entries[at] === '[' || entries[at] === '{') depth += 1;
    if (entries[at] === ']' || entries[at] === '}') depth -= 1;
    if (entries[at] !== '|' || depth > 0) continue;
    options.push(entries.slice(from, at));
    from = at + 1;
  }
  options.push(entries.slice(from));
  return options;
}

function findClosing(text: string, opening: number, template: string): number {
  let depth = 0;
  for (let at = opening; at < text.length; at += 1) {
    if (text[at] === '[' || text[at] === '{') depth += 1;
    if (text[at] === ']' || text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  throw new RangeError(`a bracket is not closed in the template "${template}"`);
}
