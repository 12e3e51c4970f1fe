import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export interface FixedLatency {
  baseUrl: string;
  /** Since it was last asked. */
  readCounts(): Promise<Counts>;
  end(): void;
}

const CountsSchema = z.object({ calls: z.number(), mostInFlight: z.number() });
export type Counts = z.infer<typeof CountsSchema>;

/** `latency-endpoint.ts` as a process of its own: it takes no time of the process that waits for it. */
export async function startFixedLatency(latencyMs: number): Promise<FixedLatency> {
  const script = fileURLToPath(new URL('latency-endpoint.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, String(latencyMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line]: unknown[] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the endpoint ended with ${code}`))),
  ]);
  const baseUrl = String(line).trim();
  return {
    baseUrl,
    readCounts: async () => CountsSchema.parse(await (await fetch(`${baseUrl}/counts`)).json()),
    end: () => {
      child.kill();
    },
  };
}
