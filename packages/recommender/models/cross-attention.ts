import { add } from '../autodiff/arithmetic.ts';
import type { Tensor } from '../autodiff/graph.ts';
import { concatenate } from '../autodiff/shaping.ts';
import { attend } from '../layers/attention.ts';
import { dense, feedForward, normalise } from '../layers/dense.ts';
import type { Scope } from '../scope.ts';
import type { ModelSize } from './model-size.ts';
import { dialogStream, historyStream, presenceMask } from './streams.ts';
import type { Stream } from './streams.ts';
import { lastOf, selfAttend } from './transformer.ts';

/**
 * History and dialog, each with causal self-attention, joined in every layer: each stream reads the whole of the other, since all of the
 * history is earlier than the dialog and all of the dialog is earlier than the target. The two last states together become the joint state
 * [batch, 1, width].
 */
export function encodeJointly(scope: Scope, size: ModelSize): Tensor {
  let history = historyStream(scope, size);
  let dialog = dialogStream(scope, size);
  for (let layer = 1; layer <= size.layers; layer += 1) {
    const isLast = layer === size.layers;
    const ofHistory = { ...history, x: selfAttend(scope, `history.${layer}.self`, history, size.heads, 'all') };
    const ofDialog = { ...dialog, x: selfAttend(scope, `dialog.${layer}.self`, dialog, size.heads, 'all') };
    history = { ...history, x: readOther(scope, `history.${layer}`, ofHistory, ofDialog, size, isLast) };
    dialog = { ...dialog, x: readOther(scope, `dialog.${layer}`, ofDialog, ofHistory, size, isLast) };
  }
  const joint = dense(scope, 'joint', concatenate([lastOf(history.x), lastOf(dialog.x)], 2), size.width);
  return normalise(scope, 'final', joint);
}

/** Cross-attention and feed-forward; in the last layer for the last position alone. */
function readOther(scope: Scope, name: string, own: Stream, other: Stream, size: ModelSize, isLast: boolean): Tensor {
  const x = isLast ? lastOf(own.x) : own.x;
  const queries = normalise(scope, `${name}.cross.norm`, x);
  const keys = normalise(scope, `${name}.cross.keys`, other.x);
  const read = add(x, attend(scope, `${name}.cross`, queries, keys, presenceMask(other), size.heads));
  return feedForward(scope, `${name}.feedForward`, read, size.feedForward);
}
