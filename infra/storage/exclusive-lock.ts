import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import { findFullDisk } from './disk-full.ts';
import { isErrorCode } from './error-code.ts';
import { readJsonFile } from './json-file.ts';
import { thenTidy } from './then-tidy.ts';
import { identifyThisProcess, isAlive, ProcessIdentitySchema } from './process-identity.ts';

const OwnerSchema = z.strictObject({ ...ProcessIdentitySchema.shape, nonce: z.string() });
type Owner = z.infer<typeof OwnerSchema>;

export interface LockOptions {
  /** How long to wait for an owner that is alive; Infinity waits until it ends. */
  timeoutMs: number;
  /** Called once when the lock is found taken, with the pid of its owner. */
  onWait?: (ownerPid: number) => void;
}

/** A lock file is whole well within this; one that stays unreadable longer was left by a crash. */
const halfWrittenMs = 5_000;
const pollMs = 50;

/**
 * Runs `work` while no other process (and no other caller in this one) holds the lock file. A lock whose owner was killed
 * is taken over. Throws ServerUnavailable when a living owner keeps it past the timeout.
 */
export async function withLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const owner: Owner = { ...identifyThisProcess(), nonce: randomUUID() };
  await acquire(path, owner, options);
  return thenTidy(work, () => rm(path, { force: true }));
}

async function acquire(path: string, owner: Owner, { timeoutMs, onWait }: LockOptions): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const deadline = Date.now() + timeoutMs;
  let announced = false;
  while (!(await createExclusively(path, JSON.stringify(owner)))) {
    const holder = await readJsonFile(path, OwnerSchema);
    if (holder === 'missing') continue;
    if (await isAbandoned(path, holder)) {
      await removeAbandoned(path, holder);
      continue;
    }
    const pid = holder === 'unreadable' ? undefined : holder.pid;
    if (pid !== undefined && !announced) {
      announced = true;
      onWait?.(pid);
    }
    if (Date.now() > deadline) {
      throw new StudioFailure(
        'ServerUnavailable',
        `${path} was held by process ${pid ?? 'unknown'} for ${timeoutMs} ms`,
        {
          remedy: 'Wait for that process to finish, or end it, and try again.',
        },
      );
    }
    await sleep(pollMs);
  }
}

async function isAbandoned(path: string, holder: Owner | 'unreadable'): Promise<boolean> {
  return holder === 'unreadable' ? (await ageMs(path)) > halfWrittenMs : !isAlive(holder);
}

/**
 * Two waiters may find the same abandoned lock, and the second must not remove the one that the first has taken since. So
 * the removal is itself exclusive and looks at the lock once more.
 */
async function removeAbandoned(path: string, seen: Owner | 'unreadable'): Promise<void> {
  const removal = `${path}.removal`;
  if (!(await createExclusively(removal, ''))) {
    if ((await ageMs(removal)) > halfWrittenMs) await rm(removal, { force: true });
    await sleep(pollMs);
    return;
  }
  try {
    if (nonceOf(await readJsonFile(path, OwnerSchema)) === nonceOf(seen)) await rm(path, { force: true });
  } finally {
    await rm(removal, { force: true });
  }
}

function nonceOf(holder: Owner | 'unreadable' | 'missing'): string {
  return typeof holder === 'string' ? holder : holder.nonce;
}

async function createExclusively(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isErrorCode(error, 'EEXIST')) return false;
    // On a full disk the file may be there and empty: nobody's lock.
    if (findFullDisk(error) !== undefined) await rm(path, { force: true });
    throw error;
  }
}

/** 0 when the file has gone meanwhile. */
async function ageMs(path: string): Promise<number> {
  try {
    return Date.now() - (await stat(path)).mtimeMs;
  } catch (error) {
    if (isErrorCode(error, 'ENOENT')) return 0;
    throw error;
  }
}
