import { parentPort, workerData } from 'node:worker_threads';
import { createMakePart } from '../../activities/profiling/make-part.ts';
import type { MakePart } from '../../activities/profiling/make-part.ts';
import type { PartSetup, PartTask } from '../../activities/profiling/part.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { readSql } from '../storage/sql-files.ts';
import { withPartDatabase } from './part-database.ts';
import type { ThreadAnswer, ThreadData } from './run-on-threads.ts';

const { setup, stop }: ThreadData & { setup: PartSetup } = workerData;
const stopping = new Int32Array(stop);
const isStopping = (): boolean => Atomics.load(stopping, 0) === 1;
const pause = async (): Promise<void> => {
  if (isStopping()) throw new Error('all threads stop');
};

let makePart: MakePart | undefined;

parentPort?.on('message', (task: PartTask | null) => {
  if (task === null) parentPort?.close();
  else void answer(task).then((message) => parentPort?.postMessage(message));
});

async function answer(task: PartTask): Promise<ThreadAnswer> {
  try {
    makePart ??= createMakePart(setup);
    const make = makePart;
    await withPartDatabase((db) => make(task, { db, readSql, pause }));
    return { kind: 'done' };
  } catch (error) {
    if (isStopping()) return { kind: 'stopped' };
    const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'failed', name, message, stack, details: error instanceof StudioFailure ? error.details : {} };
  }
}
