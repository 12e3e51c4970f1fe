import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createServerEnv } from '../infra/local-server/server-under-test.ts';

export interface ConvrecProcess {
  pid: number;
  /** Standard output and error so far. */
  said(): string;
  /** Resolves when `pattern` was said; rejects when the process ends before. */
  until(pattern: RegExp): Promise<void>;
  /** The exit code; null after a signal. */
  ended: Promise<number | null>;
  /** SIGTERM, as a person's Ctrl+C; resolves once it has ended. */
  end(): Promise<void>;
}

const command = fileURLToPath(new URL('../../cli/convrec.mjs', import.meta.url));
const running = new Set<number>();

/** The real command line in a process of its own. */
export function startConvrec(args: readonly string[], env: NodeJS.ProcessEnv = {}): ConvrecProcess {
  const child = spawn(process.execPath, [command, ...args], {
    env: { ...createServerEnv(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('a spawned process has no pid');
  running.add(pid);
  let said = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(pid);
      resolve(code);
    });
  });
  return {
    pid,
    said: () => said,
    ended,
    async end() {
      child.kill('SIGTERM');
      await ended;
    },
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(said)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`convrec ${args[0]} ended without ${pattern}:\n${said}`)));
      }),
  };
}

/** After a test, which may have failed before it ended them. */
export function killConvrecProcesses(): void {
  for (const pid of running) process.kill(pid, 'SIGKILL');
}
