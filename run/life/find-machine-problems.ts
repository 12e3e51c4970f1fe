import { randomUUID } from 'node:crypto';
import { access, mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { findOnPath } from '../../infra/local-server/find-executable.ts';
import type { ServerCheck as Check } from '../../infra/local-server/find-server-problems.ts';

/** Round figures well above what the bundled sample needs; larger inputs need more of both. */
const minimumDiskBytes = 1e9;
const minimumMemoryBytes = 1e9;
const oldestNode = [20, 19] as const;

/** Node, memory, disk, the folder of the runs, and what building the server would need. Leaves nothing behind. */
export async function findMachineProblems(runsRoot: string, env: NodeJS.ProcessEnv): Promise<Check[]> {
  return [
    checkNode(),
    checkMemory(),
    await checkRunsRoot(runsRoot),
    await checkDisk(runsRoot),
    await checkBuildTools(env),
  ];
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  const remedy = ok ? '' : `Install Node ${oldestNode.join('.')} or newer.`;
  return { check: 'Node', ok, detail: process.versions.node, remedy };
}

function checkMemory(): Check {
  const constrained = process.constrainedMemory();
  const total = constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
  const ok = total >= minimumMemoryBytes;
  return {
    check: 'Memory',
    ok,
    detail: `${inGigabytes(total)} for this process, ${inGigabytes(freemem())} of the machine free`,
    remedy: ok ? '' : `Give it ${inGigabytes(minimumMemoryBytes)} or more.`,
  };
}

async function checkRunsRoot(runsRoot: string): Promise<Check> {
  const check = 'Runs folder';
  const folder = await findExisting(runsRoot);
  const probe = join(folder, `.convrec-doctor-${randomUUID()}`);
  try {
    await mkdir(probe);
    await writeFile(join(probe, 'probe'), 'x');
    return { check, ok: true, detail: folder === runsRoot ? runsRoot : `${runsRoot} (a launch makes it)`, remedy: '' };
  } catch (error) {
    const detail = `${folder} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
    return {
      check,
      ok: false,
      detail,
      remedy: 'Make it writable, or name another folder with --runs or CONVREC_RUNS.',
    };
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
}

async function checkDisk(runsRoot: string): Promise<Check> {
  const { bavail, bsize } = await statfs(await findExisting(runsRoot));
  const free = bavail * bsize;
  const ok = free >= minimumDiskBytes;
  const remedy = ok ? '' : 'Make room, or name a folder on another disk with --runs.';
  return { check: 'Disk', ok, detail: `${inGigabytes(free)} free for ${runsRoot}`, remedy };
}

/** Never a failure: only a server that is neither installed nor downloaded is built. */
async function checkBuildTools(env: NodeJS.ProcessEnv): Promise<Check> {
  const found = await Promise.all(
    ['go', 'git'].map(async (name) => `${name} ${(await findOnPath(name, env)) ?? 'not on PATH'}`),
  );
  return {
    check: 'Build tools',
    ok: true,
    detail: `${found.join(', ')} (used only to build a Temporal server)`,
    remedy: '',
  };
}

/** The folder itself or the nearest one above it that is there. */
async function findExisting(folder: string): Promise<string> {
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  return isThere || dirname(folder) === folder ? folder : findExisting(dirname(folder));
}

const inGigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
