import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { appendFile, link, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative as relativePath, resolve, sep } from 'node:path';
import type { RunFolder } from '../../activities/dependencies.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import { RunRefSchema } from '../../schemas/run-ref.ts';
import type { RunRef } from '../../schemas/run-ref.ts';
import { escapePattern } from '../../activities/staging/file-pattern.ts';
import { isErrorCode } from './error-code.ts';
import { thenTidy } from './then-tidy.ts';
import { parseManifest, renderManifest } from './manifest-text.ts';
import { isMissing, isThere, parseText, readFrom, readIfThere, sumIfThere, usable } from './usable-file.ts';
import { crc32OfFile, sha256OfFile } from './file-sums.ts';

/**
 * `openRunFolder` for a worker: only in `runsRoot` or below it, where forks are. Whoever can start a workflow could otherwise have this process
 * read and write wherever it may. Throws RunFolderUnusable.
 */
export function createOpenRun(runsRoot: string): (ref: RunRef) => RunFolder {
  return (ref) => {
    if (
      isWithin(resolve(runsRoot), resolve(ref.runsRoot)) ||
      isWithin(realpathOf(runsRoot), realpathOf(ref.runsRoot))
    ) {
      return openRunFolder(ref);
    }
    throw new StudioFailure(
      'RunFolderUnusable',
      `run ${ref.runId} lies in ${ref.runsRoot}, and this worker works in ${runsRoot}`,
      {
        remedy:
          'Give every command and every worker the same folder of runs, under the same path (--runs, CONVREC_RUNS).',
        isLasting: true,
      },
    );
  };
}

const isWithin = (folder: string, path: string): boolean => {
  const back = relativePath(folder, path);
  return back === '' || !(back === '..' || back.startsWith(`..${sep}`) || isAbsolute(back));
};

/** The path itself where nothing is there. */
function realpathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** Opens (does not create) the folder of a run. Errors: `RunFolderUnusable` when a file of it cannot be read or written. */
export function openRunFolder(ref: RunRef): RunFolder {
  const { runId, runsRoot } = RunRefSchema.parse(ref);
  const folder = resolve(runsRoot, runId);
  const path = (relative: string): string => pathWithin(folder, relative);
  /** Does not create a run's folder that vanished piece by piece: somebody may put it back. */
  const makeFolderOf = async (target: string): Promise<void> => {
    if (!(await isThere(folder))) throw goneFolder(folder);
    await mkdir(dirname(target), { recursive: true });
  };
  const writeAtomically = async (relative: string, content: string | Uint8Array): Promise<void> => {
    const target = path(relative);
    // A process id would not do: workers in containers often have the same one.
    const temporary = `${target}.tmp-${randomUUID()}`;
    await usable(target, async () => {
      await makeFolderOf(target);
      await writeFile(temporary, content, { flush: true });
      await rename(temporary, target);
    }).catch(async (error: unknown) => {
      // What stopped the write may stop the tidying too; the first error is the one to tell.
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    });
  };
  const readJson = async <T>(relative: string, parse: (text: string) => T): Promise<T | undefined> => {
    const text = await readIfThere(path(relative));
    return text === undefined ? undefined : parseText(path(relative), text.toString('utf8'), parse);
  };
  return {
    ref,
    folder,
    isThere: () => isThere(folder),
    path,
    pattern: (relative) => `${escapePattern(folder)}${path(relative).slice(folder.length)}`,
    relationPath: (relation) => path(`relations/${relation}.parquet`),
    hasRelation: (relation) => isThere(path(`relations/${relation}.parquet`)),
    async readConfig() {
      const config = await readJson('config.json', (text) => RunConfigSchema.parse(JSON.parse(text)));
      if (config !== undefined) return config;
      throw new StudioFailure('RunFolderUnusable', `${path('config.json')} is missing`, {
        remedy:
          'Launch the run again with the settings it was made with, or put the run folder back if it was removed or moved.',
      });
    },
    readManifest: () => readJson('manifest.json', parseManifest),
    writeManifest: (manifest) => writeAtomically('manifest.json', renderManifest(manifest)),
    readText: async (relative) => (await readIfThere(path(relative)))?.toString('utf8'),
    writeText: writeAtomically,
    writeBytes: writeAtomically,
    readBytes: (relative) => readIfThere(path(relative)),
    checksum: (relative) => sumIfThere(path(relative), crc32OfFile),
    sha256: (relative) => sumIfThere(path(relative), sha256OfFile),
    async sizeOf(relative) {
      const found = await usable(path(relative), () => stat(path(relative))).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
      });
      return found?.size ?? 0;
    },
    async createText(relative, content) {
      const target = path(relative);
      const temporary = `${target}.new-${randomUUID()}`;
      await usable(target, async () => {
        await makeFolderOf(target);
        const publish = async (): Promise<void> => {
          await writeFile(temporary, content);
          await link(temporary, target);
        };
        await thenTidy(publish, () => rm(temporary, { force: true })).catch((error: unknown) => {
          if (!isErrorCode(error, 'EEXIST')) throw error;
        });
      });
    },
    async readBytesFrom(relative, offset) {
      const target = path(relative);
      return usable(target, () => readFrom(target, offset)).catch((error: unknown) => {
        if (isMissing(error)) return Buffer.alloc(0);
        throw error;
      });
    },
    async listNames(relative) {
      const target = path(relative);
      return usable(target, () => readdir(target)).catch((error: unknown) => {
        if (isMissing(error)) return [];
        throw error;
      });
    },
    async removeFolder(relative) {
      const target = path(relative);
      await usable(target, () => rm(target, { recursive: true, force: true }));
    },
    async appendLine(relative, line) {
      const target = path(relative);
      const append = (): Promise<void> => appendFile(target, `${line}\n`);
      await usable(target, async () => {
        // Nearly every line finds its folder there, and lines are many.
        await append().catch(async (error: unknown) => {
          if (!isMissing(error)) throw error;
          await makeFolderOf(target);
          await append();
        });
      });
    },
  };
}

/** Also for what writes into the folder by another way. */
export function goneFolder(folder: string): StudioFailure {
  return new StudioFailure('RunFolderUnusable', `the run folder ${folder} is gone`, {
    remedy: 'Put it back: the run goes on by itself for some minutes, and after that when it is launched again.',
  });
}

function pathWithin(folder: string, relative: string): string {
  const target = join(folder, relative);
  if (isAbsolute(relative) || !isWithin(folder, target)) {
    throw new StudioFailure('RunFolderUnusable', `${relative} leaves the run's folder ${folder}`);
  }
  return target;
}
