import weights from './mention-confidence.json' with { type: 'json' };
import type { LinkFeatures } from './link-features.ts';
import { probabilityOf } from './logistic-regression.ts';
import type { LogisticModel } from './logistic-regression.ts';

/** Fitted by `node --import tsx bench/fit-mention-confidence.ts` on outside gold; how it does there is in docs/results/meaning.json. */
export const mentionConfidence: LogisticModel = weights;

/** From here on a mention's opinion is claimed; below, the mention is `unknown`. Complaints are rarer than praise, and what reviews say in more ways. */
export const claimFrom = { praise: 0.7, blame: 0.65 };

/** Probability that a reader finds this opinion of this term in the sentence. */
export const confidenceOf = (features: LinkFeatures, model: LogisticModel = mentionConfidence): number =>
  probabilityOf(model, features);
