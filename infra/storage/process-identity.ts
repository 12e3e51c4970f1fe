import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:process';
import { z } from 'zod';

// Synchronous throughout: each look takes a few milliseconds at most, and the exit handler cannot wait.

export const ProcessIdentitySchema = z.strictObject({
  pid: z.number().int().positive(),
  /** Boot and start time as the system states them; an opaque text that differs when the pid is used again. */
  startedAt: z.string().min(1),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentitySchema>;

/** Undefined when no such process runs; one that has ended and waits to be reaped counts as ended. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const startedAt = platform === 'linux' ? readLinuxStart(pid) : readPsStart(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

export function identifyThisProcess(): ProcessIdentity {
  const identity = identifyProcess(process.pid);
  if (identity === undefined) throw new Error(`cannot read the start time of this process (${process.pid})`);
  return identity;
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.startedAt === identity.startedAt;
}

/** Memory that a process has in use, bytes; 0 when it has ended. */
export function residentBytes(pid: number): number {
  if (platform !== 'linux') return Number(runPs(['-o', 'rss=', '-p', String(pid)]).trim()) * 1024;
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/mu.exec(readOrUndefined(`/proc/${pid}/status`) ?? '') ?? [];
  return Number(kilobytes ?? 0) * 1024;
}

/** Pids of this machine's processes whose command line holds every one of `texts`. */
export function findProcesses(texts: readonly string[]): number[] {
  const commandLines = platform === 'linux' ? readLinuxCommandLines() : readPsCommandLines();
  return commandLines.filter(({ line }) => texts.every((text) => line.includes(text))).map(({ pid }) => pid);
}

function readLinuxStart(pid: number): string | undefined {
  const stat = readOrUndefined(`/proc/${pid}/stat`);
  // The command name (field 2) may itself hold spaces and brackets, so fields are counted from its last bracket.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, threads, startTicks] = [fields?.[0], fields?.[17], fields?.[19]];
  if (state === undefined || startTicks === undefined) return undefined;
  // A process whose first thread has ended keeps its files and ports until the last of its threads has.
  if ((state === 'Z' || state === 'X') && Number(threads) <= 1) return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${startTicks}`;
}

function readPsStart(pid: number): string | undefined {
  const [state, ...start] = runPs(['-o', 'stat=,lstart=', '-p', String(pid)])
    .trim()
    .split(/\s+/u);
  return start.length === 0 || state?.startsWith('Z') === true ? undefined : start.join(' ');
}

interface CommandLine {
  pid: number;
  /** Arguments joined by spaces, one after the last as well. */
  line: string;
}

function readLinuxCommandLines(): CommandLine[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((name) => ({
      pid: Number(name),
      line: (readOrUndefined(`/proc/${name}/cmdline`) ?? '').replaceAll('\0', ' '),
    }));
}

function readPsCommandLines(): CommandLine[] {
  const lines = runPs(['-axwwo', 'pid=,args=']).split('\n');
  return lines.flatMap((text) => {
    const [, pid, line] = /^\s*(\d+)\s+(.*)$/u.exec(text) ?? [];
    return pid === undefined || line === undefined ? [] : [{ pid: Number(pid), line: `${line} ` }];
  });
}

/** Empty when ps names no process: it then ends with status 1. */
function runPs(options: string[]): string {
  try {
    return execFileSync('ps', options, { encoding: 'utf8', maxBuffer: 32 * 1024 * 1024 });
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 1) return '';
    throw error;
  }
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended meanwhile.
    return undefined;
  }
}
