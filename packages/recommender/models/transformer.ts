import { add } from '../autodiff/arithmetic.ts';
import { sizeOfAxis } from '../autodiff/graph.ts';
import type { Tensor } from '../autodiff/graph.ts';
import { slice } from '../autodiff/shaping.ts';
import { attend, causalMask } from '../layers/attention.ts';
import { feedForward, normalise } from '../layers/dense.ts';
import type { Scope } from '../scope.ts';
import type { ModelSize } from './model-size.ts';
import { presenceMask } from './streams.ts';
import type { Stream } from './streams.ts';

/** Only what is scored is computed in the last layer, unless every position is asked for. */
export type Positions = 'all' | 'last';

/**
 * A causal transformer with normalisation before each part (SASRec's shape: Kang and McAuley, arXiv 1808.09781). Answers the state of every
 * position [batch, length, width], or of the last one [batch, 1, width].
 */
export function encodeStream(
  scope: Scope,
  name: string,
  stream: Stream,
  size: ModelSize,
  positions: Positions = 'last',
): Tensor {
  let { x } = stream;
  for (let layer = 1; layer <= size.layers; layer += 1) {
    const asked = layer === size.layers ? positions : 'all';
    const attended = selfAttend(scope, `${name}.${layer}.self`, { ...stream, x }, size.heads, asked);
    x = feedForward(scope, `${name}.${layer}.feedForward`, attended, size.feedForward);
  }
  return normalise(scope, `${name}.final`, x);
}

/** x plus what its positions read in those before them and in themselves. */
export function selfAttend(scope: Scope, name: string, stream: Stream, heads: number, positions: Positions): Tensor {
  const presence = presenceMask(stream);
  const normal = normalise(scope, `${name}.norm`, stream.x);
  if (positions === 'last') {
    return add(lastOf(stream.x), attend(scope, name, lastOf(normal), normal, presence, heads));
  }
  const mask = add(presence, causalMask(scope.graph, sizeOfAxis(stream.x, 1)));
  return add(stream.x, attend(scope, name, normal, normal, mask, heads));
}

/** [batch, length, width] to [batch, 1, width]. */
export function lastOf(x: Tensor): Tensor {
  const length = sizeOfAxis(x, 1);
  return slice(x, 1, length - 1, length);
}
