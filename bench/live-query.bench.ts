import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  readAttempts,
  readDialogRecord,
  listDialogIds,
  writeAttemptsOf,
  writeDialogRecord,
} from '../activities/dialogs/dialog-files.ts';
import { packDialogs } from '../activities/dialogs/pack-dialogs.ts';
import { makeAttemptParts } from '../activities/dataset/attempt-parts.ts';
import { createDependencies } from '../infra/dependencies.ts';
import { createCheckEndpoint } from '../infra/model/allowed-endpoints.ts';
import { withDatabase } from '../infra/duckdb/open-database.ts';
import { openRunFolder } from '../infra/storage/run-folder.ts';

/**
 * Asks a run that is going on, in another process, at 10, 50 and 90 % of so many dialogs: `node --import tsx bench/live-query.bench.ts RUN-FOLDER [DIALOGS]`.
 * The dialogs are those of a complete run many times over, under other ids.
 */
const [folder = '', wanted = '12000'] = process.argv.slice(2);
const from = openRunFolder({ runId: resolve(folder).split('/').at(-1) ?? '', runsRoot: resolve(folder, '..') });
const root = await mkdtemp(join(tmpdir(), 'convrec-live-'));
const run = openRunFolder({ runId: 'live', runsRoot: root });
const ids = await listDialogIds(from, 'record');
const copies = Math.ceil(Number(wanted) / ids.length);
const idOf = (dialogId: string, copy: number): string =>
  `d${createHash('sha256').update(`${dialogId}${copy}`).digest('hex').slice(0, 20)}`;
const dialogsPerShard = 500;
const deps = {
  ...createDependencies({
    env: {},
    runsRoot: root,
    checkEndpoint: createCheckEndpoint([]),
    memoryLimitMb: 512,
    threads: 2,
  }),
  heartbeat: () => undefined,
};

try {
  await mkdir(run.path('relations'), { recursive: true });
  await copyFile(from.path('config.json'), run.path('config.json'));
  const manifest = await from.readManifest();
  if (manifest === undefined) throw new Error(`${folder} is no run`);
  await run.writeManifest({ ...manifest, runId: run.ref.runId, status: 'running', stages: [] });
  await withDatabase({ memoryLimitMb: 2048 }, async (db) => {
    for (const relation of ['plans', 'targets'] as const) {
      await db.openParquet('original', from.relationPath(relation));
      await db.writeParquet(
        `select * exclude copy replace ('d' || left(sha256(dialog_id || copy), 20) as dialog_id)
         from original, range(${copies}) as copies(copy) order by dialog_id`,
        run.relationPath(relation),
        undefined,
        relation === 'plans' ? 256 : 2048,
      );
    }
  });
  const all = ids.flatMap((dialogId) => Array.from({ length: copies }, (_, copy) => ({ dialogId, copy })));
  const asks = [0.1, 0.5, 0.9].map((share) => Math.round(all.length * share));
  let shard: string[] = [];
  for (const [at, { dialogId, copy }] of all.entries()) {
    const record = await readDialogRecord(from, dialogId);
    if (record === undefined) continue;
    const copied = idOf(dialogId, copy);
    await writeAttemptsOf(run, copied, await readAttempts(from, dialogId));
    await writeDialogRecord(run, { ...record, dialogId: copied });
    shard.push(copied);
    // As in a run, the next shard is at work while one is packed.
    if (shard.length === 2 * dialogsPerShard) await pack(shard.splice(0, dialogsPerShard));
    if (asks.includes(at + 1)) await ask(at + 1);
  }
  await pack(shard);
  const files = await readdir(run.folder, { recursive: true });
  console.log(`${all.length} dialogs, all ended: ${files.length} files and folders`);
} finally {
  await rm(root, { recursive: true, force: true });
}

/** As an activity does at a shard's end. */
async function pack(dialogIds: readonly string[]): Promise<void> {
  await packDialogs(run, dialogIds);
  await makeAttemptParts(deps, run);
}

async function ask(expected: number): Promise<void> {
  for (const sql of [
    'select count(*) as n, sum(attempts) as attempts from dialogs',
    'select count(distinct dialog_id) as n from turns',
    'select count(distinct dialog_id) as n from attempts',
  ]) {
    const begun = performance.now();
    const cli = fileURLToPath(new URL('../cli/convrec.mjs', import.meta.url));
    const timed = ['-f', '%M', process.execPath, cli, 'sql', run.ref.runId, sql, '--runs', root, '--format', 'json'];
    const { stdout, stderr } = await promisify(execFile)('/usr/bin/time', timed);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const isRight = stdout.includes(`"n":${expected}`) || stdout.includes(`"n": ${expected}`);
    console.log(
      `${expected} ended: ${seconds} s, ${Number(stderr.trim().split('\n').at(-1)) / 1024} MiB: ${sql}: ${isRight ? 'right' : `WRONG ${stdout}`}`,
    );
  }
}
