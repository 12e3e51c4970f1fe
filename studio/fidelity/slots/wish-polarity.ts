import { clausesAbout } from '../aspect-clauses.ts';
import type { TurnCheck } from '../check.ts';
import { behavioral } from '../check.ts';
import { ownWords } from '../named-in-turn.ts';
import { directionOf, stanceOf } from '../../sentiment/stance.ts';

/**
 * What the user says of a wished-for aspect agrees with the wish: past praise for a positive one, past disappointment for a negative one.
 * Only a clear contradiction counts; a mixed or neutral wish can be put either way.
 */
export const findWishPolarityProblems: TurnCheck = (context) => {
  const { turn } = context;
  const text = ownWords(context);
  if (turn.speaker !== 'user' || turn.act === 'reject' || turn.act === 'accept' || turn.act === 'leave') return [];
  const wishes = turn.slots.wishes ?? [];
  const labels = wishes.map(({ label }) => label);
  return wishes.flatMap(({ label, polarity }) => {
    if (polarity === 'mixed' || polarity === 'neutral') return [];
    const said = directionOf(stanceOf(clausesAbout(text, label, labels)));
    return said === 'unclear' || said === polarity
      ? []
      : [
          behavioral(
            'wish-polarity',
            `speaks ${said === 'positive' ? 'well' : 'ill'} of "${label}", but the wish is ${polarity}`,
          ),
        ];
  });
};
