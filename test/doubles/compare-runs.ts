import { join } from 'node:path';
import { listRuns } from '../../run/life/list-runs.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import type { RunFolder } from '../../activities/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { hashFiles } from './studio-process.ts';

export interface RunDifferences {
  /** Dialogs of the first run that the second lacks. */
  lost: number;
  /** Rows of the second's relation of dialogs, and records of its dataset, beyond one for each dialog. */
  doubled: number;
  /** Files of the dataset and relations of dialogs that are not byte for byte the same. */
  differing: string[];
  dialogs: number;
}

/** The only run of a folder of runs. */
export async function openOnlyRun(runs: string): Promise<RunFolder> {
  const [found, ...others] = await listRuns(runs);
  if (found === undefined || others.length > 0) throw new Error(`${runs} does not hold one run`);
  return openRunFolder(found.ref);
}

/** What a run that was disturbed has otherwise than one that was not; `isPaid` leaves out what depends on calls: latencies, and calls made again. */
export async function compareRuns(undisturbed: string, disturbed: string, isPaid: boolean): Promise<RunDifferences> {
  const [first, second] = [await openOnlyRun(undisturbed), await openOnlyRun(disturbed)];
  const [hashes, others] = [await hashResults(first, isPaid), await hashResults(second, isPaid)];
  const names = [...new Set([...Object.keys(hashes), ...Object.keys(others)])].toSorted();
  return withDatabase({}, async (db) => {
    await db.openParquet('first', first.relationPath('dialogs'));
    await db.openParquet('second', second.relationPath('dialogs'));
    const [row] = await db.rows(
      `
      select (select count(*) from first) as dialogs,
        (select count(*) from (select dialog_id from first) as f anti join second using (dialog_id)) as lost,
        (select count(*) - count(distinct dialog_id) from second)
        + (select count(*) - count(distinct dialog_id) from read_parquet($dataset)) as doubled`,
      {
        dataset: second.pattern('dataset/data/*.parquet'),
      },
    );
    return {
      dialogs: Number(row?.['dialogs']),
      lost: Number(row?.['lost']),
      doubled: Number(row?.['doubled']),
      differing: names.filter((name) => hashes[name] !== others[name]),
    };
  });
}

async function hashResults(run: RunFolder, isPaid: boolean): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const folder of ['dataset', 'relations']) {
    for (const [name, hash] of Object.entries(await hashFiles(run.path(folder)))) {
      const file = join(folder, name);
      if (isPaid && ['dataset/README.md', 'relations/attempts.parquet'].includes(file)) continue;
      hashes[file] = hash;
    }
  }
  return hashes;
}
