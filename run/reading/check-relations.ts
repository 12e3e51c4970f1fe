import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Database, RunFolder } from '../../activities/dependencies.ts';
import { damagedRunFile, fileOf, writtenSum } from '../../activities/stage/find-damaged.ts';
import { locateCacheFolder } from '../../infra/storage/cache-folder.ts';
import { readJsonFile, writeJsonFile } from '../../infra/storage/json-file.ts';
import type { Relation } from '../../schemas/relation.ts';

/**
 * Makes a view over each of these relations. Throws RunFolderUnusable, with file and remedy, for one that is missing or is not what its stage
 * wrote.
 */
export async function openRelations(db: Database, run: RunFolder, relations: readonly Relation[]): Promise<void> {
  await checkRelations(run, relations);
  for (const relation of relations) await db.openParquet(relation, run.relationPath(relation));
}

/** Whether a relation is there to be read. Throws RunFolderUnusable where a stage wrote it and its file is gone. */
export async function isMade(run: RunFolder, relation: Relation): Promise<boolean> {
  if (await run.hasRelation(relation)) return true;
  const manifest = await run.readManifest();
  if (manifest?.stages.some(({ rows }) => relation in rows) !== true) return false;
  throw damagedRunFile(run, fileOf(relation));
}

/**
 * Compares relations with the checksums that their stages wrote. Each file is read once: what it had for a sum is kept with its size and times
 * in the user's cache folder, so nothing is written into the run. Throws RunFolderUnusable for the first one that is missing or differs.
 */
export async function checkRelations(run: RunFolder, relations: readonly Relation[]): Promise<void> {
  const manifest = await run.readManifest();
  if (manifest === undefined) return;
  const known = await readSums();
  const fresh: Sums = {};
  for (const relation of relations) {
    const written = writtenSum(manifest, relation);
    if (written === undefined) continue;
    const path = run.relationPath(relation);
    const state = await stateOf(path);
    const kept = known[path];
    if (kept !== undefined && kept.state === state && kept.sum === written) continue;
    if (state !== undefined && (await run.checksum(fileOf(relation))) === written) {
      fresh[path] = { state, sum: written };
      continue;
    }
    // A stage may have written it again since the manifest was read.
    const now = await run.readManifest();
    if (now === undefined || writtenSum(now, relation) !== written) continue;
    throw damagedRunFile(run, fileOf(relation));
  }
  if (Object.keys(fresh).length > 0) await keepSums({ ...known, ...fresh });
}

/** CRC-32 of files by path, each with the state that the file had. */
const SumsSchema = z.record(z.string(), z.object({ state: z.string(), sum: z.number().int() }));
type Sums = z.infer<typeof SumsSchema>;

/** The oldest go first. */
const mostKept = 1000;

const sumsFile = (): string => join(locateCacheFolder(process.env), 'checked-relations.json');

async function readSums(): Promise<Sums> {
  const known = await readJsonFile(sumsFile(), SumsSchema).catch(() => 'unreadable' as const);
  return typeof known === 'string' ? {} : known;
}

/** Without a cache that can be written the files are read again next time. */
async function keepSums(sums: Sums): Promise<void> {
  const newest = Object.fromEntries(Object.entries(sums).slice(-mostKept));
  try {
    await mkdir(dirname(sumsFile()), { recursive: true });
    await writeJsonFile(sumsFile(), newest);
  } catch {
    // Nothing depends on it.
  }
}

/** Changes with every write, since no program can set a file's change time; undefined where no file is there. */
export async function stateOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && [found.size, found.ino, found.mtimeNs, found.ctimeNs].join(' ');
}
