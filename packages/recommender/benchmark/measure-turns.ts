import { lowerBarred } from '../data/candidate-items.ts';
import type { PreparedExamples } from '../data/prepare-examples.ts';
import type { HeardDialog, RecommenderData } from '../data/recommender-data.ts';
import type { Engine } from '../engine.ts';
import { measureAuroc } from '../ranking/auroc.ts';
import { placeOf } from '../ranking/place.ts';
import { addScores, createScorer } from '../training/scorer.ts';
import type { TrainedModel } from '../training/scoring-graph.ts';

/** Places after each user turn: how well a dialog is understood while it goes on. */
export interface TurnMetrics {
  /** User turns heard, 0 for none; dialogs that end before leave the mean. */
  userTurns: number;
  dialogs: number;
  'ndcg@1': number;
  'ndcg@10': number;
  'ndcg@20': number;
}

export interface TurnsMeasured {
  byTurn: TurnMetrics[];
  /** Mean over dialogs of the mean NDCG@10 over their user turns: the area under it, as a share of the best there is. */
  area: number;
  /** User turns until the target is first; those of dialogs where it never is are counted as all of theirs and one more. */
  turnsToHit: number;
  /** How well the share of the best item tells test dialogs that end with an item taken from those that do not; null where all do. */
  restraint: number | null;
}

/** Ranks the target of every test dialog after each of its user turns, and compares dialogs that take something with those that do not. */
export async function measureTurns(
  trained: TrainedModel,
  data: RecommenderData,
  { ofSplit, exampleAfter }: PreparedExamples,
  engine: Engine,
): Promise<TurnsMeasured> {
  const asked = ofSplit.test.flatMap(({ dialog, example: { target } }, place) =>
    [0, ...endsOfUserTurns(dialog)].map((turns, userTurns) => ({
      place,
      userTurns,
      example: exampleAfter(dialog, turns, target),
    })),
  );
  const ranks: { place: number; userTurns: number; rank: number }[] = [];
  const shares: number[] = [];
  const declined: number[] = [];
  const scorer = await createScorer(engine, trained, 64);
  let at = 0;
  await scorer.score(
    trained.parameters,
    asked.map(({ example }) => example),
    (heads, { barred = [], target }) => {
      const one = asked[at];
      at += 1;
      if (one === undefined) throw new RangeError('there are more scores than examples');
      const scores = addScores(heads, trained.headWeights);
      const { above, tied } = placeOf(lowerBarred(scores, barred, target), target);
      ranks.push({ place: one.place, userTurns: one.userTurns, rank: above + (tied + 1) / 2 });
      const isLast = asked[at]?.place !== one.place;
      if (isLast) shares.push(shareOfBest(lowerBarred(scores, barred, -1)));
    },
  );
  const left = data.notTaken.filter(({ split }) => split === 'test');
  await scorer.score(
    trained.parameters,
    left.map((dialog) => exampleAfter(dialog, dialog.turns.length, 0)),
    (heads, { barred = [] }) => {
      declined.push(shareOfBest(lowerBarred(addScores(heads, trained.headWeights), barred, -1)));
    },
  );
  await scorer.close();
  return { ...summariseRanks(ranks), restraint: declined.length === 0 ? null : measureAuroc(shares, declined) };
}

/** Turns of the dialog up to and with each user turn. */
const endsOfUserTurns = ({ turns }: HeardDialog): number[] =>
  turns.flatMap(({ speaker }, at) => (speaker === 'user' ? [at + 1] : []));

export function summariseRanks(
  ranks: readonly { place: number; userTurns: number; rank: number }[],
): Omit<TurnsMeasured, 'restraint'> {
  const most = Math.max(...ranks.map(({ userTurns }) => userTurns));
  const byTurn = Array.from({ length: most + 1 }, (_, userTurns): TurnMetrics => {
    const own = ranks.filter((row) => row.userTurns === userTurns);
    const meanAt = (depth: number): number => meanOf(own.map(({ rank }) => worth(rank, depth)));
    return { userTurns, dialogs: own.length, 'ndcg@1': meanAt(1), 'ndcg@10': meanAt(10), 'ndcg@20': meanAt(20) };
  });
  const ofDialogs = new Map<number, number[]>();
  for (const { place, userTurns, rank } of ranks) {
    if (userTurns > 0) ofDialogs.set(place, [...(ofDialogs.get(place) ?? []), rank]);
  }
  const heard = [...ofDialogs.values()];
  const turnsToHit = heard.map((own) => {
    const first = own.findIndex((rank) => rank <= 1);
    return first < 0 ? own.length + 1 : first + 1;
  });
  const area = meanOf(heard.map((own) => meanOf(own.map((rank) => worth(rank, 10)))));
  return { byTurn, area, turnsToHit: meanOf(turnsToHit) };
}

/** What a target at a rank is worth in NDCG at a depth. */
const worth = (rank: number, depth: number): number => (rank <= depth ? 1 / Math.log2(rank + 1) : 0);

/** The best item's share of the softmax over all that can be recommended. */
function shareOfBest(scores: Float32Array): number {
  const best = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  return 1 / scores.reduce((sum, score) => sum + Math.exp(score - best), 0);
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
