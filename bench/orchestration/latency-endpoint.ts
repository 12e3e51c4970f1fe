import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { sayWhatIsAsked } from '../../test/doubles/obedient-model.ts';

// An OpenAI-compatible endpoint as a process of its own: every answer is good and takes exactly `latencyMs` from the request's last byte.
// Started as `latency-endpoint.ts LATENCY_MS`; prints its base URL. GET /counts returns what it counted since it was last asked.

const latencyMs = z.coerce.number().positive().parse(process.argv[2]);

const RequestSchema = z.looseObject({
  messages: z.array(z.looseObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
  seed: z.number().optional(),
});

let calls = 0;
let inFlight = 0;
let mostInFlight = 0;
let firstAtMs: number | null = null;
let lastAtMs: number | null = null;

const server = createServer((request, response) => {
  void (request.method === 'GET' ? tellCounts(response) : answer(request, response));
});
server.keepAliveTimeout = 120_000;
server.listen(Number(process.argv[3] ?? 0), '127.0.0.1', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  console.log(`http://127.0.0.1:${address.port}/v1`);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const atMs = performance.now();
  firstAtMs ??= atMs;
  calls += 1;
  inFlight += 1;
  mostInFlight = Math.max(mostInFlight, inFlight);
  const chat = RequestSchema.parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
  const content = sayWhatIsAsked(chat);
  await sleep(latencyMs - (performance.now() - atMs));
  inFlight -= 1;
  lastAtMs = performance.now();
  send(response, {
    id: 'c1',
    object: 'chat.completion',
    created: 0,
    model: 'fixed-latency',
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 11, completion_tokens: 3, total_tokens: 14 },
  });
}

async function tellCounts(response: ServerResponse): Promise<void> {
  send(response, {
    calls,
    mostInFlight,
    spanMs: firstAtMs === null || lastAtMs === null ? 0 : lastAtMs - firstAtMs,
  });
  [calls, mostInFlight, firstAtMs, lastAtMs] = [0, inFlight, null, null];
}

function send(response: ServerResponse, body: object): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}
