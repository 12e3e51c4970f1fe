import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';

const OpenedSchema = z.strictObject({ address: z.string(), startedByUs: z.boolean() });
const ClosedSchema = z.strictObject({ said: z.array(z.string()) });

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

const spawned = new Set<ChildProcess>();

/** After a test, which may have failed before it ended them. */
export function killOtherProcesses(): void {
  for (const child of spawned) child.kill('SIGKILL');
  spawned.clear();
}

export interface OtherProcess {
  pid: number;
  address: string;
  startedByUs: boolean;
  /** Closes its session, and returns the lines it was told. */
  close(): Promise<string[]>;
  /** Ends without closing: by `process.exit`, whose handlers run, or by SIGKILL, which nothing survives. */
  exit(): Promise<void>;
  kill(): Promise<void>;
}

export async function openInOtherProcess(stateFolder: string): Promise<OtherProcess> {
  const script = fileURLToPath(new URL('open-in-other-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', tsx, script, stateFolder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  spawned.add(child);
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
  const { address, startedByUs } = OpenedSchema.parse(await next());
  if (child.pid === undefined) throw new Error('a spawned process has no pid');
  return {
    pid: child.pid,
    address,
    startedByUs,
    close: async () => {
      child.stdin.end('close\n');
      const { said } = ClosedSchema.parse(await next());
      await ended;
      return said;
    },
    exit: async () => {
      child.stdin.end('exit\n');
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
