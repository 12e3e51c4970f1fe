import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { openRunFolder } from '../../../infra/storage/run-folder.ts';
import { compareRuns } from '../../../run/comparison/compare-runs.ts';
import { createRun } from '../../../run/life/create-run.ts';
import { RunConfigSchema } from '../../../schemas/run-config.ts';
import { convrec } from '../../cli/run-convrec.ts';
import { createFixtureRun } from '../fixture-run.ts';
import type { FixtureRun } from '../fixture-run.ts';

describe('compareRuns', () => {
  let first: FixtureRun;
  let second: FixtureRun;
  const hostile = `It's | <b>\n"x"`;
  before(async () => {
    [first, second] = [await createFixtureRun(), await createFixtureRun()];
    const sides = [
      { run: first.run, text: 'Hello there.' },
      { run: second.run, text: hostile },
    ];
    await withDatabase({ threads: 1 }, async (db) => {
      for (const { run, text } of sides) {
        await db.writeParquet(
          `select * from (values ('d1', 'accepted', 'left'), ('d2', 'failed', 'left')) d(dialog_id, status, outcome)`,
          run.relationPath('dialogs'),
        );
        await db.writeParquet(
          `select *, [] as cites from (values ('d1', 0, 'user', 'Hi.'), ('d1', 1, 'system', $text)) t(dialog_id, turn, speaker, text)`,
          run.relationPath('turns'),
          { text },
        );
        await db.writeParquet(
          `select *, 100::bigint as prompt_tokens, 5::bigint as completion_tokens, 0.25 as cost_usd, null::varchar as failure
             from (values ('d1', 0, 0, true), ('d1', 1, 0, false), ('d1', 1, 1, true)) a(dialog_id, turn, attempt, accepted)`,
          run.relationPath('attempts'),
        );
      }
    });
  });
  after(async () => {
    await first.remove();
    await second.remove();
  });

  it('reads what differs out of two runs’ files, with the texts of the turns', async () => {
    const { figures, shared, same, differences, settings, turns } = await compareRuns(first.run, second.run);
    assert.deepEqual([shared, same, settings], [2, 1, []]);
    assert.deepEqual(differences, [{ dialogId: 'd1', what: 'text', turn: 1 }]);
    assert.deepEqual(turns, [{ dialogId: 'd1', turn: 1, a: 'Hello there.', b: hostile }]);
    const value = (name: string) => figures.find(({ figure }) => figure === name)?.a?.value;
    assert.deepEqual(
      ['accepted_rate', 'first_attempt_pass_rate', 'prompt_tokens', 'cost_usd', 'turns'].map(value),
      [0.5, 0.5, 300, 0.75, 2],
    );
  });

  it('is a table, a page and numbers for programs', async () => {
    const runs = ['--runs', first.runsRoot];
    const { ref } = first.run;
    const table = await convrec(['compare', ref.runId, ref.runId, ...runs]);
    assert.equal(table.code, 0, table.err);
    assert.match(table.out, /^Dialogs: 2 in both: 2 the same word for word, 0 differ; 0 only in the first/mu);
    const page = await readFile(first.run.path(`pages/compared-with-${ref.runId}.md`), 'utf8');
    assert.match(page, /^\| accepted_rate \| 0\.5 /mu);
    const json = await convrec(['compare', ref.runId, ref.runId, '--json', ...runs]);
    const metrics = JSON.parse(json.out);
    assert.equal(metrics.first.figures.accepted_rate.value, 0.5);
    assert.deepEqual(metrics.dialogs, { shared: 2, same: 2, differing: 0, only_in_first: 0, only_in_second: 0 });
  });

  it('says which run has no dialogs yet', async () => {
    const ref = { runId: 'new', runsRoot: first.runsRoot };
    await createRun({ ref, config: RunConfigSchema.parse({}), versions: { convrec: '0.0.0' } });
    await assert.rejects(compareRuns(first.run, openRunFolder(ref)), { message: /run new has no dialogs yet/u });
  });
});
