import { clausesAbout } from '../aspect-clauses.ts';
import type { TurnCheck } from '../check.ts';
import { behavioral } from '../check.ts';
import { ownWords } from '../named-in-turn.ts';
import { directionOf, stanceOf } from '../../sentiment/stance.ts';
import { namesLabel, sentencesOf } from '../../text/words.ts';
import { claimsBehind } from './claim-polarity.ts';

/**
 * The system gives no verdict on an aspect of the item that no claim backs. Questions, what the user said, and the statement that there
 * is nothing to say are no verdicts.
 */
export const findUnbackedClaimProblems: TurnCheck = (context) => {
  const { plan, turn } = context;
  if (turn.act !== 'recommend' && turn.act !== 'explain') return [];
  const text = ownWords(context);
  const claims = claimsBehind(context);
  const backed = new Set(claims.map(({ topicId }) => topicId));
  const backedLabels = claims.map(({ label }) => label);
  const wishes = [...plan.wishes, ...(turn.slots.about === undefined ? [] : [turn.slots.about])];
  const unbacked = new Map(
    wishes.filter(({ topicId }) => !backed.has(topicId)).map(({ topicId, label }) => [topicId, label]),
  );
  return [...unbacked.values()]
    .filter(
      (label) =>
        namesLabel(text, label) && !backedLabels.some((other) => namesLabel(other, label) || namesLabel(label, other)),
    )
    .flatMap((label) => {
      const verdicts = sentencesOf(text)
        .filter((sentence) => !saysNothing.test(sentence))
        .join(' ');
      if (!namesLabel(verdicts, label)) return [];
      const said = directionOf(stanceOf(clausesAbout(verdicts, label, [...backedLabels, ...unbacked.values()])));
      return said === 'unclear'
        ? []
        : [
            behavioral(
              'unbacked-claim',
              `speaks ${said === 'positive' ? 'well' : 'ill'} of "${label}" without a claim`,
            ),
          ];
    });
};

const saysNothing =
  /\?|\b(?:silent|silence|empty|blank|gap|quiet|vain|left out|leaves? out|skips?|yet to|in the dark|unknown|waiting for|hole|trace)\b|\byou(?:'ve| have)? (?:said|mentioned|told|asked|want|wanted|care|like|love|prefer|need|brought|were|are after)|\byour? (?:wish|taste|point|question)|\b(?:no|not one|none|nobody|nothing|never|without|not|don't|doesn't|haven't|hasn't|couldn't|cannot|can't) (?:\w+ ){0,6}?(?:reviews?|reviewers?|mention\w*|spoken|speaks?|word|written|talk\w*|says?|said|tell|know|answer|brought|commented|anyone|information|promise|on|about|of)\b|\bnone of\b|\bnobody has\b/iu;
