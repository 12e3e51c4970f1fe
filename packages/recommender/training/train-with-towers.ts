import { lowerBarred } from '../data/candidate-items.ts';
import type { Engine } from '../engine.ts';
import { towerWeights } from '../models/gated-joint.ts';
import { towersOf } from '../models/models.ts';
import type { ModelName } from '../models/models.ts';
import { placeOf } from '../ranking/place.ts';
import { measureRanking } from '../ranking/ranking-metrics.ts';
import type { Example } from './batch.ts';
import { createScorer } from './scorer.ts';
import { trainModel } from './train-model.ts';
import type { Training, TrainingResult, TrainingState } from './train-model.ts';

/** Trainings of one model: its towers', one after another, then its own. */
export interface TowerTraining extends Omit<Training, 'from'> {
  /** Where an earlier call stopped, for the model and each of its towers. */
  from?: (model: ModelName) => TrainingState | undefined;
}

/**
 * Trains a model; one with towers from those, each trained alone before on all examples, and then itself on those with a dialog. It begins as their sum with the weights that are best on validation, so that it is never worse there.
 */
export async function trainWithTowers(given: TowerTraining, engine: Engine): Promise<TrainingResult> {
  const { from, ...training } = given;
  const resume = (model: ModelName): Pick<Training, 'from'> => {
    const state = from?.(model);
    return state === undefined ? {} : { from: state };
  };
  const towers = Object.entries(towersOf[training.model] ?? {});
  if (towers.length === 0) return trainModel({ ...training, ...resume(training.model) }, engine);
  const spoken = training.training.filter(hasDialog);
  if (spoken.length === 0) throw new RangeError(`${training.model} needs dialogs to train on`);
  const initial = new Map<string, Float32Array>();
  const trained: TrainingResult[] = [];
  for (const [prefix, model] of towers) {
    const tower = await trainModel({ ...training, model, ...resume(model) }, engine);
    const shared = [...tower.parameters].map(([name, values]): [string, Float32Array] =>
      isOfItems(name) ? [`${prefix}${name}`, values] : [name, values],
    );
    for (const [name, values] of shared) initial.set(name, values);
    trained.push(tower);
  }
  const [ofHistory = 1, ofDialog = 1] = await weighTowers(trained, training.validation, engine, training.options.batch);
  initial.set(towerWeights.history, Float32Array.of(ofHistory));
  initial.set(towerWeights.dialog, Float32Array.of(ofDialog));
  const begun = { training: spoken, initial, initialShare: towerShare };
  return trainModel({ ...training, ...begun, ...resume(training.model) }, engine);
}

/**
 * Of the learning rate, for what the towers have learnt already: at the whole rate a few thousand dialogs undo it (NDCG@10 on validation .43
 * in place of .58 where half of 2,100 dialogs were turned).
 */
const towerShare = 0.1;

/** Parameters that every tower has under the same name, and the joint model once a tower. */
const isOfItems = (name: string): boolean => name === 'items' || /^(?:itemVectors|profiles)\./u.test(name);

const hasDialog = ({ dialog }: Example): boolean =>
  (dialog.kind === 'tokens' ? dialog.tokens : dialog.vectors).length > 0;

const tried = [1, 0.75, 1.25, 0.5, 1.5, 0.25, 0];

/** Weights of two towers' scores, the pair with the best NDCG@10 on validation; the first of equal ones. */
async function weighTowers(
  towers: readonly TrainingResult[],
  validation: readonly Example[],
  engine: Engine,
  batch: number,
): Promise<readonly number[]> {
  const scores: Float32Array[][] = [];
  for (const tower of towers) {
    const scorer = await createScorer(engine, tower, batch);
    const ofTower: Float32Array[] = [];
    await scorer.score(
      tower.parameters,
      validation,
      ([head]) => void ofTower.push((head ?? new Float32Array()).slice()),
    );
    await scorer.close();
    scores.push(ofTower);
  }
  const pairs = tried.flatMap((ofHistory) => tried.map((ofDialog) => [ofHistory, ofDialog]));
  const measure = ([ofHistory = 0, ofDialog = 0]: readonly number[]): number =>
    measureRanking(
      validation.map(({ barred = [], target }, at) => {
        const [past, heard] = scores.map((ofTower) => ofTower[at] ?? new Float32Array());
        const sums = (past ?? new Float32Array()).map(
          (score, item) => ofHistory * score + ofDialog * (heard?.[item] ?? 0),
        );
        return placeOf(lowerBarred(sums, barred, target), target);
      }),
    )['ndcg@10'];
  const measured = pairs.map((pair) => ({ pair, value: measure(pair) }));
  return measured.reduce((best, next) => (next.value > best.value ? next : best)).pair;
}
