import type { RunMeasure } from '../../schemas/evaluation.ts';
import type { Utterance } from '../../schemas/agent-context.ts';
import { measurePathEntropy } from './path-entropy.ts';
import { ratioInterval, shareInterval } from './ratio-interval.ts';
import type { Ratio } from './ratio-interval.ts';
import { measureSelfBleu } from './self-bleu.ts';
import { countTokens, cutAtTokens, measureTextDiversity, tokensOf } from './text-diversity.ts';

/** What can be counted of one dialog, as the relation `dialog_measures` holds it. */
export interface DialogFigures {
  isAccepted: boolean;
  path: readonly string[];
  plannedTurns: number;
  conformingTurns: number;
  claimingTurns: number;
  groundedTurns: number;
  leakingTurns: number;
  firstAttempts: number;
  passedFirstAttempts: number;
}

type Figure = Pick<RunMeasure, 'measure' | 'value' | 'low' | 'high' | 'dialogs'>;

/** Self-BLEU needs a table of every run of words: of more dialogs than this, the first are taken, and the figure says of how many it is. */
export const mostCompared = 2000;

/** Figures of what the run's relations and the checks of its dataset count. */
export function measureCounts(dialogs: readonly DialogFigures[]): Figure[] {
  const accepted = dialogs.filter(({ isAccepted }) => isAccepted);
  const { paths, bits } = measurePathEntropy(accepted.map(({ path }) => path));
  const plain = (measure: string, value: number): Figure => ({
    measure,
    value,
    low: null,
    high: null,
    dialogs: accepted.length,
  });
  return [
    plain('dialogs', accepted.length),
    asShare(
      'accepted_share',
      dialogs.map(({ isAccepted }) => ({ part: Number(isAccepted), whole: 1 })),
    ),
    asShare(
      'first_attempt_pass_rate',
      dialogs.map(({ passedFirstAttempts: part, firstAttempts: whole }) => ({ part, whole })),
    ),
    asShare(
      'plan_conformance',
      accepted.map(({ conformingTurns: part, plannedTurns: whole }) => ({ part, whole })),
    ),
    asShare(
      'grounding_rate',
      accepted.map(({ groundedTurns: part, claimingTurns: whole }) => ({ part, whole })),
    ),
    asShare(
      'leak_rate',
      accepted.map(({ leakingTurns }) => ({ part: Number(leakingTurns > 0), whole: 1 })),
    ),
    plain('paths', paths),
    plain('path_entropy', bits),
  ];
}

/** Figures of the words alone, so of any dialogs. */
export function measureTexts(dialogs: readonly (readonly Utterance[])[]): Figure[] {
  const texts = dialogs.map((dialog) => dialog.map(({ text }) => text));
  const { distinct1, distinct2, distinct3, distinct4, uniqueUtterances } = measureTextDiversity(texts);
  const compared = texts.slice(0, mostCompared);
  const scores = measureSelfBleu(compared.flat().map(tokensOf)).filter((score) => score !== null);
  const plain = (measure: string, value: number | null, of = dialogs.length): Figure => ({
    measure,
    value,
    low: null,
    high: null,
    dialogs: of,
  });
  return [
    asFigure(
      'turns_per_dialog',
      dialogs.map((dialog) => ({ part: dialog.length, whole: 1 })),
    ),
    asFigure('words_per_turn', dialogs.map(countWords)),
    ...(['user', 'system'] as const).map((speaker) =>
      asFigure(
        `${speaker}_words_per_turn`,
        dialogs.map((dialog) => countWords(dialog.filter((said) => said.speaker === speaker))),
      ),
    ),
    plain('distinct_1', distinct1),
    plain('distinct_2', distinct2),
    plain('distinct_3', distinct3),
    plain('distinct_4', distinct4),
    plain('self_bleu_4', meanOf(scores), compared.length),
    plain('unique_utterances', uniqueUtterances),
  ];
}

/** Both, cut to the first dialogs that have the same number of tokens together. */
export function cutToEqualTokens<T extends readonly Utterance[]>(one: readonly T[], other: readonly T[]): [T[], T[]] {
  const textsOf = (dialogs: readonly T[]): string[][] => dialogs.map((dialog) => dialog.map(({ text }) => text));
  const tokens = Math.min(countTokens(textsOf(one)), countTokens(textsOf(other)));
  const cut = (dialogs: readonly T[]): T[] => dialogs.slice(0, cutAtTokens(textsOf(dialogs), tokens).length);
  return [cut(one), cut(other)];
}

function countWords(dialog: readonly Utterance[]): Ratio {
  return { part: dialog.reduce((sum, { text }) => sum + tokensOf(text).length, 0), whole: dialog.length };
}

/** A mean over dialogs, or a share of their parts in their wholes. */
export const asFigure = (measure: string, ratios: readonly Ratio[]): Figure =>
  describe(measure, ratios, ratioInterval(ratios));

export const asShare = (measure: string, ratios: readonly Ratio[]): Figure =>
  describe(measure, ratios, shareInterval(ratios));

function describe(measure: string, ratios: readonly Ratio[], interval: ReturnType<typeof ratioInterval>): Figure {
  const dialogs = ratios.filter(({ whole }) => whole > 0).length;
  return {
    measure,
    value: interval?.mean ?? null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    dialogs,
  };
}

const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
