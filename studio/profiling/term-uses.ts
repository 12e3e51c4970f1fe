import { splitWords } from './terms.ts';
import type { Word } from './terms.ts';

/** How a term is used in some clauses. */
export interface TermUse {
  uses: number;
  /** Uses in a noun's place. */
  nounUses: number;
  /** Its forms in the text with their uses. */
  surfaces: Map<string, number>;
  /** Its forms in a noun's place: people "ordered" but praise the "order". */
  nounSurfaces: Map<string, number>;
}

/** Uses by term: a stem, or two neighbouring stems with a space between. */
export type TermUses = ReadonlyMap<string, TermUse>;

/** Not "this" or "that", which are subjects as well: "this works". */
const determiners: ReadonlySet<string> = new Set('a an the my your his her its our their no'.split(' '));
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
  const use = uses.get(term) ?? { uses: 0, nounUses: 0, surfaces: new Map(), nounSurfaces: new Map() };
  uses.set(term, use);
  const surface = phrase.map((word) => word.surface).join(' ');
  use.uses += 1;
  addOne(use.surfaces, surface);
  if (!isNounPlace(words[position - 1], words[position + length])) return;
  use.nounUses += 1;
  addOne(use.nounSurfaces, surface);
}

function addOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function isNounPlace(before: Word | undefined, after: Word | undefined): boolean {
  if (after !== undefined && after.stem !== null) return false;
  if (before !== undefined && determiners.has(before.surface)) return true;
  return after !== undefined && beVerbs.has(after.surface) && (before === undefined || before.stem === null);
}

/** The form with the highest count, the first in code-unit order on a tie; empty for no form. */
export function commonForm(forms: ReadonlyMap<string, number>): string {
  const [first] = [...forms].toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}
