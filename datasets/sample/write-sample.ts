import { mkdir, mkdtemp, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { StudioFailure } from '../../schemas/failure.ts';
import { generateSample } from './generate-sample.ts';
import { parseSampleSettings } from './settings.ts';
import type { SampleSettings, SampleSettingsInput } from './settings.ts';

/** Raised whenever the same settings give other bytes. */
export const sampleVersion = 1;

/** Characters of a file that are held back before they are written. */
const blockSize = 1 << 18;

export interface SampleReport {
  readonly version: number;
  readonly settings: SampleSettings;
  /** Lines by file, a CSV's header included. */
  readonly lines: Readonly<Record<string, number>>;
}

/**
 * Writes a sample into a folder, which appears all at once under its name. The folder must be new or empty, else
 * RunFolderUnusable. Memory holds the items and one block a file, however many reviews there are.
 */
export async function writeSample(folder: string, input: SampleSettingsInput = {}): Promise<SampleReport> {
  const settings = parseSampleSettings(input);
  const target = resolve(folder);
  if (await hasEntries(target)) {
    throw new StudioFailure('RunFolderUnusable', `The folder ${target} is not empty.`, {
      remedy: 'Name a new folder, or remove this one.',
    });
  }
  const unfinished = await createUnfinishedFolder(target);
  try {
    const report = { version: sampleVersion, settings, lines: await writeFiles(unfinished, settings) };
    await writeFile(join(unfinished, 'sample.json'), `${JSON.stringify(report, null, 2)}\n`);
    await rename(unfinished, target);
    return report;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

export function hasEntries(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (entries) => entries.length > 0,
    (error: unknown) => {
      if (isErrorCode(error, ['ENOENT'])) return false;
      throw createFolderFailure(folder, error);
    },
  );
}

export function isErrorCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}

/** Beside the target, so that the rename stays on one file system. */
async function createUnfinishedFolder(target: string): Promise<string> {
  try {
    await mkdir(dirname(target), { recursive: true });
    return await mkdtemp(join(dirname(target), `.${basename(target)}-unfinished-`));
  } catch (error) {
    throw createFolderFailure(target, error);
  }
}

function createFolderFailure(folder: string, cause: unknown): StudioFailure {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const remedy = 'Name a folder that can be written.';
  return new StudioFailure('RunFolderUnusable', `The folder ${folder} cannot be used: ${reason}`, { remedy }, cause);
}

async function writeFiles(folder: string, settings: SampleSettings): Promise<Record<string, number>> {
  const sample = generateSample(settings);
  const outlets = new Map<string, Outlet>();
  try {
    for (const file of sample.files) outlets.set(file, await openOutlet(join(folder, file)));
    for (const { file, line } of sample.lines()) {
      const outlet = outlets.get(file);
      if (outlet === undefined) throw new RangeError(`a line for ${file}, which is no file of this sample`);
      outlet.held += `${line}\n`;
      outlet.lines += 1;
      if (outlet.held.length >= blockSize) await flush(outlet);
    }
    for (const outlet of outlets.values()) await flush(outlet);
    return Object.fromEntries([...outlets].map(([file, { lines }]) => [file, lines]));
  } finally {
    for (const { handle } of outlets.values()) await handle.close();
  }
}

interface Outlet {
  readonly handle: FileHandle;
  held: string;
  lines: number;
}

async function openOutlet(path: string): Promise<Outlet> {
  await mkdir(dirname(path), { recursive: true });
  return { handle: await open(path, 'wx'), held: '', lines: 0 };
}

/** Awaited before the next line is made: generation never runs ahead of the disk. */
async function flush(outlet: Outlet): Promise<void> {
  const block = outlet.held;
  outlet.held = '';
  await outlet.handle.appendFile(block);
}
