import type { RunMeasure } from '../../schemas/evaluation.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { measures } from '../../studio/evaluation/measures.ts';
import { renderEvaluationPage } from '../../studio/evaluation/render-evaluation-page.ts';
import type { Database, Dependencies, RunFolder } from '../dependencies.ts';
import { measureDialogs } from './evaluate-dialogs.ts';
import { evaluateJudgements } from './evaluate-judgements.ts';
import { evaluateRatings } from './evaluate-ratings.ts';

export interface WriteEvaluationInput {
  ref: RunRef;
  /** JSON lines of other dialogs, measured beside the run's: a path below the run's folder. */
  beside: string | null;
}

export const evaluationPage = 'pages/evaluation.md';

/** Measures a run's dialogs, sums up what its judges and raters said of them, writes the evaluation's relations and its page. */
export function createWriteEvaluation(deps: Dependencies): (input: WriteEvaluationInput) => Promise<void> {
  return async ({ ref, beside }) => {
    const run = deps.openRun(ref);
    await deps.withDatabase(run, async (db) => {
      const counted = await measureDialogs(db, deps, run, beside);
      const judged = await evaluateJudgements(db, deps, run);
      const rated = await evaluateRatings(db, run, judged.scores);
      const all = [...counted, ...judged.measures, ...rated.measures];
      await writeMeasures(db, run, all);
      await run.writeText(
        evaluationPage,
        renderEvaluationPage({ runId: ref.runId, beside, measured: all, judged, rated }),
      );
    });
  };
}

/** Relation `run_measures`, in the order of `measures`, with what each of them is. */
async function writeMeasures(db: Database, run: RunFolder, all: readonly RunMeasure[]): Promise<void> {
  const names = Object.keys(measures);
  const rows = all.map((figure) => {
    const measure = measures[figure.measure];
    if (measure === undefined) throw new Error(`${figure.measure} is not listed in studio/evaluation/measures.ts`);
    return { ...figure, ...measure, place: names.indexOf(figure.measure) };
  });
  await db.writeParquet(
    `select * exclude (place) from (select unnest(from_json($rows::json,
       '[{"measure":"VARCHAR","about":"VARCHAR","over":"VARCHAR","judge":"VARCHAR","value":"DOUBLE","low":"DOUBLE","high":"DOUBLE","dialogs":"BIGINT","unit":"VARCHAR","meaning":"VARCHAR","tokenizer":"VARCHAR","source":"VARCHAR","place":"INTEGER"}]'),
       max_depth := 2)) order by place, about desc, over, judge`,
    run.relationPath('run_measures'),
    { rows: JSON.stringify(rows) },
  );
}
