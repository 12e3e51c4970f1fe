import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { z } from 'zod';
import { isErrorCode } from '../storage/error-code.ts';
import { identifyThisProcess, isAlive, ProcessIdentitySchema } from '../storage/process-identity.ts';
import { AllowedEndpointSchema } from './allowed-endpoints.ts';
import type { AllowedEndpoint } from './allowed-endpoints.ts';

const ApprovalSchema = z.strictObject({
  ...ProcessIdentitySchema.shape,
  endpoints: z.array(AllowedEndpointSchema),
});

const folderOf = (stateFolder: string): string => join(stateFolder, 'endpoints');

/**
 * Notes in the folder of runs that a person's command on this machine was started with these endpoints, until the process ends. Commands of
 * one folder share their task queues: the worker of one may get the model calls of another. Returns what takes the note back.
 */
export function approveEndpoints(stateFolder: string, endpoints: readonly AllowedEndpoint[]): () => void {
  if (endpoints.length === 0) return () => {};
  const folder = folderOf(stateFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = identifyThisProcess();
  const path = join(folder, `${owner.pid}-${randomUUID()}.json`);
  writeFileSync(path, `${JSON.stringify({ ...owner, endpoints })}\n`, { mode: 0o600, flag: 'wx' });
  const takeBack = (): void => rmSync(path, { force: true });
  process.once('exit', takeBack);
  return () => {
    process.off('exit', takeBack);
    takeBack();
  };
}

/** The endpoints of this user's commands that run in the folder now. A note of another user, of an ended process or without sense counts nothing. */
export function findApprovedEndpoints(stateFolder: string): AllowedEndpoint[] {
  return listNotes(folderOf(stateFolder)).flatMap((path) => {
    try {
      if (getuid !== undefined && statSync(path).uid !== getuid()) return [];
      const approval = ApprovalSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      return isAlive(approval) ? approval.endpoints : [];
    } catch {
      // It may be taken back between the look and the read.
      return [];
    }
  });
}

function listNotes(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => join(folder, name));
  } catch (error) {
    if (isErrorCode(error, 'ENOENT') || isErrorCode(error, 'ENOTDIR')) return [];
    throw error;
  }
}
