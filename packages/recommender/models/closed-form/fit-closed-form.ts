import type { ClosedFormName } from '../../schema.ts';
import { fitEase } from './ease.ts';
import { findSharedUsers, fitItemKnn } from './item-knn.ts';
import { scorePopularity } from './popularity.ts';
import type { HistoryScorer, Visits } from './visits.ts';

/** A model without steps of training; its few options are chosen on validation. */
export interface ClosedForm {
  /** What was tried, in words. */
  options: string;
  score: HistoryScorer;
}

const regularisations = [1, 3, 10, 30, 100, 300, 1000];
const neighbours = [20, 100, 1000];
const shrinkages = [0, 10, 100];

/** The model with each of its options, one after another: each is only made when it is asked for. */
export function* fitClosedForms(name: ClosedFormName, visits: Visits, items: number): Generator<ClosedForm> {
  if (name === 'popularity') {
    const scores = scorePopularity(visits.flat(), items);
    yield { options: '', score: () => scores };
  } else if (name === 'ease') {
    for (const regularisation of regularisations) {
      yield { options: `regularisation ${regularisation}`, score: fitEase(visits, items, regularisation) };
    }
  } else {
    const shared = findSharedUsers(visits, items);
    for (const count of neighbours) {
      for (const shrinkage of shrinkages) {
        const score = fitItemKnn(shared, { neighbours: count, shrinkage });
        yield { options: `${count} neighbours, shrinkage ${shrinkage}`, score };
      }
    }
  }
}
