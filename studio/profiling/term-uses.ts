import type { TaggedWord } from '../text/tag-words.ts';

/** How a term is used in some clauses. */
export interface TermUse {
  uses: number;
  /** Uses as a noun; for two words, as a noun after a noun, an adjective or a name. */
  nounUses: number;
  nameUses: number;
  adjectiveUses: number;
  verbUses: number;
  /** Its forms in the text with their uses. */
  surfaces: Map<string, number>;
  /** Its forms as a noun: people "ordered" but praise the "order". */
  nounSurfaces: Map<string, number>;
}

/** Uses by term: a stem, or two neighbouring stems with a space between. */
export type TermUses = ReadonlyMap<string, TermUse>;

/** Counts terms of one and two words. */
export function countTermUses(clauses: Iterable<readonly TaggedWord[]>): TermUses {
  const uses = new Map<string, TermUse>();
  for (const words of clauses) {
    for (const [position, word] of words.entries()) {
      countUse(uses, [word]);
      const next = words[position + 1];
      if (next !== undefined) countUse(uses, [word, next]);
    }
  }
  return uses;
}

function countUse(uses: Map<string, TermUse>, words: readonly TaggedWord[]): void {
  const stems = words.flatMap(({ stem }) => stem ?? []);
  if (stems.length < words.length) return;
  const term = stems.join(' ');
  const use = uses.get(term) ?? createUse();
  uses.set(term, use);
  const surface = words.map((word) => word.surface).join(' ');
  use.uses += 1;
  addOne(use.surfaces, surface);
  const role = words.at(-1)?.role;
  const isPhrase =
    words.length === 1 || words[0]?.role === 'noun' || words[0]?.role === 'adjective' || words[0]?.role === 'name';
  if (role === 'noun' && isPhrase) {
    use.nounUses += 1;
    addOne(use.nounSurfaces, surface);
  } else if (role === 'name') {
    use.nameUses += 1;
  } else if (role === 'adjective') {
    use.adjectiveUses += 1;
  } else if (role === 'verb') {
    use.verbUses += 1;
  }
}

function createUse(): TermUse {
  return {
    uses: 0,
    nounUses: 0,
    nameUses: 0,
    adjectiveUses: 0,
    verbUses: 0,
    surfaces: new Map(),
    nounSurfaces: new Map(),
  };
}

function addOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The form with the highest count, the first in code-unit order on a tie; empty for no form. */
export function commonForm(forms: ReadonlyMap<string, number>): string {
  const [first] = [...forms].toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}
