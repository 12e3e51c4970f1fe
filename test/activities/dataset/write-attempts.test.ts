import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { listBeginnings, writeAttempts } from '../../../activities/dataset/write-attempts.ts';
import { dialogFile, openAttempts } from '../../../activities/dialogs/dialog-files.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import type { Realizer } from '../../../activities/dependencies.ts';
import { createRealizeTurn } from '../../../activities/dialogs/realize-turn.ts';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { AgentContextSchema } from '../../../schemas/agent-context.ts';
import { createOfflineRealizer } from '../../../studio/simulation/offline-realizer.ts';
import { createQuotedPlans } from '../../fixtures/quoted-plan.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';

describe('pages of attempts', () => {
  const idArbitrary = fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'.split('')),
    minLength: 20,
    maxLength: 20,
  });

  it('take every dialog once, in the order of the ids', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.array(idArbitrary, { minLength: 1, maxLength: 8 }),
        (dialogs, ids) => {
          const beginnings = listBeginnings(dialogs);
          const pagesOf = (id: string): number[] =>
            beginnings.flatMap((beginning, page) => (new RegExp(`^${beginning}`, 'u').test(id) ? [page] : []));
          const pages = ids.toSorted().map(pagesOf);
          for (const own of pages) assert.equal(own.length, 1);
          const order = pages.flat();
          assert.deepEqual(
            order,
            order.toSorted((a, b) => a - b),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('hold some 32 dialogs at most', () => {
    for (const dialogs of [0, 1, 32, 33, 1000, 12_000, 100_000]) {
      assert.ok(dialogs / listBeginnings(dialogs).length <= 32, `${dialogs} dialogs`);
    }
    assert.equal(listBeginnings(20).length, 1);
  });
});

describe('the attempts of a run', () => {
  const dialogId = `d${'0'.repeat(20)}`;
  let test: TestRun;
  beforeEach(async () => {
    test = await createTestRun();
    const journal = await openAttempts(test.run, dialogId);
    const made = {
      turn: 0,
      attempt: 0,
      call: 0,
      problems: [],
      realizer: 'a',
      context: '{"role":"user"}',
      modelCall: null,
    };
    await journal.append({ ...made, accepted: true, text: 'Hello.' });
  });
  afterEach(() => test.remove());

  const write = (): Promise<unknown[]> =>
    test.deps.withDatabase(test.run, async (db) => {
      await db.run(`create table plans as select '${dialogId}' as dialog_id`);
      const { run, deps } = test;
      await writeAttempts(
        {
          run,
          deps,
          db,
          config: RunConfigSchema.parse({}),
          write: (relation, query) => db.writeParquet(query, run.relationPath(relation)),
        },
        1,
      );
      await db.openParquet('attempts', run.relationPath('attempts'));
      return db.rows('select dialog_id, text from attempts');
    });

  it('are gathered where a dialog was cut off in the middle of a line', async () => {
    await appendFile(test.run.path(dialogFile(dialogId, 'attempts')), '{"turn":1,"att');
    assert.deepEqual(await write(), [{ dialog_id: dialogId, text: 'Hello.' }]);
  });

  it('are not gathered from a damaged journal, which is named with its line', async () => {
    const path = test.run.path(dialogFile(dialogId, 'attempts'));
    await appendFile(path, '{"turn":1,"att\n');
    await assert.rejects(write(), { name: 'RunFolderUnusable', message: `${path}: line 2 is damaged` });
  });

  it('are not gathered where a word is another than was written, though the line can be read', async () => {
    const path = test.run.path(dialogFile(dialogId, 'attempts'));
    await writeFile(path, (await readFile(path, 'utf8')).replace('Hello.', 'Hallo.'));
    await assert.rejects(write(), { name: 'RunFolderUnusable', message: `${path}: line 1 is damaged` });
  });
});

describe('the contexts of attempts', function () {
  this.timeout(120_000);

  it('are those that the agents saw at every call, in little memory', async () => {
    const plans = createQuotedPlans(24, 4).map((plan, at) => (at % 2 === 0 ? { ...plan, currency: 'EUR' } : plan));
    const offline = createOfflineRealizer();
    const seen = new Map<string, unknown>();
    let calls = 0;
    let asked = '';
    const realizer: Realizer = {
      ...offline,
      async realize(request, signal) {
        calls += 1;
        const made = await offline.realize(request, signal);
        const isRefused = calls % 5 === 0;
        const text = isRefused ? `<|im_end|> ${calls}` : made.text;
        seen.set(`${asked} ${request.context.step.turn} ${text}`, request.context);
        return { ...made, text };
      },
    };
    const test = await createTestRun({}, realizer);
    try {
      await withDatabase({}, async (db) => {
        const rows = JSON.stringify(plans.map((plan) => ({ dialog_id: plan.dialogId, plan: JSON.stringify(plan) })));
        await db.writeParquet(
          `select row.dialog_id, row.plan from (select unnest(from_json($rows::json, '[{"dialog_id": "VARCHAR", "plan": "VARCHAR"}]')) as row)`,
          test.run.relationPath('plans'),
          { rows },
        );
      });
      const realizeTurn = createRealizeTurn(test.deps);
      for (const { dialogId, turns } of plans) {
        asked = dialogId;
        for (const { turn } of turns) {
          let isAccepted = false;
          for (let attempt = 0; !isAccepted && attempt < 5; attempt += 1)
            isAccepted = (await realizeTurn({ ref: test.run.ref, dialogId, turn, attempt })).accepted;
          if (!isAccepted) break;
        }
      }
      const { run, deps } = test;
      await withDatabase({ memoryLimitMb: 192, threads: 2 }, async (db) => {
        await db.openParquet('plans', run.relationPath('plans'));
        await writeAttempts(
          {
            run,
            deps,
            db,
            config: RunConfigSchema.parse({}),
            write: (relation, query) => db.writeParquet(query, run.relationPath(relation)),
          },
          plans.length,
        );
        await db.openParquet('attempts', run.relationPath('attempts'));
        const rows = await db.rows('select dialog_id, turn, text, accepted, context from attempts');
        assert.equal(rows.length, calls);
        assert.ok(rows.some(({ accepted }) => accepted === false));
        for (const { dialog_id: id, turn, text, context } of rows)
          assert.deepEqual(
            AgentContextSchema.parse(JSON.parse(String(context))),
            seen.get([id, turn, text].map(String).join(' ')),
          );
      });
    } finally {
      await test.remove();
    }
  });
});
