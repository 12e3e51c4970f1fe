import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { prepareRun } from '../../run/life/prepare-run.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import type { StageReport } from '../../schemas/manifest.ts';
import type { StageName } from '../../schemas/stage-names.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import { dialogIds, fillRun } from '../run/fixture-run.ts';
import { convrec } from './run-convrec.ts';

const report = (stage: StageName, figures: Record<string, number>): StageReport => ({
  stage,
  figures,
  fingerprint: '',
  rows: {},
  steps: [],
  inputs: [],
  durationMs: 0,
});

describe('convrec launch', () => {
  let runsRoot = '';
  let said: string[] = [];
  before(async () => {
    runsRoot = await mkdtemp(join(tmpdir(), 'convrec-launch-'));
  });
  beforeEach(() => {
    said = [];
  });
  after(() => rm(runsRoot, { recursive: true }));

  const prepare = (config: object = {}) =>
    prepareRun({
      config: RunConfigSchema.parse({ source: { kind: 'sample', sample: { users: 10 } }, ...config }),
      runsRoot,
      say: (line) => said.push(line),
      signal: new AbortController().signal,
    });

  it('derives the run from the reviews and the config, and makes the sample once', async () => {
    const first = await prepare();
    assert.match(first.ref.runId, /^sample-yelp-[0-9a-f]{10}$/u);
    assert.match(said.join(), /^Made the bundled sample: simulated yelp reviews of 10 users/u);
    const again = await prepare({ concurrency: { dialogs: 3 } });
    assert.equal(again.ref.runId, first.ref.runId);
    assert.match(said.at(-1) ?? '', /^Found the bundled sample/u);
    assert.notEqual((await prepare({ seed: 1 })).ref.runId, first.ref.runId);
    assert.deepEqual(await readdir(runsRoot), ['.samples']);
  });

  it('ends with 11 and says what to do where fewer dialogs were accepted than asked for', async () => {
    const run = await fillRun(await prepare({ targets: { limit: 4 } }));
    const manifest = await run.readManifest();
    assert.ok(manifest !== undefined);
    const args = ['launch', '--sample-users', '10', '--limit', '4', '--runs', runsRoot];
    for (const [eligibleLeft, advice] of [
      [7, /3 of the dialogs asked for are missing.*7 more interactions are eligible: raise targets.reserveShare/u],
      [0, /3 of the dialogs asked for are missing.*every eligible interaction was tried/u],
    ] as const) {
      const others = manifest.stages.filter(({ stage }) => stage !== 'targets' && stage !== 'dialogs');
      const figures = { accepted: 1, failed: 1, missing: 3, without_history: 2 };
      const stages = [...others, report('targets', { eligible_left: eligibleLeft }), report('dialogs', figures)];
      await run.writeManifest({ ...manifest, stages });
      const { code, out, err } = await convrec(args);
      assert.equal(code, 11, err);
      assert.match(out, /^Replay +2 dialogs have no kept history/mu);
      assert.match(err, advice);
    }
  });

  it('says so when the run is complete, computes nothing and ends as the run itself did', async () => {
    const newRun = await prepare();
    const run = await fillRun(newRun);
    const manifest = await run.readText('manifest.json');
    const args = ['launch', '--sample-users', '10', '--runs', runsRoot];
    const [text, json] = [await convrec(args), await convrec([...args, '--json'])];
    assert.deepEqual([text.code, json.code], [0, 0], text.err + json.err);
    assert.match(text.err, new RegExp(`Run ${newRun.ref.runId} is complete in .*: nothing is computed again`, 'u'));
    assert.match(
      text.out,
      new RegExp(`^\\nOne finished dialog, ${dialogIds.accepted} \\(by offline-realizer\\)\\n`, 'u'),
    );
    assert.match(text.out, /1 accepted, 1 failed \(FidelityExhausted 1\)/u);
    assert.match(text.out, /1 rejected rows \(bad JSON 1\); 1 users without a target .*; 1 targets without a plan/u);
    assert.match(text.out, /npx convrec launch --source FOLDER/u);
    assert.doesNotMatch(text.out.replaceAll('\n', ''), /\p{Cc}/u);
    const events: { event: string }[] = json.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      events.map(({ event }) => event),
      ['note', 'run', 'end'],
    );
    assert.equal(await run.readText('manifest.json'), manifest);
    await rm(run.folder, { recursive: true });
  });

  it('ends with 6 when a run is complete without one accepted dialog', async () => {
    const run = await fillRun(await prepare());
    await withDatabase({ threads: 1 }, (db) =>
      db.writeParquet(
        `select 'd1' as dialog_id, 'failed' as status, 'ModelRefused: no' as reason, 1 as turns`,
        run.relationPath('dialogs'),
      ),
    );
    const { code, out } = await convrec(['launch', '--sample-users', '10', '--runs', runsRoot]);
    assert.equal(code, 6);
    assert.match(out, /^\nDialogs +0 accepted, 1 failed \(ModelRefused 1\)/u);
  });

  it('names model.maxTokens where the token limit cut the answers before their first sentence', async () => {
    const run = await fillRun(await prepare({ seed: 3 }));
    await withDatabase({ threads: 1 }, (db) =>
      db.writeParquet(
        `from (values
           ('d1', 'failed', 'FidelityExhausted: turn 0: token-limit', 0),
           ('d2', 'failed', 'FidelityExhausted: turn 3: empty, token-limit', 3),
           ('d3', 'failed', 'FidelityExhausted: turn 3: length', 3)
         ) as dialogs (dialog_id, status, reason, turns)`,
        run.relationPath('dialogs'),
      ),
    );
    const { code, out, err } = await convrec(['launch', '--sample-users', '10', '--seed', '3', '--runs', runsRoot]);
    assert.equal(code, 6);
    assert.match(out, /3 failed \(FidelityExhausted by token-limit 2, FidelityExhausted 1\)/u);
    assert.match(err, /^2 dialogs failed as the token limit cut answers.*raise model\.maxTokens \(160\)/mu);
  });

  it('ends with 3 for reviews that are none, and makes no run of them', async () => {
    const source = await mkdtemp(join(tmpdir(), 'convrec-source-'));
    try {
      await writeFile(join(source, 'yelp_academic_dataset_review.json'), '');
      const { code, err } = await convrec(['launch', '--source', source, '--runs', join(runsRoot, 'own')]);
      assert.equal(code, 3);
      assert.match(err, /^error .*yelp_academic_dataset_review\.json.*empty[^]*\nwhat to do /u);
      assert.deepEqual(await readdir(join(runsRoot, 'own')), []);
    } finally {
      await rm(source, { recursive: true });
    }
  });

  it('ends with 8 where no run can be kept', async () => {
    await writeFile(join(runsRoot, 'file'), '');
    const { code, err } = await convrec(['launch', '--runs', join(runsRoot, 'file', 'runs')]);
    assert.equal(code, 8);
    assert.match(err, /cannot hold runs/u);
  });

  it('leaves an unreadable manifest to a person', async () => {
    const { ref } = await prepare({ seed: 9 });
    const run = openRunFolder(ref);
    await mkdir(run.folder);
    await run.writeText('manifest.json', '{');
    const { code, err } = await convrec(['launch', '--sample-users', '10', '--seed', '9', '--runs', runsRoot]);
    assert.equal(code, 8);
    assert.match(err, /manifest\.json is not what this version writes/u);
  });
});

describe('convrec doctor', () => {
  it('checks everything a run needs and says what to do about what fails', async () => {
    const runs = ['--runs', join(tmpdir(), 'convrec-doctor-nowhere')];
    const well: { check: string; ok: boolean; remedy: string }[] = JSON.parse(
      (await convrec(['doctor', '--json', ...runs])).out,
    );
    for (const check of ['Node', 'Memory', 'Disk', 'Runs folder', 'Temporal server', 'Config', 'Reviews', 'Model']) {
      assert.ok(
        well.some((found) => found.check === check),
        check,
      );
    }
    const ill = await convrec(['doctor', '--source', '/nowhere', ...runs]);
    assert.equal(ill.code, 9);
    assert.match(ill.out, /✗ Reviews .*\/nowhere cannot be read.*\n {2}what to do: \S/u);
  });
});
