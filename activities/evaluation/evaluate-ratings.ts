import { z } from 'zod';
import type { RunMeasure } from '../../schemas/evaluation.ts';
import { findCounting, measureRatings, reportRaters } from '../../studio/evaluation/people/measure-ratings.ts';
import type { RaterReport } from '../../studio/evaluation/people/measure-ratings.ts';
import { readRatings } from '../../studio/evaluation/people/read-ratings.ts';
import type { Database, RunFolder } from '../dependencies.ts';
import type { EvaluatedJudgements } from './evaluate-judgements.ts';

export const ratingsFolder = 'evaluation/ratings';

export interface EvaluatedRatings {
  measures: RunMeasure[];
  raters: RaterReport[];
  /** Lines that are no rating, by file and number. */
  problems: string[];
  /** Ratings of dialogs that the run does not hold (any more). */
  strays: number;
}

/** Writes `ratings` from the raters' files and sums them up. Input: view dialogs. */
export async function evaluateRatings(
  db: Database,
  run: RunFolder,
  scores: EvaluatedJudgements['scores'],
): Promise<EvaluatedRatings> {
  const files = new Map<string, string>();
  for (const name of await run.listNames(ratingsFolder)) {
    if (name.endsWith('.jsonl')) files.set(name, (await run.readText(`${ratingsFolder}/${name}`)) ?? '');
  }
  const read = readRatings(files);
  const accepted = await readAcceptedIds(db);
  const ratings = read.ratings.filter(({ dialogId }) => accepted.has(dialogId));
  const raters = reportRaters(ratings);
  const counting = findCounting(ratings, raters);
  const counts = new Set(counting);
  await db.writeParquet(
    `select unnest(from_json($rows::json,
       '[{"rater_id":"VARCHAR","dialog_id":"VARCHAR","naturalness":"TINYINT","coherence":"TINYINT","grounding":"TINYINT","comment":"VARCHAR","is_check":"BOOLEAN","rated_at":"TIMESTAMP","counts":"BOOLEAN"}]'),
       max_depth := 2)`,
    run.relationPath('ratings'),
    {
      rows: JSON.stringify(
        ratings.map((rating) => {
          const { raterId, dialogId, isCheck, ratedAt, ...rest } = rating;
          return {
            ...rest,
            rater_id: raterId,
            dialog_id: dialogId,
            is_check: isCheck,
            rated_at: ratedAt,
            counts: counts.has(rating),
          };
        }),
      ),
    },
  );
  return {
    measures: measureRatings(counting, scores),
    raters,
    problems: read.problems,
    strays: read.ratings.length - ratings.length,
  };
}

async function readAcceptedIds(db: Database): Promise<Set<string>> {
  const rows = await db.rows(`select dialog_id from dialogs where status = 'accepted'`);
  return new Set(
    z
      .array(z.object({ dialog_id: z.string() }))
      .parse(rows)
      .map(({ dialog_id: dialogId }) => dialogId),
  );
}
