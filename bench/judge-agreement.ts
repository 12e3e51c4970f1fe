import type { DialogPlan } from '../schemas/dialog-plan.ts';
import type { Turn } from '../schemas/dialog.ts';
import { StudioFailure } from '../schemas/failure.ts';
import { ComparisonSchema, JudgementSchema } from '../schemas/judgement.ts';
import type { Judge } from '../activities/dependencies.ts';
import type { Comparison, Judgement, JudgeRequest } from '../schemas/judgement.ts';
import { ratingScales } from '../schemas/rating.ts';
import type { RatingScale } from '../schemas/rating.ts';
import { buildComparisonMessages, buildJudgementMessages } from '../studio/evaluation/judge/judge-messages.ts';
import { decidePair } from '../studio/evaluation/judge/measure-judgements.ts';
import type { Verdict } from '../studio/evaluation/judge/measure-judgements.ts';
import { readComparison, readJudgement } from '../studio/evaluation/judge/read-verdict.ts';
import { createRandom, deriveSeed } from '../studio/random.ts';
import { mutations } from '../test/studio/fidelity/mutations.ts';

/** A good dialog and the same with one defect. */
export interface PlantedPair {
  mutation: string;
  /** The scale that the defect is about. */
  scale: RatingScale;
  plan: DialogPlan;
  good: readonly Turn[];
  mutated: readonly Turn[];
}

/** Defects that a reader of the words alone can see, by the scale that they are about. */
const planted: readonly (readonly [string, RatingScale])[] = [
  ['other language', 'naturalness'],
  ['turn repeated', 'coherence'],
  ['claim turned around', 'grounding'],
  ['model speaks of itself', 'naturalness'],
  ['distractor accepted', 'coherence'],
  ['number invented', 'grounding'],
  ['nothing said', 'naturalness'],
  ['accepted too early', 'coherence'],
  ['foreign item recommended', 'grounding'],
  ['roles swapped', 'naturalness'],
  ['wish turned around', 'grounding'],
  ['month invented', 'grounding'],
];

/** One defect a dialog, in turn through the list; a dialog that gives no occasion for one gets the next. */
export function plantDefects(
  dialogs: readonly { plan: DialogPlan; turns: readonly Turn[] }[],
  seed: number,
): PlantedPair[] {
  return dialogs.flatMap(({ plan, turns }, at) => {
    for (const tried of planted.keys()) {
      const [mutation, scale] = planted[(at + tried) % planted.length] ?? ['', 'naturalness'];
      const mutated = mutations[mutation]?.(plan, turns, createRandom(deriveSeed(seed, mutation, plan.dialogId)));
      if (mutated !== undefined) return [{ mutation, scale, plan, good: turns, mutated }];
    }
    return [];
  });
}

/** What the judge said of a pair; scores are those that could be read. */
export interface JudgedPair {
  pair: PlantedPair;
  good: Judgement[];
  mutated: Judgement[];
  /** The good dialog's, of both orders; undefined where one could not be read. */
  verdicts: Readonly<Record<RatingScale, Verdict | undefined>>;
  /** In how many of the two orders the dialog shown first was the better one; and how many were decided. */
  firstPreferred: Readonly<Record<RatingScale, { first: number; decided: number }>>;
}

export interface JudgeUse {
  calls: number;
  unreadable: number;
  failed: number;
  latencyMs: number;
  promptTokens: number;
}

export interface JudgePairOptions {
  repetitions: number;
  seed: number;
  use: JudgeUse;
}

/** Judges both dialogs of a pair `repetitions` times and compares them in both orders, one call after another. */
export async function judgePair(judge: Judge, pair: PlantedPair, options: JudgePairOptions): Promise<JudgedPair> {
  const good = { plan: pair.plan, transcript: pair.good };
  const mutated = { plan: pair.plan, transcript: pair.mutated };
  const score = async (dialog: typeof good, name: string): Promise<Judgement[]> => {
    const judgements: Judgement[] = [];
    for (let repetition = 0; repetition < options.repetitions; repetition += 1) {
      const request = {
        messages: buildJudgementMessages(dialog),
        answer: { name: 'judgement', schema: JudgementSchema },
      };
      const seed = deriveSeed(options.seed, pair.plan.dialogId, name, repetition);
      const judgement = await ask(judge, request, seed, readJudgement, options.use);
      if (judgement !== undefined) judgements.push(judgement);
    }
    return judgements;
  };
  const compare = (first: typeof good, second: typeof good, name: string): Promise<Comparison | undefined> =>
    ask(
      judge,
      { messages: buildComparisonMessages(first, second), answer: { name: 'comparison', schema: ComparisonSchema } },
      deriveSeed(options.seed, pair.plan.dialogId, name),
      readComparison,
      options.use,
    );
  const scores = { good: await score(good, 'good'), mutated: await score(mutated, 'mutated') };
  const orders = [await compare(good, mutated, 'in order'), await compare(mutated, good, 'swapped')] as const;
  return {
    pair,
    ...scores,
    verdicts: ofScale((scale) => decidePair(...orders, scale)),
    firstPreferred: ofScale((scale) => {
      const letters = orders.flatMap((comparison) => comparison?.[scale].better ?? []);
      return {
        first: letters.filter((letter) => letter === 'A').length,
        decided: letters.filter((letter) => letter !== 'tie').length,
      };
    }),
  };
}

const ofScale = <T>(valueOf: (scale: RatingScale) => T): Record<RatingScale, T> => ({
  naturalness: valueOf('naturalness'),
  coherence: valueOf('coherence'),
  grounding: valueOf('grounding'),
});

const maximumAttempts = 3;

async function ask<T>(
  judge: Judge,
  request: Pick<JudgeRequest, 'messages' | 'answer'>,
  seed: number,
  read: (content: string) => T | undefined,
  use: JudgeUse,
): Promise<T | undefined> {
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    try {
      const { content, modelCall } = await judge.ask(
        { ...request, seed: deriveSeed(seed, attempt), attempt },
        new AbortController().signal,
        () => Promise.resolve(),
        () => Promise.resolve(),
      );
      use.calls += 1;
      use.latencyMs += modelCall.latencyMs;
      use.promptTokens += modelCall.promptTokens ?? 0;
      const answer = read(content);
      if (answer !== undefined) return answer;
      use.unreadable += 1;
    } catch (error) {
      // A wrong address or name would go wrong every time.
      if (!(error instanceof StudioFailure) || error.name === 'InvalidRunConfig') throw error;
      use.failed += 1;
    }
  }
  return undefined;
}

export interface Agreement {
  pairs: number;
  /** The mutated dialog's mean score is lower, the same, or higher. */
  lower: number;
  same: number;
  higher: number;
  /** By how much it is lower, in the mean. */
  drop: number;
}

/** Over the scale that each defect is about (`own`), over the mean of all scales (`all`), or over one of them. */
export function measureAgreement(judged: readonly JudgedPair[], over: RatingScale | 'own' | 'all'): Agreement {
  const drops = judged.flatMap(({ pair, good, mutated }) => {
    const scales = over === 'all' ? ratingScales : [over === 'own' ? pair.scale : over];
    if (good.length === 0 || mutated.length === 0) return [];
    const meanOf = (judgements: readonly Judgement[]): number =>
      mean(judgements.flatMap((judgement) => scales.map((scale) => judgement[scale].score)));
    // Sums of thirds differ in their last digits.
    return [Number((meanOf(good) - meanOf(mutated)).toFixed(9))];
  });
  return {
    pairs: drops.length,
    lower: drops.filter((drop) => drop > 0).length,
    same: drops.filter((drop) => drop === 0).length,
    higher: drops.filter((drop) => drop < 0).length,
    drop: drops.length === 0 ? 0 : mean(drops),
  };
}

/** How many comparisons on the scale that each defect is about say what of the good dialog. */
export function countVerdicts(judged: readonly JudgedPair[]): Record<Verdict, number> & { pairs: number } {
  const counts = { better: 0, worse: 0, tied: 0, undecided: 0, pairs: 0 };
  for (const { pair, verdicts } of judged) {
    const verdict = verdicts[pair.scale];
    if (verdict === undefined) continue;
    counts[verdict] += 1;
    counts.pairs += 1;
  }
  return counts;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
