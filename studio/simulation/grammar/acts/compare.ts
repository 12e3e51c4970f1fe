import { claimSentence } from '../claim-sentences.ts';
import type { TurnFacts } from '../turn-facts.ts';

/** Sets the two items side by side, each by what its own reviews say. */
export function compare(facts: TurnFacts): string {
  const leads = facts.random.pick(leadPairs);
  const sentences = facts.claims.map((claim, at) => claimSentence(facts, claim, leads[at] ?? ''));
  return sentences.join(' ');
}

const leadPairs = [
  ['With {named},', 'With {otherNamed},'],
  ['{named}:', '{otherNamed}:'],
  ['On the side of {named},', 'As for {otherNamed},'],
];
