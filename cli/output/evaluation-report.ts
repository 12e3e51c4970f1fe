import type { ListedMeasure } from '../../run/evaluation/read-measures.ts';
import type { EvaluationProgress } from '../../schemas/evaluation.ts';
import { describeUse } from './describe-model-use.ts';
import { formatTable } from './format-table.ts';

/** The figures of an evaluation as lines of a table. */
export function renderMeasures(measured: readonly ListedMeasure[]): string[] {
  const rows = measured.map(({ measure, about, over, judge: by, value, low, high, dialogs }) => [
    measure,
    [about === 'run' ? 'this run' : 'others', ...(over === 'all' ? [] : [over]), ...(by === null ? [] : [by])].join(
      ', ',
    ),
    round(value),
    low === null || high === null ? null : `${round(low)} to ${round(high)}`,
    dialogs,
  ]);
  return formatTable(['measure', 'of', 'value', '95 %', 'dialogs'], rows, { maximumWidth: 60 });
}

const round = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(4)));

/** A line when a tenth more of the questions is done. */
export function createEvaluationReport(note: (line: string) => void): (progress: EvaluationProgress) => void {
  let told = '';
  return ({ status, questions, answered, unanswered, use }) => {
    const done = answered + unanswered;
    const tenths = questions === 0 ? 0 : Math.floor((10 * done) / questions);
    const step = `${status} ${tenths}`;
    if (step === told || status === 'complete') return;
    told = step;
    if (status === 'measuring') note('Measuring the dialogs.');
    else if (questions > 0) {
      const lost = unanswered === 0 ? '' : `, ${unanswered} without an answer`;
      note(`${done} of ${questions} questions to the judge${lost}; ${describeUse(use) ?? 'no call yet'}`);
    }
  };
}
