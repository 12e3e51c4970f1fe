import type { Claim } from '../../../schemas/claim.ts';
import { claimSentence } from './claim-sentences.ts';
import { onlyVoiceSentence, quoteSentence } from './quote-sentences.ts';
import type { TurnFacts } from './turn-facts.ts';

/** One or two sentences on a claim: what reviewers think in sum and, by the chance given, what one of them wrote. */
export function sayClaim(facts: TurnFacts, claim: Claim, lead: string, quoteChance: number): string[] {
  if (!facts.random.chance(quoteChance)) return [claimSentence(facts, claim, lead)];
  const alone = onlyVoiceSentence(facts, claim, lead);
  if (alone !== undefined) return [alone];
  const quoted = quoteSentence(facts, claim, { isBalanced: facts.random.chance(0.4) });
  return [claimSentence(facts, claim, lead), ...(quoted === '' ? [] : [quoted])];
}
