import { clausesAbout } from '../aspect-clauses.ts';
import type { TurnCheck, TurnCheckContext } from '../check.ts';
import { behavioral } from '../check.ts';
import { ownWords } from '../named-in-turn.ts';
import { directionOf, stanceOf } from '../../sentiment/stance.ts';
import type { Claim } from '../../../schemas/claim.ts';
import { namesLabel } from '../../text/words.ts';

/**
 * Each thing the system says of an aspect of the item has the polarity of the claim behind it; only a clear contradiction counts.
 * Where two items are compared, their claims may well differ: such an aspect is left out.
 */
export const findClaimPolarityProblems: TurnCheck = (context) => {
  if (context.turn.speaker !== 'system') return [];
  const text = ownWords(context);
  const claims = claimsBehind(context);
  const labels = claims.map(({ label }) => label);
  return claims
    .filter((claim) => !claims.some((other) => other.label === claim.label && other.polarity !== claim.polarity))
    .filter(({ polarity, label }) => polarity !== 'mixed' && namesLabel(text, label))
    .flatMap(({ polarity, label }) => {
      const said = directionOf(stanceOf(clausesAbout(text, label, labels)));
      return said === 'unclear' || said === polarity
        ? []
        : [
            behavioral(
              'claim-polarity',
              `speaks ${said === 'positive' ? 'well' : 'ill'} of "${label}", but the claim is ${polarity}`,
            ),
          ];
    });
};

/** What the plan gives the turn to say, then whatever else is known of the item. */
export function claimsBehind({ plan, turn }: TurnCheckContext): Claim[] {
  const planned = turn.slots.claims ?? [];
  const known = plan.candidates.find(({ itemId }) => itemId === turn.slots.itemId)?.claims ?? [];
  return [...planned, ...known.filter(({ topicId }) => !planned.some((claim) => claim.topicId === topicId))];
}
