import type { Opinion } from './opinion.ts';
import type { Target } from './parsed-sentence.ts';

/** By which construction a term is judged. */
const linkRules = [
  'attributive',
  'predicate',
  'predicate-noun',
  'experiencer',
  'judges-subject',
  'judges-object',
  'compound',
  'noun-of',
  'postposed',
  'manner',
  'manner-object',
  'inverted',
  'verb',
  'to-verb',
  'failing',
  'lack',
  'whole',
] as const;
export type LinkRule = (typeof linkRules)[number];

/** A term that an opinion is about. */
export interface Link extends Target {
  opinion: Opinion;
  rule: LinkRule;
}

/** Rules of complaints that judge no named thing. */
export const isTold = (rule: LinkRule): boolean => rule === 'failing' || rule === 'lack' || rule === 'whole';

/** What a construction finds in a sentence. */
export type FoundTargets = [rule: LinkRule, targets: readonly Target[]];
