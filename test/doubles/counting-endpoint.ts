import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';

export interface CountingEndpoint {
  baseUrl: string;
  /** Request hash of every call that came, in order, as the run's journals know it. */
  countCalls(): Promise<string[]>;
  /** The header `Authorization` of every call, in the same order; empty where none came. */
  listKeys(): Promise<string[]>;
  /** Calls whose answer a client did not have when it was stopped, at that time of `process.hrtime`. Each is listed once. */
  countInFlight(stoppedAtNs: bigint): Promise<string[]>;
  close(): Promise<void>;
}

export type Question =
  { kind: 'count' } | { kind: 'keys' } | { kind: 'close' } | { kind: 'in-flight'; stoppedAtNs: string };

export interface Answer {
  words: string[];
}

const OpenedSchema = z.strictObject({ baseUrl: z.string() });
const AnswerSchema = z.strictObject({ words: z.array(z.string()) });

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** An obedient model behind an OpenAI-compatible endpoint in another process, which counts what it is asked. */
export async function startCountingEndpoint(latencyMs: number): Promise<CountingEndpoint> {
  const script = fileURLToPath(new URL('counting-endpoint-process.ts', import.meta.url));
  const child = fork(script, [String(latencyMs)], { execArgv: ['--import', tsx] });
  const next = async (): Promise<unknown> => (await once(child, 'message'))[0];
  const { baseUrl } = OpenedSchema.parse(await next());
  const ask = async (question: Question): Promise<string[]> => {
    const answered = next();
    child.send(question);
    return AnswerSchema.parse(await answered).words;
  };
  return {
    baseUrl,
    countCalls: () => ask({ kind: 'count' }),
    listKeys: () => ask({ kind: 'keys' }),
    countInFlight: (stoppedAtNs) => ask({ kind: 'in-flight', stoppedAtNs: String(stoppedAtNs) }),
    async close() {
      const ended = once(child, 'exit');
      child.send({ kind: 'close' } satisfies Question);
      await ended;
    },
  };
}
