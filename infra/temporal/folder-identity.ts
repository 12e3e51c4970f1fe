import { createHash, randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { TaskQueues } from '../../temporal.config.ts';
import { isErrorCode } from '../storage/error-code.ts';

const IdentitySchema = z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/u) });

const fileOf = (stateFolder: string): string => join(stateFolder, 'identity.json');

/**
 * The random id of a folder of runs, 32 hexadecimal digits; made and kept in the folder on first use. Several processes that ask at once get
 * the same one. It is part of every task queue's name, so a worker of this folder never meets another folder's work, and whoever does not
 * know it cannot address this folder's workers. Throws RunFolderUnusable where it cannot be kept or read.
 */
export async function ensureFolderId(stateFolder: string): Promise<string> {
  const file = fileOf(stateFolder);
  try {
    const known = await readFolderId(stateFolder);
    if (known !== undefined) return known;
    await mkdir(stateFolder, { recursive: true });
    const temporary = `${file}.new-${randomUUID()}`;
    await writeFile(temporary, `${JSON.stringify({ id: randomUUID().replaceAll('-', '') })}\n`, { flush: true });
    await chmod(temporary, 0o600);
    // A link never replaces a file, so the first of several processes decides.
    await link(temporary, file).catch((error: unknown) => {
      if (!isErrorCode(error, 'EEXIST')) throw error;
    });
    await rm(temporary, { force: true });
  } catch (error) {
    throw error instanceof StudioFailure ? error : unusable(file, error);
  }
  const made = await readFolderId(stateFolder);
  if (made === undefined) throw unusable(file, 'it vanished while it was made');
  return made;
}

/** Undefined where the folder has none yet. Throws RunFolderUnusable where its file was damaged. */
export async function readFolderId(stateFolder: string): Promise<string | undefined> {
  const file = fileOf(stateFolder);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isErrorCode(error, 'ENOENT') || isErrorCode(error, 'ENOTDIR')) return undefined;
    throw unusable(file, error);
  }
  try {
    return IdentitySchema.parse(JSON.parse(text)).id;
  } catch {
    throw new StudioFailure('RunFolderUnusable', `${file} is damaged`, {
      remedy:
        'Remove it while no run of this folder is going on: another one is made, and runs go on when they are launched again.',
      isLasting: true,
    });
  }
}

/**
 * The namespace of the local server of a folder of runs. It depends on the folder's place too: a copied folder has the same id, and its server
 * must not be taken for the first one's.
 */
export async function localNamespace(stateFolder: string, folderId: string): Promise<string> {
  const place = await realpath(stateFolder);
  const hash = createHash('sha256').update(`${folderId}\n${place}`).digest('hex');
  return `convrec-${hash.slice(0, 16)}`;
}

/** The configured queue names, each with the folder's id. */
export function nameTaskQueues(configured: TaskQueues, folderId: string): TaskQueues {
  const name = (queue: string): string => `${queue}-${folderId}`;
  return {
    dialogs: name(configured.dialogs),
    data: name(configured.data),
    model: name(configured.model),
    training: name(configured.training),
  };
}

function unusable(file: string, problem: unknown): StudioFailure {
  const reason = problem instanceof Error ? problem.message : String(problem);
  return new StudioFailure(
    'RunFolderUnusable',
    `the identity of the folder of runs, ${file}, cannot be kept: ${reason}`,
    {
      remedy: 'Give this user the right to read and write there, or choose another folder for the runs (--runs).',
    },
  );
}
