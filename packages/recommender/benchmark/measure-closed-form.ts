import type { ClosedFormName } from '../schema.ts';
import { lowerBarred } from '../data/candidate-items.ts';
import type { SplitExamples } from '../data/prepare-examples.ts';
import { fitClosedForms } from '../models/closed-form/fit-closed-form.ts';
import type { ClosedForm } from '../models/closed-form/fit-closed-form.ts';
import type { Visits } from '../models/closed-form/visits.ts';
import { placeOf } from '../ranking/place.ts';
import { measureRanking } from '../ranking/ranking-metrics.ts';
import type { MeasuredTraining, TrainingData } from './measured-training.ts';
import { rankDialog } from './rank-dialogs.ts';

/** The model with the options that are best on validation by NDCG@10, the first of equal ones, and where it puts the test split's targets. */
export function measureClosedForm(
  name: ClosedFormName,
  { data, prepared, candidates }: TrainingData,
): MeasuredTraining {
  const { train, valid, test } = prepared.ofSplit;
  const validate = ({ score }: ClosedForm): number => {
    const places = valid.map(({ example }) => {
      const { historyItems, barred = [], target } = example;
      return placeOf(lowerBarred(score(historyItems), barred, target), target);
    });
    return measureRanking(places)['ndcg@10'];
  };
  let best: { model: ClosedForm; validation: number } | undefined;
  for (const model of fitClosedForms(name, listVisits(train), data.items.length)) {
    const validation = validate(model);
    if (best === undefined || validation > best.validation) best = { model, validation };
  }
  if (best === undefined) throw new RangeError(`no options of ${name} were tried`);
  const { model, validation } = best;
  return {
    trained: null,
    parameters: 0,
    chosen: model.options,
    validation,
    bestEpoch: 0,
    epochs: [],
    predictions: test.flatMap((given) => rankDialog(given, model.score(given.example.historyItems), candidates)),
  };
}

/** What the training dialogs' users chose, each item of a user once. */
function listVisits(dialogs: SplitExamples): Visits {
  const ofUsers = new Map<string, Set<number>>();
  for (const { dialog, example } of dialogs) {
    const visited = ofUsers.get(dialog.userId) ?? new Set();
    ofUsers.set(dialog.userId, visited);
    for (const item of [...example.historyItems, dialog.target]) visited.add(item);
  }
  return [...ofUsers.values()].map((visited) => [...visited]);
}
