import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { z } from 'zod';
import { isErrorCode } from '../storage/error-code.ts';
import { identifyThisProcess, isAlive, ProcessIdentitySchema } from '../storage/process-identity.ts';
import { AllowedEndpointSchema, isIn } from './allowed-endpoints.ts';
import type { AllowedEndpoint } from './allowed-endpoints.ts';

const ApprovalSchema = z.strictObject({
  ...ProcessIdentitySchema.shape,
  endpoints: z.array(AllowedEndpointSchema),
});

const folderOf = (stateFolder: string): string => join(stateFolder, 'endpoints');

/**
 * Notes in the folder of runs that a person's command on this machine was started with these endpoints, as long as the process lives. Commands of
 * one folder share their task queues: the worker of one may get the model calls of another. A command that is killed, or ends with another
 * code than 0, leaves its note: it approves of nothing, but says that its run may go on (`findInterruptedEndpoints`). Returns what takes the
 * note back.
 */
export function approveEndpoints(stateFolder: string, endpoints: readonly AllowedEndpoint[]): () => void {
  if (endpoints.length === 0) return () => {};
  const folder = folderOf(stateFolder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const owner = identifyThisProcess();
  removeOutlived(folder, endpoints);
  const path = join(folder, `${owner.pid}-${randomUUID()}.json`);
  writeFileSync(path, `${JSON.stringify({ ...owner, endpoints })}\n`, { mode: 0o600, flag: 'wx' });
  const takeBack = (): void => rmSync(path, { force: true });
  const atExit = (code: number): void => {
    if (code === 0) takeBack();
  };
  process.once('exit', atExit);
  return () => {
    process.off('exit', atExit);
    takeBack();
  };
}

/** The endpoints of this user's commands that run in the folder now. A note of another user, of an ended process or without sense counts nothing. */
export const findApprovedEndpoints = (stateFolder: string): AllowedEndpoint[] =>
  readNotes(folderOf(stateFolder)).flatMap(({ approval }) => (isAlive(approval) ? approval.endpoints : []));

/** The endpoints of this user's commands that were killed or ended before their work did: their runs wait for them. */
export const findInterruptedEndpoints = (stateFolder: string): AllowedEndpoint[] =>
  readNotes(folderOf(stateFolder)).flatMap(({ approval }) => (isAlive(approval) ? [] : approval.endpoints));

/** Notes of ended commands that say nothing beyond the new ones. */
function removeOutlived(folder: string, endpoints: readonly AllowedEndpoint[]): void {
  for (const { path, approval } of readNotes(folder)) {
    if (!isAlive(approval) && approval.endpoints.every((pair) => isIn(pair, endpoints))) rmSync(path, { force: true });
  }
}

function readNotes(folder: string): { path: string; approval: z.infer<typeof ApprovalSchema> }[] {
  return listNotes(folder).flatMap((path) => {
    try {
      if (getuid !== undefined && statSync(path).uid !== getuid()) return [];
      return [{ path, approval: ApprovalSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) }];
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
