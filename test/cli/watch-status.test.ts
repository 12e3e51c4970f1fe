import assert from 'node:assert/strict';
import { watchStatus } from '../../cli/commands/watch-status.ts';
import { createTerminal } from '../../cli/output/terminal.ts';
import type { ShownStatus } from '../../cli/output/render-status.ts';
import type { RunProgress } from '../../schemas/progress.ts';
import { convrec } from './run-convrec.ts';
import { createFixtureRun } from '../run/fixture-run.ts';

const found = (status: RunProgress['status'], accepted: number, folder?: string): ShownStatus => ({
  progress: {
    runId: 'r1',
    status,
    stages: [],
    dialogs: { planned: 4, accepted, failed: 0, inWork: 0 },
  },
  source: 'its workflow',
  folder,
  modelUse: '3 calls',
});

async function watch(looks: readonly ShownStatus[], isOutTty: boolean): Promise<string> {
  let written = '';
  let at = 0;
  const terminal = {
    ...createTerminal({ NO_COLOR: '1' }),
    isOutTty,
    write: async (text: string) => {
      written += text;
    },
  };
  const context = { args: [], env: {}, folder: '/', readInput: async () => '', terminal };
  await watchStatus(async () => looks[at++] ?? assert.fail('looked on after the end'), 0, context);
  assert.equal(at, looks.length);
  return written;
}

describe('convrec status --watch', () => {
  it('writes a line whenever something changed, and ends with the run', async () => {
    const said = await watch(
      [found('running', 0), found('running', 0), found('running', 2), found('complete', 4)],
      false,
    );
    const lines = said.trimEnd().split('\n');
    assert.equal(lines.length, 3);
    assert.match(
      lines[0] ?? '',
      /^running {2}Dialogs: 4 planned, 0 accepted, 0 failed, 0 in work, 4 waiting; 3 calls$/u,
    );
    assert.match(lines[1] ?? '', /2 accepted.* dialogs a minute, .* left; 3 calls$/u);
    assert.match(lines[2] ?? '', /^complete/u);
  });

  it('draws over its own lines on a terminal, and over no other', async () => {
    const said = await watch([found('running', 0), found('running', 0, '/runs/r1'), found('failed', 1)], true);
    // Title, table head, rule, dialogs, model; then one line more.
    assert.deepEqual(
      said.split('\u001b').flatMap((part) => {
        const [, up] = /^\[(\d+)A/u.exec(part) ?? [];
        return up === undefined ? [] : [Number(up)];
      }),
      [5, 6],
    );
  });

  it('ends at once where the run has ended, and refuses what is no time', async () => {
    const fixture = await createFixtureRun();
    try {
      const runs = ['--runs', fixture.runsRoot];
      const watched = await convrec(['status', '--watch', ...runs]);
      assert.equal(watched.code, 0, watched.err);
      assert.match(watched.out, /^complete {2}Dialogs: /u);
      for (const wrong of ['0', '-1', 'soon', '1e9']) {
        const refused = await convrec(['status', `--watch=${wrong}`, ...runs]);
        assert.equal(refused.code, 2, refused.err);
      }
      assert.equal((await convrec(['status', '--watch', '--json', ...runs])).code, 2);
    } finally {
      await fixture.remove();
    }
  });
});
