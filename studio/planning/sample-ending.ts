import type { UserStyle } from '../../schemas/dialog-plan.ts';
import type { SuperNodeGraph, SuperNodeName } from '../../schemas/super-node.ts';
import type { Random } from '../random.ts';
import { decisionOf } from './decision-acts.ts';
import type { Ending } from './endings.ts';
import type { OutcomeShares } from './outcome-weights.ts';
import { samplePath } from './sample-path.ts';
import { withoutComparison } from './shown-items.ts';
import { isAskable } from './wishes.ts';

/** Turns of a natural dialog; a shorter one is planned only where the content has no more to say. */
const turnRange = { atLeast: 8, atMost: 20 };

type SampledEnding = Ending & { path: SuperNodeName[] };

/** Draws an ending by how much it is wanted and how likely the user is to end like that, until one has a path. */
export function sampleEnding(
  graph: SuperNodeGraph,
  endings: readonly Ending[],
  wanted: OutcomeShares,
  style: UserStyle,
  random: Random,
): SampledEnding | undefined {
  let left = endings;
  while (left.length > 0) {
    const isWanted = left.some(({ outcome }) => wanted[outcome] > 0);
    const drawn = isWanted
      ? random.pickWeighted(left, ({ outcome, propensity }) => wanted[outcome] * propensity)
      : left[0];
    const sampled = drawn === undefined ? undefined : sampleLongestPath(graph, drawn, style, random);
    if (sampled !== undefined) return sampled;
    left = left.filter((ending) => ending !== drawn);
  }
  return undefined;
}

/** Fewer distractors are shown where the graph or the turns leave no room for all of them. */
function sampleLongestPath(
  graph: SuperNodeGraph,
  ending: Ending,
  style: UserStyle,
  random: Random,
): SampledEnding | undefined {
  const { wishes, outcome, shown } = ending;
  const decision = decisionOf[outcome];
  const details = Math.min(wishes.filter(isAskable).length, wishes.length - 1);
  // Who leaves or puts it off does so in the middle of things, as soon as there is a reason.
  const isCutShort = decision !== 'accept' && random.chance(0.5);
  for (let dropped = 0; dropped < shown.length; dropped += 1) {
    // The last item can be compared with the refused one before it, if that is shown at all.
    const left = shown.slice(dropped).map((item, at) => (at === 0 ? withoutComparison(item) : item));
    for (const atLeast of isCutShort ? [1] : [turnRange.atLeast, 1]) {
      const turns = { atLeast, atMost: turnRange.atMost };
      const conditions = { shown: left.map((item) => item.conditions), decision, details, turns, style };
      const path = samplePath(graph, conditions, random);
      if (path !== undefined) return { ...ending, path, shown: left };
    }
  }
  return undefined;
}
