import { add, multiply } from '../autodiff/arithmetic.ts';
import { sizeOfAxis } from '../autodiff/graph.ts';
import type { Tensor } from '../autodiff/graph.ts';
import { dotProducts, matMul } from '../autodiff/products.ts';
import { sumAlong } from '../autodiff/reducing.ts';
import { broadcastTo, concatenate, reshape } from '../autodiff/shaping.ts';
import { denseFromZero } from '../layers/dense.ts';
import type { Scope } from '../scope.ts';
import type { ModelSize } from './model-size.ts';
import { allItems, someItems } from './streams.ts';

/** Gives items scores [batch, scored]. A tower is the prefix of its parameters' names; that of '' has no prefix. */
export interface ItemScoring {
  /** Dot products of states [batch, width] with the tower's rows of items, and what their profiles as of the example's time add. */
  score(state: Tensor, tower?: string): Tensor;
  /** A trained number an item, the same for everyone; from 0. */
  bias(name: string): Tensor;
}

/** Of all items, in their order. */
export function scoreAll(scope: Scope, size: ModelSize): ItemScoring {
  return {
    score: (state, tower = '') => {
      const scores = dotProducts(state, allItems(scope, size, tower));
      return size.profileDimensions === null
        ? scores
        : add(scores, scoreProfiles(scope, size, size.profileDimensions, state, tower));
    },
    bias: (name) =>
      broadcastTo(reshape(scope.parameter(name, [size.items, 1], { value: 0 }), [1, size.items]), [
        scope.batch,
        size.items,
      ]),
  };
}

/** Of each example's target, then of so many negatives that all examples share. Throws RangeError where items have profiles. */
export function scoreSample(scope: Scope, size: ModelSize, negatives: number): ItemScoring {
  if (size.profileDimensions !== null) throw new RangeError('profiles of items need a loss over all items');
  return {
    score: (state, tower = '') => {
      const ofTargets = sumAlong(multiply(state, someItems(scope, size, 'targets', [scope.batch], tower)), 1);
      return concatenate([ofTargets, dotProducts(state, someItems(scope, size, 'negatives', [negatives], tower))], 1);
    },
    bias: (name) => {
      const table = scope.parameter(name, [size.items, 1], { value: 0 });
      const ofNegatives = reshape(scope.lookup(table, 'negatives', [negatives]), [1, negatives]);
      return concatenate(
        [scope.lookup(table, 'targets', [scope.batch]), broadcastTo(ofNegatives, [scope.batch, negatives])],
        1,
      );
    },
  };
}

/** What the state asks for of each aspect, times what each item's profile has of it. */
function scoreProfiles(scope: Scope, size: ModelSize, dimensions: number, state: Tensor, tower: string): Tensor {
  const profiles = scope.input('itemProfiles', [scope.batch, size.items, dimensions]);
  const asked = denseFromZero(scope, `${tower}profiles`, state, dimensions);
  return reshape(matMul(profiles, reshape(asked, [scope.batch, dimensions, 1])), [sizeOfAxis(state, 0), size.items]);
}
