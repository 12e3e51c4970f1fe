import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { StudioFailure } from '../../schemas/failure.ts';
import { describeTemporalConfig, readTemporalConfig, type TemporalConfig } from '../../temporal.config.ts';
import { findOnPath } from './find-executable.ts';
import { findInstalledServer } from './find-server-binary.ts';
import { localNamespace, readFolderId } from '../temporal/folder-identity.ts';
import { isErrorCode } from '../storage/error-code.ts';
import { reachServer } from './reach-server.ts';
import { readServerState } from './stop-server.ts';

export interface ServerCheck {
  check: string;
  ok: boolean;
  detail: string;
  /** What to do about it; empty when ok. */
  remedy: string;
}

/** The Temporal side of `doctor`: looks, starts nothing, installs nothing, and never throws for what it is there to find. */
export async function findServerProblems({
  stateFolder,
  env,
  reachTimeoutMs = 5_000,
}: {
  stateFolder: string;
  env: NodeJS.ProcessEnv;
  reachTimeoutMs?: number;
}): Promise<ServerCheck[]> {
  let config: TemporalConfig;
  try {
    config = readTemporalConfig(env);
  } catch (error) {
    if (!(error instanceof StudioFailure)) throw error;
    return [failed('Temporal configuration', error.message, error.details.remedy ?? '')];
  }
  const configuration = passed('Temporal configuration', describeTemporalConfig(config));
  if (config.address !== undefined)
    return [configuration, await checkGivenServer(config, config.address, reachTimeoutMs)];
  return [
    configuration,
    await checkBinary(env),
    await checkStateFolder(stateFolder),
    await checkLocalServer(stateFolder, reachTimeoutMs),
  ];
}

async function checkGivenServer(config: TemporalConfig, address: string, reachMs: number): Promise<ServerCheck> {
  const check = 'Temporal server';
  try {
    const { namespace } = await reachServer(config.connectionOptions(), config.namespace, reachMs);
    if (namespace === 'missing') {
      const remedy = 'Set TEMPORAL_NAMESPACE to one that it has, or create it there.';
      return failed(check, `${address} answers, but has no namespace ${config.namespace}`, remedy);
    }
    return passed(
      check,
      `${address} answers, namespace ${config.namespace} ${namespace === 'found' ? 'exists' : 'not shown'}`,
    );
  } catch (error) {
    const remedy = 'Check TEMPORAL_ADDRESS and its credentials; unset it to have a server started here.';
    return failed(check, `${address} does not answer: ${reasonOf(error)}`, remedy);
  }
}

async function checkBinary(env: NodeJS.ProcessEnv): Promise<ServerCheck> {
  const check = 'Temporal server binary';
  const { found, reasons } = await findInstalledServer(env);
  if (found !== undefined) return passed(check, `${found.place}: ${found.binary} (${found.version})`);
  if ((await findOnPath('go', env)) !== undefined) {
    return passed(
      check,
      `${reasons.join('; ')}; the first launch downloads it or builds it with Go (about six minutes)`,
    );
  }
  const remedy = 'The first launch tries the official download; without internet put the Temporal CLI or Go on PATH.';
  return failed(check, `${reasons.join('; ')}; no Go on PATH`, remedy);
}

async function checkStateFolder(stateFolder: string): Promise<ServerCheck> {
  const check = 'Temporal data folder';
  try {
    const existing = await findExisting(resolve(stateFolder));
    if (!(await stat(existing)).isDirectory()) throw new Error(`${existing} is not a folder`);
    await access(existing, constants.W_OK);
    return passed(check, stateFolder);
  } catch (error) {
    return failed(check, reasonOf(error), 'Make the folder writable, or choose another folder for the runs.');
  }
}

/** The path itself or the nearest above it; the first launch creates what is missing below. */
async function findExisting(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (error) {
    const absent = isErrorCode(error, 'ENOENT') || isErrorCode(error, 'ENOTDIR');
    if (!absent || dirname(path) === path) throw error;
    return findExisting(dirname(path));
  }
}

async function checkLocalServer(stateFolder: string, reachMs: number): Promise<ServerCheck> {
  const check = 'Temporal server';
  const { running, users, folder } = await readServerState(stateFolder);
  if (running === undefined) return passed(check, 'none runs here; a launch starts one');
  try {
    const namespace = await localNamespace(stateFolder, (await readFolderId(stateFolder)) ?? '');
    const reached = await reachServer({ address: running.address }, namespace, reachMs);
    if (reached.namespace === 'missing') throw new Error('another folder’s server has its port');
    const ui = running.uiAddress === null ? 'no UI' : `UI ${running.uiAddress}`;
    return passed(check, `${running.address} answers, ${ui}, used by ${users.length} process(es)`);
  } catch (error) {
    return failed(
      check,
      `process ${running.pid} at ${running.address} does not answer: ${reasonOf(error)}`,
      `Read ${folder.log}; convrec server stop --force ends it, and the next launch starts it again with its data.`,
    );
  }
}

function passed(check: string, detail: string): ServerCheck {
  return { check, ok: true, detail, remedy: '' };
}

function failed(check: string, detail: string, remedy: string): ServerCheck {
  return { check, ok: false, detail, remedy };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
