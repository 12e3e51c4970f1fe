import type { RunMeasure } from '../../../schemas/evaluation.ts';
import type { Comparison, JudgeCall } from '../../../schemas/judgement.ts';
import { ratingScales } from '../../../schemas/rating.ts';
import type { RatingScale } from '../../../schemas/rating.ts';
import { asFigure, asShare } from '../measure-dialogs.ts';

/** A call of a judge with the dialog it was about. */
export interface DialogCall extends JudgeCall {
  dialogId: string;
}

/** By judge and scale the mean score of each dialog. */
export function scoreDialogs(calls: readonly DialogCall[]): Map<string, Record<RatingScale, Map<string, number>>> {
  return new Map(
    listJudges(calls).map((judge) => {
      const scoresOf = (scale: RatingScale): Map<string, number> =>
        new Map([...groupScores(calls, judge, scale)].map(([dialogId, scores]) => [dialogId, meanOf(scores)]));
      return [
        judge,
        { naturalness: scoresOf('naturalness'), coherence: scoresOf('coherence'), grounding: scoresOf('grounding') },
      ];
    }),
  );
}

/** Means, spread and pairs won, by judge. `calls`: those about the dialogs as they are. */
export function measureJudgements(calls: readonly DialogCall[]): RunMeasure[] {
  return listJudges(calls).flatMap((judge) =>
    ratingScales.flatMap((scale) => {
      const scores = [...groupScores(calls, judge, scale).values()];
      const repeated = scores.filter((ofDialog) => ofDialog.length > 1);
      const figures = [
        ...(scores.length === 0
          ? []
          : [
              asFigure(
                `judge_${scale}`,
                scores.map((ofDialog) => ({ part: meanOf(ofDialog), whole: 1 })),
              ),
            ]),
        ...(repeated.length === 0
          ? []
          : [
              asFigure(
                `judge_${scale}_spread`,
                repeated.map((ofDialog) => ({ part: deviationOf(ofDialog), whole: 1 })),
              ),
            ]),
        ...measurePairs(
          calls.filter((call) => call.judge === judge),
          scale,
        ),
      ];
      return figures.map((figure): RunMeasure => ({ ...figure, about: 'run', over: 'all', judge }));
    }),
  );
}

export type Verdict = 'better' | 'worse' | 'tied' | 'undecided';

/** What both orders say of this dialog; undefined where one of them has no answer. */
export function decidePair(
  inOrder: Comparison | null | undefined,
  swapped: Comparison | null | undefined,
  scale: RatingScale,
): Verdict | undefined {
  const first = inOrder?.[scale].better;
  const second = swapped?.[scale].better;
  if (first === undefined || second === undefined) return undefined;
  if (first === 'tie' && second === 'tie') return 'tied';
  // Swapped, this dialog is B.
  if (first === 'A' && second === 'B') return 'better';
  return first === 'B' && second === 'A' ? 'worse' : 'undecided';
}

function measurePairs(calls: readonly DialogCall[], scale: RatingScale): ReturnType<typeof asFigure>[] {
  const compared = calls.filter(({ comparison }) => comparison !== null);
  const pairs = new Map<string, DialogCall[]>();
  for (const call of compared) {
    if (call.question.kind !== 'comparison') continue;
    const key = JSON.stringify([call.dialogId, call.question.against, call.question.repetition]);
    pairs.set(key, [...(pairs.get(key) ?? []), call]);
  }
  const isSwapped = ({ question }: DialogCall): boolean => question.kind === 'comparison' && question.isSwapped;
  const verdicts = [...pairs.values()].flatMap((ofPair) => {
    const verdict = decidePair(
      ofPair.find((call) => !isSwapped(call))?.comparison,
      ofPair.find(isSwapped)?.comparison,
      scale,
    );
    return verdict === undefined ? [] : [verdict];
  });
  if (verdicts.length === 0) return [];
  return (['better', 'worse', 'tied', 'undecided'] as const).map((wanted) =>
    asShare(
      `judge_${scale}_${wanted}`,
      verdicts.map((verdict) => ({ part: Number(verdict === wanted), whole: 1 })),
    ),
  );
}

const listJudges = (calls: readonly DialogCall[]): string[] =>
  [...new Set(calls.filter(({ modelCall }) => modelCall.failure === null).map(({ judge }) => judge))].toSorted();

function groupScores(calls: readonly DialogCall[], judge: string, scale: RatingScale): Map<string, number[]> {
  const scores = new Map<string, number[]>();
  for (const call of calls) {
    if (call.judge !== judge || call.judgement === null) continue;
    scores.set(call.dialogId, [...(scores.get(call.dialogId) ?? []), call.judgement[scale].score]);
  }
  return scores;
}

const meanOf = (scores: readonly number[]): number => scores.reduce((sum, score) => sum + score, 0) / scores.length;

/** Deviation of a sample: with one degree of freedom less. */
function deviationOf(scores: readonly number[]): number {
  const mean = meanOf(scores);
  return Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1));
}
