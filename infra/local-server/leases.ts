import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isErrorCode } from '../storage/error-code.ts';
import { readJsonFile, writeJsonFile } from '../storage/json-file.ts';
import { identifyThisProcess, isAlive, ProcessIdentitySchema } from '../storage/process-identity.ts';

/** Who uses the server: a run (or a worker, or a query of its status), or `convrec server`, which only keeps it up. */
export const leaseHolders = ['run', 'server'] as const;
export type LeaseHolder = (typeof leaseHolders)[number];

const LeaseSchema = z.strictObject({ ...ProcessIdentitySchema.shape, holder: z.enum(leaseHolders) });

export interface Lease extends z.infer<typeof LeaseSchema> {
  path: string;
}

/** Leases are taken, released and counted only under the state folder's lock; a look without it may be a moment old. */
export async function takeLease(folder: string, holder: LeaseHolder): Promise<Lease> {
  await mkdir(folder, { recursive: true });
  const lease = { ...identifyThisProcess(), holder };
  const path = join(folder, `${lease.pid}-${randomUUID()}.json`);
  await writeJsonFile(path, lease);
  return { ...lease, path };
}

export async function releaseLease(lease: Lease): Promise<void> {
  await rm(lease.path, { force: true });
}

/** Leases whose process lives. Those of killed processes are removed and counted in `stale`. */
export async function findLeases(folder: string): Promise<{ live: Lease[]; stale: number }> {
  const live: Lease[] = [];
  let stale = 0;
  for (const name of await listLeaseFiles(folder)) {
    const path = join(folder, name);
    const lease = await readJsonFile(path, LeaseSchema);
    if (lease === 'missing') continue;
    if (lease !== 'unreadable' && isAlive(lease)) {
      live.push({ ...lease, path });
    } else {
      stale += 1;
      await rm(path, { force: true });
    }
  }
  return { live, stale };
}

async function listLeaseFiles(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json'));
  } catch (error) {
    if (isErrorCode(error, 'ENOENT') || isErrorCode(error, 'ENOTDIR')) return [];
    throw error;
  }
}
