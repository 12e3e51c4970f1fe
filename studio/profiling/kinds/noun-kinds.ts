import { oncePer } from '../../once-per.ts';
import content from './noun-kinds.json' with { type: 'json' };

/** Drinks, other food, people, groups of them, other things that one can touch, all else. */
export type Kind = 'drink' | 'food' | 'person' | 'group' | 'thing' | 'other';

/** How a noun relates to another one by what the two mean. Ranks are places among a noun's meanings, 0 the most used. */
export type Kinship =
  /** One meaning of both ("mic", "microphone"). */
  | { is: 'same'; rank: number }
  /** The other one's meaning is a more general one ("pizza", "food"), so many steps above it. */
  | { is: 'under'; kind: Kind; rank: number; otherRank: number; steps: number }
  /** Both are people, or a group of them. */
  | { is: 'people' };

interface Sense {
  kind: Kind;
  /** Number of the meaning; -1 of one that no other noun shares and that is above none. */
  meaning: number;
  /** Steps to each more general meaning. */
  above: ReadonlyMap<number, number>;
}

const kinds: Readonly<Record<string, Kind>> = {
  d: 'drink',
  f: 'food',
  p: 'person',
  g: 'group',
  t: 'thing',
  o: 'other',
};

/** Rarer meanings of the more general noun are not meant. */
const mostOtherRank = 2;
/** A person goes with a group also by a rarer meaning of its name ("service"). */
const mostGroupRank = 3;

/**
 * How `noun` relates to `other` in WordNet 3.1, by the closest pair of their meanings; undefined where they are strangers or unknown. Both are lemmas.
 * `noun-kinds.json` is made by bench/make-noun-kinds.ts, which says which nouns and meanings it has.
 */
export function findKinship(noun: string, other: string): Kinship | undefined {
  let best: Kinship | undefined;
  for (const [rank, sense] of sensesOf(noun).entries()) {
    for (const [otherRank, general] of sensesOf(other).entries()) {
      const found = compareSenses(sense, general, rank, otherRank);
      if (found !== undefined && (best === undefined || closenessOf(found) > closenessOf(best))) best = found;
    }
  }
  return best;
}

function compareSenses(sense: Sense, general: Sense, rank: number, otherRank: number): Kinship | undefined {
  if (general.meaning >= 0 && sense.meaning === general.meaning) return { is: 'same', rank: rank + otherRank };
  const steps = sense.above.get(general.meaning);
  // A drink is food to the dictionary, and to nobody who judges a meal.
  const isOtherKind = sense.kind === 'drink' && general.kind !== 'drink';
  if (steps !== undefined && otherRank <= mostOtherRank && !isOtherKind) {
    return { is: 'under', kind: general.kind, rank, otherRank, steps };
  }
  const arePeople = rank === 0 && isPeople(sense) && isPeople(general);
  const isMeant =
    otherRank === 0 || (sense.kind === 'person' && general.kind === 'group' && otherRank <= mostGroupRank);
  return arePeople && isMeant ? { is: 'people' } : undefined;
}

const isPeople = ({ kind }: Sense): boolean => kind === 'person' || kind === 'group';

/** Same before more general before people; among each the commoner meanings. */
function closenessOf(kinship: Kinship): number {
  if (kinship.is === 'people') return 0;
  if (kinship.is === 'same') return 20 - kinship.rank;
  return 10 - kinship.rank - kinship.otherRank + 1 / (1 + kinship.steps);
}

interface Dictionary {
  /** Next more general meanings of each meaning. */
  generals: readonly (readonly number[])[];
  /** What is written of each noun. */
  lines: ReadonlyMap<string, string>;
  /** Senses of the nouns that were asked for. */
  senses: Map<string, Sense[]>;
}

/** Some 30 ms: not before it is asked for. */
const openDictionary = oncePer(({ meanings, nouns }: typeof content): Dictionary => ({
  generals: meanings.split(';').map((numbers) => readNumbers(numbers)),
  lines: new Map(
    nouns.split('\n').map((line): [string, string] => {
      const end = line.indexOf(':');
      return [line.slice(0, end), line.slice(end + 1)];
    }),
  ),
  senses: new Map(),
}));

function sensesOf(noun: string): Sense[] {
  const { generals, lines, senses: read } = openDictionary(content);
  const known = read.get(noun);
  if (known !== undefined) return known;
  const senses = (lines.get(noun) ?? '').split(' ').flatMap((text): Sense[] => {
    const kind = kinds[text.charAt(0)];
    if (kind === undefined) return [];
    const isOwn = text.charAt(1) !== '<';
    const numbers = readNumbers(text.slice(isOwn ? 1 : 2));
    const meaning = isOwn ? (numbers[0] ?? -1) : -1;
    return [{ kind, meaning, above: climb(generals, isOwn ? (generals[meaning] ?? []) : numbers) }];
  });
  read.set(noun, senses);
  return senses;
}

/** Breadth first: the fewest steps to each. */
function climb(generals: Dictionary['generals'], from: readonly number[]): Map<number, number> {
  const steps = new Map(from.map((meaning) => [meaning, 1]));
  for (const [meaning, step] of steps) {
    for (const next of generals[meaning] ?? []) if (!steps.has(next)) steps.set(next, step + 1);
  }
  return steps;
}

function readNumbers(text: string): number[] {
  return text === '' ? [] : text.split(',').map((number) => Number.parseInt(number, 36));
}
