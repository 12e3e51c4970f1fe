import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { createFixtureRun } from '../run/fixture-run.ts';
import type { FixtureRun } from '../run/fixture-run.ts';
import { convrec } from './run-convrec.ts';

describe('convrec forget', () => {
  let fixture: FixtureRun;
  before(async () => {
    fixture = await createFixtureRun();
  });
  after(() => fixture.remove());

  const forget = (...args: string[]): ReturnType<typeof convrec> =>
    convrec(['forget', ...args, '--runs', fixture.runsRoot]);

  it('refuses what it cannot do before anything is made, and says what to do', async () => {
    const { runId } = fixture.run.ref;
    const manifest = await fixture.run.readManifest();
    assert.ok(manifest !== undefined);
    await fixture.run.writeManifest({ ...manifest, status: 'running' });
    const before = await readdir(fixture.runsRoot);
    for (const [args, code, line] of [
      [[runId], 2, /nothing is named that is to be forgotten\nwhat to do Name users with --user/u],
      [['no-such-run', '--user', 'u'], 8, /there is no run no-such-run/u],
      [
        [runId, '--user', 'u', '--delete-old'],
        8,
        /has not ended, so it is not deleted\nwhat to do Leave --delete-old out/u,
      ],
    ] as const) {
      const outcome = await forget(...args);
      assert.equal(outcome.code, code, outcome.err);
      assert.match(outcome.err, line);
    }
    assert.deepEqual(await readdir(fixture.runsRoot), before);
  });

  it('explains itself', async () => {
    const { code, out } = await convrec(['forget', '--help']);
    assert.equal(code, 0);
    assert.match(
      out,
      /--user <ID\.\.\.>[\s\S]*--review <ID\.\.\.>[\s\S]*--delete-old[\s\S]*Examples:\n {2}convrec forget/u,
    );
  });
});
