import { sayClaim } from '../say-claim.ts';
import type { TurnFacts } from '../turn-facts.ts';

/** Sets the two items side by side, each by what its own reviews say. */
export function compare(facts: TurnFacts): string {
  const leads = facts.random.pick(leadPairs);
  const sentences = facts.claims.flatMap((claim, at) => sayClaim(facts, claim, leads[at] ?? '', 0.7));
  return sentences.join(' ');
}

const leadPairs = [
  ['With {named},', 'With {otherNamed},'],
  ['{named}:', '{otherNamed}:'],
  ['On the side of {named},', 'As for {otherNamed},'],
];
