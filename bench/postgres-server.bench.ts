import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { listDialogIds } from '../activities/dialogs/dialog-files.ts';
import type { RunFolder } from '../activities/dependencies.ts';
import { historyFiles } from '../activities/dialogs/keep-histories.ts';
import { withDatabase } from '../infra/duckdb/open-database.ts';
import { compareRuns, openOnlyRun } from '../test/doubles/compare-runs.ts';
import { killConvrecProcesses, startConvrec } from '../test/doubles/convrec-process.ts';
import { findMissingTools, startPostgresTemporal } from '../test/doubles/postgres-temporal.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// The bundled sample on Temporal's own server with PostgreSQL behind it, by two workers of which one is killed in the middle of the dialogs;
// beside it the same run on the embedded server. Both must give the same bytes.
const missing = await findMissingTools();
if (missing.length > 0) throw new Error(`not installed: ${missing.join('; ')}`);

const killedAfterDialogs = 40;
const folder = await mkdtemp(join(tmpdir(), 'convrec-postgres-bench-'));
const [embedded, shared] = [join(folder, 'embedded'), join(folder, 'shared')];
const args = [
  '--sample-users',
  '150',
  '--set',
  'aspects.count=8',
  '--set',
  'aspects.trainingClauses=2000',
  '--limit',
  '100',
];
let cluster: Awaited<ReturnType<typeof startPostgresTemporal>> | undefined;
try {
  const alone = await timeRun(['launch', '--runs', embedded, ...args]);

  const opened = await startPostgresTemporal();
  cluster = opened;
  const { address, serverVersion, postgresVersion } = opened;
  const env = { TEMPORAL_ADDRESS: address };
  const workers = [1, 2].map(() => startConvrec(['worker', '--runs', shared], env));
  await Promise.all(workers.map((worker) => worker.until(/^Worker ready/mu)));
  const transactions = async (): Promise<number> =>
    Number(await opened.query('select sum(xact_commit) from pg_stat_database'));
  const before = await transactions();
  const launching = timeRun(['launch', '--no-worker', '--runs', shared, ...args], env, async (launch) => {
    await launch.until(/^dialogs: started/mu);
    while ((await countEndedDialogs(shared)) < killedAfterDialogs) await sleep(20);
    const [first] = workers;
    if (first !== undefined) process.kill(first.pid, 'SIGKILL');
  });
  const seconds = await launching;
  const committed = (await transactions()) - before;
  const bytes = Number(
    await opened.query(`select sum(pg_database_size(datname)) from pg_database where datname like 'temporal%'`),
  );
  for (const worker of workers.slice(1)) {
    process.kill(worker.pid, 'SIGTERM');
    await worker.ended;
  }
  const shares = await countDialogsByWorker(await openOnlyRun(shared));
  const { dialogs, lost, doubled, differing } = await compareRuns(embedded, shared, false);

  const setting = `Temporal ${serverVersion} on PostgreSQL ${postgresVersion}, 4 history shards, 2 workers of which one is killed after ${killedAfterDialogs} dialogs; bundled sample (simulated), 150 users, offline`;
  const figure = (name: string, value: number, unit: string): Result => ({ name, value, unit, setting });
  await writeResults('postgres-server', [
    figure('dialogs', dialogs, 'dialogs'),
    figure('dialogs lost', lost, 'dialogs'),
    figure('dialogs doubled', doubled, 'dialogs'),
    figure('files of dataset and relations that differ from the embedded server’s', differing.length, 'files'),
    ...shares.map((share, number) => figure(`dialogs that worker ${number + 1} had a part in`, share, 'dialogs')),
    figure('whole run', Number(seconds.toFixed(1)), 's'),
    figure('the same on the embedded server, one process', Number(alone.toFixed(1)), 's'),
    figure('transactions that PostgreSQL committed', committed, 'transactions'),
    figure('size of both databases', Math.round(bytes / 2 ** 20), 'MiB'),
  ]);
} finally {
  killConvrecProcesses();
  await cluster?.close();
  await rm(folder, { recursive: true, force: true });
}

async function timeRun(
  command: readonly string[],
  env: NodeJS.ProcessEnv = {},
  during: (launch: ReturnType<typeof startConvrec>) => Promise<void> = async () => {},
): Promise<number> {
  const startedMs = performance.now();
  const launch = startConvrec(command, env);
  await during(launch);
  const exitCode = await launch.ended;
  if (exitCode !== 0) throw new Error(`convrec ${command.join(' ')} ended with ${exitCode}:\n${launch.said()}`);
  return (performance.now() - startedMs) / 1000;
}

async function countEndedDialogs(runs: string): Promise<number> {
  return (await listDialogIds(await openOnlyRun(runs), 'record')).length;
}

/** By the identities in the kept histories, most first. */
async function countDialogsByWorker(run: RunFolder): Promise<number[]> {
  const rows = await withDatabase({}, (db) =>
    db.rows(
      `select count(distinct dialog_id) as dialogs from (
         select dialog_id, unnest(regexp_extract_all(history, '"identity": ?"(\\d+)@', 1)) as pid from read_parquet($files))
       group by pid order by dialogs desc`,
      { files: run.path(historyFiles) },
    ),
  );
  return z
    .array(z.object({ dialogs: z.number() }))
    .parse(rows)
    .map(({ dialogs }) => dialogs);
}
