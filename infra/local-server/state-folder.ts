import { mkdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';

/** The server this folder last had. It stays after a stop, so that the next start can use the same ports again. */
export const ServerStateSchema = z.strictObject({
  pid: z.number().int().positive(),
  address: z.string().regex(/^127\.0\.0\.1:\d{1,5}$/u),
  /** Null where it runs without its UI. */
  uiAddress: z
    .string()
    .regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/u)
    .nullable(),
  binary: z.string(),
  startedByPid: z.number().int().positive(),
  /** Set before the first signal of a stop: a server that still answers while it shuts down must not be joined. */
  stopping: z.boolean(),
});
export type ServerState = z.infer<typeof ServerStateSchema>;

export interface StateFolder {
  /** Absolute, symbolic links resolved: the server's process is recognised by it. */
  folder: string;
  database: string;
  state: string;
  log: string;
  lock: string;
  leases: string;
}

/** Creates the folder where it is missing. Throws RunFolderUnusable when that cannot be done. */
export async function openStateFolder(folder: string): Promise<StateFolder> {
  let real: string;
  try {
    await mkdir(folder, { recursive: true });
    real = await realpath(folder);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const remedy = 'Make the folder writable, or choose another folder for the runs.';
    throw new StudioFailure(
      'RunFolderUnusable',
      `cannot keep a Temporal server in ${folder}: ${reason}`,
      { remedy },
      error,
    );
  }
  // The server opens its database by a URI and does not escape the path: these would end it, and the data go elsewhere.
  if (/[?#%]/u.test(real)) {
    throw new StudioFailure('RunFolderUnusable', `a Temporal server cannot keep its data in ${real}`, {
      remedy: 'Choose a folder for the runs whose path has no ?, # or %.',
    });
  }
  return layOut(real);
}

/** The same paths, creating nothing. */
export async function locateStateFolder(folder: string): Promise<StateFolder> {
  return layOut(await realpath(folder).catch(() => resolve(folder)));
}

function layOut(folder: string): StateFolder {
  return {
    folder,
    database: join(folder, 'temporal.db'),
    state: join(folder, 'server.json'),
    log: join(folder, 'server.log'),
    lock: join(folder, 'lock'),
    leases: join(folder, 'leases'),
  };
}
