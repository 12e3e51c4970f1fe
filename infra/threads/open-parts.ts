import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartStore, RunFolder } from '../../activities/dependencies.ts';
import { createMakePart } from '../../activities/profiling/make-part.ts';
import type { PartSetup } from '../../activities/profiling/part.ts';
import { ownThread } from '../own-module.ts';
import { readSql } from '../storage/sql-files.ts';
import { isThere } from '../storage/usable-file.ts';
import { withPartDatabase } from './part-database.ts';
import { runOnThreads } from './run-on-threads.ts';

/** With fewer reviews a thread takes longer to start than it saves. */
const reviewsWorthThread = 10_000;

const entry = ownThread('part-thread.ts', import.meta.url);

/** The parts below a run's `work/parts/<relation>/`, made on at most `threads` threads, each of which gets `worthThread` reviews at least. */
export function openParts(run: RunFolder, threads: number, worthThread = reviewsWorthThread): PartStore {
  const path: PartStore['path'] = (relation, name) => run.path(`work/parts/${relation}/${name}.parquet`);
  return {
    path,
    async findMissing(relation, names) {
      await mkdir(run.path(`work/parts/${relation}`), { recursive: true });
      const missing = new Set<string>();
      for (const name of names) if (!(await isThere(path(relation, name)))) missing.add(name);
      if (missing.size > 0) {
        for await (const { name, file } of listPartsBeside(run, relation)) {
          if (missing.has(name) && (await takeOver(file, path(relation, name)))) missing.delete(name);
        }
      }
      return missing;
    },
    async make(setup, tasks, { reviews, pause, signal, onMade }) {
      const worthwhile = Math.min(threads, tasks.length, Math.floor(reviews / worthThread));
      if (worthwhile > 1) {
        const describe = ({ partition }: { partition: string }): string => `the ${setup.relation} of ${partition}`;
        return runOnThreads({ entry, setup, tasks, threads: worthwhile, signal, onDone: onMade, describe });
      }
      const makePart = createMakePart(setup);
      for (const task of tasks) {
        signal.throwIfAborted();
        await withPartDatabase((db) => makePart(task, { db, readSql, pause }));
        onMade(task);
      }
    },
    async keepOnly(relation, names) {
      const kept = new Set(names.map((name) => `${name}.parquet`));
      const folder = run.path(`work/parts/${relation}`);
      for (const file of await readdir(folder)) if (!kept.has(file)) await rm(join(folder, file), { force: true });
    },
  };
}

/** Parts of the other runs in the same place. Runs set aside by --fresh (`<run-id>.old-1`) give none: what it makes again is made again. */
async function* listPartsBeside(
  { ref }: RunFolder,
  relation: PartSetup['relation'],
): AsyncGenerator<{ name: string; file: string }> {
  for (const runId of (await readdir(ref.runsRoot)).toSorted()) {
    if (runId === ref.runId || runId.includes('.')) continue;
    const folder = join(ref.runsRoot, runId, 'work/parts', relation);
    for (const file of await readdir(folder).catch(() => [])) {
      if (file.endsWith('.parquet')) yield { name: file.slice(0, -'.parquet'.length), file: join(folder, file) };
    }
  }
}

/** A second name for the same file where the disk can give one, else a copy. False when it went away meanwhile. */
async function takeOver(file: string, target: string): Promise<boolean> {
  try {
    await link(file, target);
    return true;
  } catch {
    const temporary = `${target}.tmp-${process.pid}`;
    try {
      await copyFile(file, temporary);
      await rename(temporary, target);
      return true;
    } catch {
      await rm(temporary, { force: true });
      return false;
    }
  }
}
