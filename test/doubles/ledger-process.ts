import { setTimeout as sleep } from 'node:timers/promises';
import { createLedger } from '../../activities/dialogs/open-ledger.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { RunRefSchema } from '../../schemas/run-ref.ts';

/** A worker that does nothing but pay: `RUNS-ROOT RUN-ID NANO-USD`. Says `ready`, then how many calls it made when the budget ends. */
const [, , runsRoot, runId, nanoUsd] = process.argv;
const ledger = createLedger(openRunFolder(RunRefSchema.parse({ runsRoot, runId })));
await ledger.read();
process.stdout.write('ready\n');
let calls = 0;
const terms = {
  budget: { nanoUsd: Number(nanoUsd), tokens: null },
  longestCallMs: 300,
  nowMs: () => Date.now(),
  signal: new AbortController().signal,
};
const work = async (lane: number): Promise<void> => {
  for (let number = 0; ; number += 1) {
    const reservation = await ledger.reserve(`${process.pid}/${lane}/${number}`, { nanoUsd: 100, tokens: 100 }, terms);
    await sleep(2);
    calls += 1;
    await ledger.settle(reservation, {
      requestHash: '',
      parameters: { baseUrl: '', model: '', temperature: null, seed: null, maxTokens: null, format: 'text' },
      answer: '',
      finishReason: null,
      promptTokens: 1,
      cachedTokens: 0,
      completionTokens: 1,
      costUsd: 60e-9,
      latencyMs: 2,
      failure: null,
    });
  }
};
const ends = await Promise.allSettled(Array.from({ length: 8 }, (_, lane) => work(lane)));
const reasons = ends.map((end) => (end.status === 'rejected' && end.reason instanceof Error ? end.reason.name : '?'));
process.stdout.write(`${JSON.stringify({ calls, reasons: [...new Set(reasons)] })}\n`);
