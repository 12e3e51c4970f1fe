import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLedger, ledgerFile } from '../../../activities/dialogs/open-ledger.ts';
import type { Terms } from '../../../activities/dialogs/open-ledger.ts';
import { openAttempts } from '../../../activities/dialogs/dialog-files.ts';
import { sumReserved } from '../../../studio/spending/fold-ledger.ts';
import type { ModelCall } from '../../../schemas/model-call.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';

const call = (differs: Partial<ModelCall> = {}): ModelCall => ({
  requestHash: 'h',
  parameters: { baseUrl: 'http://x', model: 'm', temperature: 1, seed: 1, maxTokens: 10, format: 'text' },
  answer: 'yes',
  finishReason: 'stop',
  promptTokens: 30,
  cachedTokens: 0,
  completionTokens: 10,
  costUsd: 40e-9,
  latencyMs: 1,
  failure: null,
  ...differs,
});
const unanswered = (status: number | null, message = 'cut'): ModelCall =>
  call({
    answer: null,
    promptTokens: null,
    completionTokens: null,
    costUsd: null,
    failure: { name: 'ModelUnavailable', status, message },
  });
const terms = (nanoUsd: number | null, differs: Partial<Terms> = {}): Terms => ({
  budget: { nanoUsd, tokens: null },
  longestCallMs: 0,
  nowMs: () => Date.now() + 1000,
  signal: new AbortController().signal,
  ...differs,
});

const bound = { nanoUsd: 100, tokens: 100 };

describe('the ledger of a run', () => {
  let test: TestRun;
  beforeEach(async () => {
    test = await createTestRun();
  });
  afterEach(() => test.remove());

  const open = () => createLedger(test.run);

  it('lets no call wait for its reservation to be written where there is no budget, unless the last line could not be', async () => {
    let gate: Promise<unknown> = Promise.resolve();
    let isFull = false;
    const appendLine = async (file: string, line: string): Promise<void> => {
      await gate;
      if (isFull) throw new Error('ENOSPC');
      return test.run.appendLine(file, line);
    };
    const ledger = createLedger({ ...test.run, appendLine });
    await ledger.settle(await ledger.reserve('d/0', bound, terms(null)), call());
    const passage = new EventEmitter();
    gate = once(passage, 'open');
    const reservation = await ledger.reserve('d/1', bound, terms(null));
    const settled = ledger.settle(reservation, call());
    passage.emit('open');
    await settled;
    const lines = ((await test.run.readText(ledgerFile)) ?? '').split('\n');
    const places = ['reservation', 'settlement'].map((kind) =>
      lines.findIndex((line) => line.includes(reservation.id) && line.includes(kind)),
    );
    assert.ok((places[0] ?? 0) > 0 && (places[0] ?? 0) < (places[1] ?? 0), lines.join('\n'));
    assert.equal((await ledger.read()).open.size, 0);

    isFull = true;
    const unwritten = await ledger.reserve('d/2', bound, terms(null));
    await assert.rejects(ledger.settle(unwritten, call()), /ENOSPC/u);
    await assert.rejects(ledger.reserve('d/3', bound, terms(null)), /ENOSPC/u);
  });

  it('lets no budget be passed by several workers that ask at once', async () => {
    const workers = [open(), open(), open()];
    let made = 0;
    const lanes = workers.flatMap((ledger, worker) =>
      Array.from({ length: 6 }, async (_, lane) => {
        for (let number = 0; ; number += 1) {
          const reservation = await ledger.reserve(`${worker}/${lane}/${number}`, bound, terms(5000)).catch(String);
          if (typeof reservation === 'string') return;
          made += 1;
          await ledger.settle(reservation, call());
        }
      }),
    );
    await Promise.all(lanes);
    const states = await Promise.all(workers.map((ledger) => ledger.read()));
    assert.deepEqual(new Set(states.map(({ nanoUsd, open: { size } }) => `${nanoUsd} ${size}`)).size, 1);
    assert.equal(states[0]?.nanoUsd, made * 40);
    assert.ok(made * 40 <= 5000 && made > 100, `${made} calls`);
  });

  it('is kept by several processes, one of which is killed', async function () {
    this.timeout(60_000);
    const budget = 300_000;
    const script = fileURLToPath(new URL('../../doubles/ledger-process.ts', import.meta.url));
    const { runsRoot, runId } = test.run.ref;
    const workers = [0, 1, 2].map(() => {
      const worker = spawn(process.execPath, ['--import', 'tsx', script, runsRoot, runId, String(budget)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      return { worker, out: text(worker.stdout), ended: once(worker, 'close') };
    });
    const [first, ...others] = workers;
    assert.ok(first);
    const isPaid = async (): Promise<boolean> => (await open().read()).nanoUsd > 60_000;
    while (!(await isPaid())) await sleep(50);
    first.worker.kill('SIGKILL');
    await Promise.all(workers.map(({ ended }) => ended));
    const state = await open().read();
    const reserved = sumReserved(state).nanoUsd;
    assert.ok(state.nanoUsd + reserved <= budget, `${state.nanoUsd} spent, ${reserved} reserved`);
    assert.ok(state.nanoUsd + reserved > budget - 100, 'it is used up');
    assert.ok(state.open.size <= 8, 'only what the killed one had under way is left open');
    let calls = 0;
    for (const { out } of others) {
      const { reasons, ...made } = JSON.parse((await out).trimEnd().split('\n').at(-1) ?? '');
      assert.deepEqual(reasons, ['BudgetSpent']);
      calls += made.calls;
    }
    assert.ok(calls > 0 && calls * 60 <= state.nanoUsd);
  });

  it('waits for a call under way that may leave room, and says what was spent when none does', async () => {
    const [first, second] = [open(), open()];
    const reservation = await first.reserve('a', bound, terms(150));
    const waiting = second.reserve('b', bound, terms(150, { longestCallMs: 60_000 }));
    await first.settle(reservation, call());
    await waiting;
    await assert.rejects(first.reserve('c', bound, terms(120)), {
      name: 'BudgetSpent',
      message: /0\.0000 of 0\.0000 USD spent, 0\.0000 reserved; the next call may take/u,
    });
  });

  it('gives up waiting when the worker stops', async () => {
    const ledger = open();
    await ledger.reserve('a', bound, terms(150));
    const controller = new AbortController();
    const waiting = ledger.reserve('b', bound, terms(150, { longestCallMs: 60_000, signal: controller.signal }));
    controller.abort(new Error('stopped'));
    await assert.rejects(waiting, /stopped/u);
  });

  it('counts in full what was under way when a worker was killed, after a restart too', async () => {
    await open().reserve('d1/0/0/0', bound, terms(150));
    await assert.rejects(open().reserve('d1/0/0/0', bound, terms(150)), { name: 'BudgetSpent' });
    await open().reserve('d1/0/0/0', bound, terms(200));
    assert.equal((await open().read()).open.size, 2);
  });

  it('settles from the journal what was kept before its worker was killed', async () => {
    await open().reserve('d1/0/0/0', bound, terms(150));
    await open().settleKept('d1/0/0/0', call());
    await open().settleKept('d1/0/0/0', call());
    const state = await open().read();
    assert.deepEqual([state.nanoUsd, state.open.size], [40, 0]);
  });

  it('bills nothing for what the endpoint turned down, and the most for what was cut', async () => {
    const ledger = open();
    const bill = async (made: ModelCall): Promise<number> => {
      const before = (await ledger.read()).nanoUsd;
      await ledger.settle(await ledger.reserve('a', bound, terms(null)), made);
      return (await ledger.read()).nanoUsd - before;
    };
    assert.equal(await bill(unanswered(429)), 0);
    assert.equal(await bill(unanswered(null, 'could not be asked: ECONNREFUSED')), 0);
    assert.equal(await bill(unanswered(null)), 100);
    assert.equal(await bill(call({ failure: { name: 'ModelRefused', status: null, message: 'no' } })), 40);
  });

  it('begins with what the journals of an older run hold', async () => {
    const attempt = {
      turn: 0,
      attempt: 0,
      call: 0,
      accepted: true,
      text: 'x',
      problems: [],
      realizer: 'r',
      context: null,
    };
    for (const dialogId of ['d00000000000000000001', 'd00000000000000000002']) {
      const journal = await openAttempts(test.run, dialogId);
      await journal.append({ ...attempt, modelCall: call() });
      await journal.append({ ...attempt, call: 1, accepted: false, modelCall: unanswered(503) });
    }
    const states = await Promise.all([open().read(), open().read()]);
    for (const { nanoUsd, tokens, uncounted } of states) assert.deepEqual([nanoUsd, tokens, uncounted], [80, 80, 0]);
  });

  it('reads on past a torn line', async () => {
    const ledger = open();
    await ledger.settle(await ledger.reserve('a', bound, terms(150)), call());
    await appendFile(test.run.path(ledgerFile), '{"kind":"reserv');
    await ledger.settle(await ledger.reserve('b', bound, terms(150)), call());
    assert.equal((await open().read()).nanoUsd, 80);
  });

  it('names itself where a line that was written to its end is another now', async () => {
    const ledger = open();
    await ledger.settle(await ledger.reserve('a', bound, terms(150)), call());
    const path = test.run.path(ledgerFile);
    const written = await readFile(path, 'utf8');
    for (const damaged of [
      written.replace('"tokens":', '"tokens":1'),
      written.replace('"kind":"settlement"', '"kind":"settlement'),
    ]) {
      assert.notEqual(damaged, written);
      await writeFile(path, damaged);
      await assert.rejects(open().read(), {
        name: 'RunFolderUnusable',
        message: `${path} is damaged: a line is not what was written there`,
      });
    }
  });

  it('says how to keep a budget where the price is unknown', async () => {
    await assert.rejects(open().reserve('a', { nanoUsd: null, tokens: 5 }, terms(100)), {
      name: 'InvalidRunConfig',
      message: /no known price/u,
    });
  });
});
