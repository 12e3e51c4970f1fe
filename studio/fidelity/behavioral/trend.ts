import type { TurnCheck } from '../check.ts';
import { behavioral } from '../check.ts';
import { claimsBehind } from './claim-polarity.ts';

/** The system says that things got better or worse only where a claim about the item has that trend. */
export const findTrendProblems: TurnCheck = (context) => {
  if (context.turn.speaker !== 'system' || context.turn.slots.itemId === undefined) return [];
  const trends = new Set(claimsBehind(context).map(({ trend }) => trend));
  return (['rising', 'falling'] as const).flatMap((trend) => {
    const match = phrases[trend].exec(context.text);
    return match === null || trends.has(trend) ? [] : [behavioral('trend', `"${match[0]}", but no claim is ${trend}`)];
  });
};

const phrases = {
  rising:
    /\b(?:(?:been |is |are |keeps? |kept |keep |has |have |only )(?:getting better|improv\w+)|looking up|trend (?:has been |is )?(?:up|upward|positive)|on the rise|opinions have warmed)\b/iu,
  falling:
    /\b(?:(?:been |is |are |keeps? |kept |keep )?(?:getting worse|slipping|declining)|(?:has|have) (?:slipped|declined|worsened|soured|gone down ?hill|gotten worse|got worse)|mood has soured|trend (?:has been |is )?(?:down|downward)|opinions have cooled|on the decline)\b/iu,
};
