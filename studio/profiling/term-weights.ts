import { emptyNouns } from '../text/stop-words.ts';
import type { TermUse } from './term-uses.ts';

/** Nouns say what is spoken of, adjectives often imply it ("crowded"), verbs seldom ("seated"), names at times ("USB"), where they are no brand or town. */
const nameWeight = 0.5;
const adjectiveWeight = 0.5;
const verbWeight = 0.25;
/** A term under this weight says nothing of an aspect. */
const minimumWeight = 0.3;

/** How much of an aspect a term carries by its parts of speech, 0 to 1; 0 leaves it out of the vocabulary. */
export function weighTermUse({ uses, nounUses, nameUses, adjectiveUses, verbUses, surfaces }: TermUse): number {
  for (const surface of surfaces.keys()) if (emptyNouns.has(surface)) return 0;
  const weight = (nounUses + nameWeight * nameUses + adjectiveWeight * adjectiveUses + verbWeight * verbUses) / uses;
  return weight < minimumWeight ? 0 : weight;
}
