import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { identifyProcess, identifyThisProcess } from '../storage/process-identity.ts';

/**
 * A folder below `parent` for one database to spill into. Of its own: two that share one overwrite each other's files, which ends the process
 * by a segmentation fault. DuckDB makes it when it first spills and removes it when it closes; what killed processes left there goes now.
 */
export async function claimSpillFolder(parent: string): Promise<string> {
  await removeAbandoned(parent);
  // DuckDB makes the last folder only. A run's folder that vanished stays so: no more than two levels are made.
  for (const folder of [dirname(parent), parent]) await mkdir(folder).catch(() => undefined);
  const { pid, startedAt } = identifyThisProcess();
  return join(parent, `${hash(hostname())}-${pid}-${hash(startedAt)}-${randomUUID().slice(0, 8)}`);
}

/** No step of a worker on another machine takes longer; what is older there was left by one that was killed. */
const longestStepMs = 24 * 3_600_000;

async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const [, host, pid, started] = /^([0-9a-f]{12})-(\d+)-([0-9a-f]{12})-/u.exec(name) ?? [];
    if (host === undefined) continue;
    const folder = join(parent, name);
    const isAbandoned =
      host === hash(hostname())
        ? hash(identifyProcess(Number(pid))?.startedAt ?? '') !== started
        : (await ageMs(folder)) > longestStepMs;
    // Best left to the next one where it does not go: nothing depends on it.
    if (isAbandoned) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

const ageMs = (path: string): Promise<number> =>
  stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );

const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
