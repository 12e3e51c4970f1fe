import { splitWords } from './terms.ts';
import type { Word } from './terms.ts';

/** How a term is used in some clauses. */
export interface TermUse {
  uses: number;
  /** Uses in a noun's place. */
  nounUses: number;
  /** Uses of each of its forms in the text, those in a noun's place a hundred times, so that "order" names what people "ordered". */
  surfaces: Map<string, number>;
}

/** Uses by term: a stem, or two neighbouring stems with a space between. */
export type TermUses = ReadonlyMap<string, TermUse>;

const determiners: ReadonlySet<string> = new Set(
  'a an the this that these those my your his her its our their no some any'.split(' '),
);
const beVerbs: ReadonlySet<string> = new Set("is are was were isn't aren't wasn't weren't".split(' '));

/**
 * Counts terms of one and two words. There is no tagger; what counts as a noun's place is where English puts hardly anything else: at
 * the end of a noun phrase (before a function word or the clause's end) after a determiner ("the parking was"), or at its start before
 * a form of "be" ("prices are").
 */
export function countTermUses(clauses: Iterable<string>): TermUses {
  const uses = new Map<string, TermUse>();
  for (const clause of clauses) {
    const words = splitWords(clause);
    for (const [position] of words.entries()) {
      countUse(uses, words, position, 1);
      countUse(uses, words, position, 2);
    }
  }
  return uses;
}

function countUse(uses: Map<string, TermUse>, words: readonly Word[], position: number, length: number): void {
  const phrase = words.slice(position, position + length);
  const stems = phrase.flatMap(({ stem }) => stem ?? []);
  if (stems.length < length) return;
  const term = stems.join(' ');
  const use = uses.get(term) ?? { uses: 0, nounUses: 0, surfaces: new Map<string, number>() };
  uses.set(term, use);
  use.uses += 1;
  const isNoun = isNounPlace(words[position - 1], words[position + length]);
  if (isNoun) use.nounUses += 1;
  const surface = phrase.map((word) => word.surface).join(' ');
  use.surfaces.set(surface, (use.surfaces.get(surface) ?? 0) + (isNoun ? 100 : 1));
}

function isNounPlace(before: Word | undefined, after: Word | undefined): boolean {
  if (after !== undefined && after.stem !== null) return false;
  if (before !== undefined && determiners.has(before.surface)) return true;
  return after !== undefined && beVerbs.has(after.surface) && (before === undefined || before.stem === null);
}

/** The most used form of a term, in a noun's place where it has one; the first in code-unit order on a tie. */
export function commonSurface(uses: TermUses, term: string): string {
  const surfaces = uses.get(term)?.surfaces ?? [];
  const [first] = [...surfaces].toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return first?.[0] ?? term;
}
