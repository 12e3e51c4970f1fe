import type { RowStep } from '../../schemas/manifest.ts';
import type { ReadingProblem } from './find-reading-problem.ts';

/** What `unmatched_items.sql` counts. */
export interface JoinFigures {
  reviewed: number;
  unmatched: number;
  titled: number;
  unmatched_id: string | null;
  untitled_id: string | null;
  described_id: string | null;
  described: number;
}

/** Why no item could be named in a dialog; undefined where some can. `expects` says which files would hold the titles. */
export function findJoinProblem(figures: JoinFigures, expects: string): ReadingProblem | undefined {
  const { reviewed, titled, described } = figures;
  if (titled > 0 || reviewed === 0) return undefined;
  if (described === 0) {
    return {
      problem: 'no file says what the items are called, and a dialog names them by their titles',
      remedy: expects,
    };
  }
  const { unmatched, unmatched_id: reviewedId, described_id: describedId } = figures;
  if (unmatched === reviewed) {
    return {
      problem: `none of the ${reviewed} reviewed items is in the items file: the reviews name ${quote(reviewedId)}, the items file ${quote(describedId)}`,
      remedy: `Make the ids of both files the same, or map the columns that hold them. ${expects}`,
    };
  }
  return { problem: `none of the ${reviewed} reviewed items has a title in the items file`, remedy: expects };
}

/** A line on the items that the items file does not name; undefined where it names all, or there is none. */
export function describeUnmatched({
  reviewed,
  unmatched,
  unmatched_id: id,
  described,
}: JoinFigures): string | undefined {
  if (unmatched === 0 || described === 0) return undefined;
  return `${unmatched} of ${reviewed} reviewed items are in no items file and have no title, e.g. ${quote(id)}`;
}

/** A step on the items that the items file names without a title; undefined where there is none. */
export function describeUntitled({
  reviewed,
  unmatched,
  titled,
  untitled_id: id,
  described,
}: JoinFigures): Pick<RowStep, 'rowsIn' | 'rowsOut' | 'note'> | undefined {
  const untitled = reviewed - unmatched - titled;
  if (untitled === 0 || described === 0) return undefined;
  const note = `${untitled} of ${reviewed} reviewed items have no title in the items file, or one that is none ("NULL", script text), and are never recommended, e.g. ${quote(id)}`;
  return { rowsIn: reviewed, rowsOut: reviewed - untitled, note };
}

const quote = (id: string | null): string => JSON.stringify((id ?? '').slice(0, 40));
