import { add, gelu, multiply, tanh } from '../autodiff/arithmetic.ts';
import type { Tensor } from '../autodiff/graph.ts';
import { concatenate, reshape } from '../autodiff/shaping.ts';
import { attend } from '../layers/attention.ts';
import { dense, denseFromZero, normalise } from '../layers/dense.ts';
import type { Scope } from '../scope.ts';
import type { ModelSize } from './model-size.ts';
import type { ItemScoring } from './score-items.ts';
import { dialogStream, historyStream, presenceMask } from './streams.ts';
import { encodeStream, lastOf } from './transformer.ts';

/** Prefix of the dialog tower's rows of items: each tower has its own. */
export const dialogTower = 'dialogTower.';

/** How much each tower's scores count before the gates say otherwise; set from validation when training begins. */
export const towerWeights = { history: 'joint.historyWeight', dialog: 'joint.dialogWeight' } as const;

/** Ways in which the dialog can change what the history means. */
const gates = 4;

/**
 * A history tower and a dialog tower, trained alone before, in one softmax: scores = bias + a(d) H(h) + c D(d) + interaction. The gate a
 * moves with the dialog's state from the history's weight; the interaction is cross-attention (the dialog asks, the history answers), its
 * answer and the history's state multiplied by gates of the dialog, through a layer that starts at zero. So it begins as the weighted sum of
 * its towers.
 */
export function scoreGated(scope: Scope, size: ModelSize, items: ItemScoring): Tensor {
  const flat = [scope.batch, size.width];
  const past = historyStream(scope, size);
  const states = encodeStream(scope, 'history', past, size, 'all');
  const heard = encodeStream(scope, 'dialog', dialogStream(scope, size, dialogTower), size);
  const ofHistory = scope.dropOut('state0', reshape(lastOf(states), flat), flat);
  const ofDialog = scope.dropOut('state1', reshape(heard, flat), flat);
  const historyWeight = scope.parameter(towerWeights.history, [1, 1], { value: 1 });
  const dialogWeight = scope.parameter(towerWeights.dialog, [1, 1], { value: 1 });
  const gate = add(denseFromZero(scope, 'joint.gate', ofDialog, 1), historyWeight);
  const fromHistory = multiply(items.score(ofHistory), gate);
  const fromDialog = multiply(items.score(ofDialog, dialogTower), dialogWeight);
  const asked = attend(scope, 'joint.cross', heard, states, presenceMask(past), size.heads);
  const joint = interact(scope, size, ofHistory, ofDialog, reshape(asked, flat));
  return [fromHistory, fromDialog, items.score(joint)].reduce(add, items.bias('joint.bias'));
}

/** A state [batch, width] that starts at zero. */
function interact(scope: Scope, size: ModelSize, history: Tensor, dialog: Tensor, answer: Tensor): Tensor {
  const { batch } = scope;
  const read = normalise(scope, 'joint.norm', concatenate([history, answer], 1));
  const turned = multiply(
    reshape(tanh(dense(scope, 'joint.turns', dialog, gates)), [batch, gates, 1]),
    reshape(read, [batch, 1, 2 * size.width]),
  );
  const seen = concatenate([read, dialog, reshape(turned, [batch, gates * 2 * size.width])], 1);
  const inside = gelu(dense(scope, 'joint.in', seen, size.feedForward));
  return denseFromZero(scope, 'joint.out', scope.dropOut('joint.inside', inside, inside.shape), size.width);
}
