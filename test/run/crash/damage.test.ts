import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialogFile } from '../../../activities/dialogs/dialog-files.ts';
import { listEndedDialogs } from '../../../run/replay/recorded-dialogs.ts';
import { openRunFolder } from '../../../infra/storage/run-folder.ts';
import type { RunFolder } from '../../../activities/dependencies.ts';
import { checkRelations } from '../../../run/reading/check-relations.ts';
import { StudioFailure } from '../../../schemas/failure.ts';
import { RelationSchema } from '../../../schemas/relation.ts';
import { convrec } from '../../cli/run-convrec.ts';
import type { Outcome } from '../../cli/run-convrec.ts';
import { openOnlyRun } from '../../doubles/compare-runs.ts';
import { damageNames, damages } from '../../doubles/damage.ts';
import type { Damage } from '../../doubles/damage.ts';
import { hashFiles, startStudioProcess } from '../../doubles/studio-process.ts';
import type { StudioProcess } from '../../doubles/studio-process.ts';
import { createServerEnv } from '../../infra/local-server/server-under-test.ts';

/** A command that reads a damaged file, and how it ends. */
interface Reading {
  command: (place: { run: string; runs: string; dialogId: string }) => string[];
  code: number | Readonly<Partial<Record<Damage, readonly number[]>>>;
}

const sql = (relation: string): Reading => ({
  command: ({ run, runs }) => ['sql', run, `select count(*) from ${relation}`, '--runs', runs],
  code: 8,
});
const show: Reading = {
  command: ({ run, runs, dialogId }) => ['show', dialogId, '--run', run, '--runs', runs],
  code: 8,
};
const verify = (code: Reading['code']): Reading => ({
  command: ({ run, runs }) => ['verify', join(runs, run)],
  code,
});
const replay: Reading = {
  command: ({ run, dialogId, runs }) => ['replay', dialogId, run, '--runs', runs],
  code: 8,
};
const replayAll: Reading = { command: ({ run, runs }) => ['replay', run, '--all', '--runs', runs], code: 8 };
const status: Reading = { command: ({ run, runs }) => ['status', run, '--runs', runs], code: 8 };

/** Files by kind, each with the commands that read it. A table that cannot be read at all ends with 3. */
const read: Readonly<Record<string, readonly Reading[]>> = {
  'relations/turns.parquet': [sql('turns'), show],
  'relations/plans.parquet': [sql('plans'), show, replay],
  'relations/reviews.parquet': [sql('reviews'), show],
  'dataset/data/train-00000-of-00001.parquet': [verify({ cut: [3], flipped: [3, 10], deleted: [3] })],
  'dataset/plan/train-00000-of-00001.parquet': [verify({ cut: [3], flipped: [3, 10], deleted: [3] })],
  'dataset/predecessor/train.jsonl': [verify(10)],
  'dataset/README.md': [verify(10)],
  'dataset/croissant.json': [verify(10)],
  'dataset/SHA256SUMS': [verify(10)],
  // Its middle may be the history of any dialog.
  histories: [replayAll],
  journal: [replay, replayAll],
  record: [replay, replayAll],
  'manifest.json': [sql('stages'), status, show],
};
/** A changed setting is a setting: only a launch knows better, by what it is given. */
const configReadings = [sql('config'), replay];

describe('damage to a file of a run', function () {
  this.timeout(400_000);
  let studio: StudioProcess;
  let undisturbed: RunFolder;
  let dialogId: string;
  let copies: string;
  const args = [
    '--sample-users',
    '24',
    '--limit',
    '4',
    '--set',
    'aspects.count=6',
    '--set',
    'aspects.trainingClauses=800',
  ];
  const launch = (): Promise<Outcome> => convrec(['launch', ...args, '--runs', studio.runsRoot, '--no-worker']);

  before(async () => {
    studio = await startStudioProcess(createServerEnv());
    copies = await mkdtemp(join(tmpdir(), 'convrec-damage-'));
    const { code, err } = await launch();
    assert.equal(code, 0, err);
    undisturbed = await openOnlyRun(studio.runsRoot);
    [dialogId = ''] = await listEndedDialogs(undisturbed, 'accepted');
  });
  after(async () => {
    await studio.close();
    await rm(copies, { recursive: true, force: true });
  });

  const fileOf = async (kind: string): Promise<string> => {
    if (kind === 'journal') return dialogFile(dialogId, 'attempts');
    if (kind === 'record') return dialogFile(dialogId, 'record');
    if (kind !== 'histories') return kind;
    const [file = ''] = await undisturbed.listNames('work/histories');
    return `work/histories/${file}`;
  };

  const kinds = [
    ...Object.entries(read).flatMap(([kind, readings]) => damageNames.map((damage) => ({ kind, readings, damage }))),
    { kind: 'config.json', readings: configReadings, damage: 'cut' },
    { kind: 'config.json', readings: configReadings, damage: 'deleted' },
  ] as const;
  for (const { kind, readings, damage } of kinds) {
    it(`is noticed by what reads it, with file and remedy: ${kind}, ${damage}`, async () => {
      const run = openRunFolder({ runId: 'copy', runsRoot: copies });
      await rm(run.folder, { recursive: true, force: true });
      await cp(undisturbed.folder, run.folder, { recursive: true });
      const path = run.path(await fileOf(kind));
      await damages[damage](path);
      for (const { command, code: expected } of readings) {
        const words = command({ run: 'copy', runs: copies, dialogId });
        const { code, out, err } = await convrec(words);
        const said = `${words.join(' ')}\n${out}${err}`;
        const codes = typeof expected === 'number' ? [expected] : (expected[damage] ?? []);
        assert.ok(code !== null && codes.includes(code), `${code}: ${said}`);
        // Where histories are gone only their folder can be named.
        const named = kind === 'histories' && damage === 'deleted' ? run.path('work/histories') : path;
        assert.ok(said.includes(named), said);
        assert.match(err, /what to do /iu, said);
      }
    });
  }

  for (const damage of damageNames) {
    it(`is noticed in each relation when it is opened, as a query does, with file and remedy: ${damage}`, async () => {
      const run = openRunFolder({ runId: 'copy', runsRoot: copies });
      await rm(run.folder, { recursive: true, force: true });
      await cp(undisturbed.folder, run.folder, { recursive: true });
      const names = await run.listNames('relations');
      assert.ok(names.length > 20);
      for (const name of names) {
        const path = run.path(`relations/${name}`);
        await damages[damage](path);
        const relation = RelationSchema.parse(name.replace('.parquet', ''));
        await assert.rejects(checkRelations(run, [relation]), (error: unknown) => {
          assert.ok(error instanceof StudioFailure && error.name === 'RunFolderUnusable', String(error));
          assert.ok(error.message.includes(path), error.message);
          return error.details.remedy !== undefined;
        });
        await cp(undisturbed.path(`relations/${name}`), path);
      }
    });
  }

  const made = ['relations/mentions.parquet', 'dataset/data/train-00000-of-00001.parquet', 'dataset/README.md'];
  for (const file of [...made, 'dataset/SHA256SUMS', 'manifest.json', 'config.json']) {
    for (const damage of damageNames) {
      it(`is mended by a launch, which says so: ${file}, ${damage}`, async () => {
        const before = await hashFiles(undisturbed.folder);
        const path = undisturbed.path(file);
        await damages[damage](path);
        const isText = file.endsWith('.json');
        let outcome = await launch();
        if (isText && damage !== 'deleted') {
          assert.equal(outcome.code, 8, outcome.err);
          assert.match(outcome.err, /what to do .*remove/iu);
          assert.ok(outcome.err.includes(path), outcome.err);
          await rm(path);
          outcome = await launch();
        }
        assert.equal(outcome.code, 0, outcome.err);
        assert.ok(outcome.err.includes(`${path} is missing`), outcome.err);
        const now = await hashFiles(undisturbed.folder);
        for (const [name, hash] of Object.entries(before)) {
          // The manifest holds how long each stage took.
          if (name.startsWith('dataset/') || name.startsWith('relations/') || name === 'config.json') {
            assert.equal(now[name], hash, name);
          }
        }
      });
    }
  }

  for (const damage of damageNames) {
    it(`is noticed in a dataset that lies elsewhere, by its SHA256SUMS: predecessor/train.jsonl, ${damage}`, async () => {
      const alone = join(copies, 'alone');
      await rm(alone, { recursive: true, force: true });
      await cp(undisturbed.path('dataset'), alone, { recursive: true });
      const relations = ['reviews', 'items'].flatMap((name) => [
        `--${name}`,
        undisturbed.path(`relations/${name}.parquet`),
      ]);
      assert.equal((await convrec(['verify', alone, ...relations])).code, 0);
      await damages[damage](join(alone, 'predecessor/train.jsonl'));
      const { code, out } = await convrec(['verify', alone, ...relations]);
      assert.equal(code, 10, out);
      assert.ok(out.includes(`damaged or missing: ${join(alone, 'predecessor/train.jsonl')}`), out);
    });
  }

  it('does not keep a sound file from being read, whose checksum is then remembered', async () => {
    const run = openRunFolder({ runId: 'copy', runsRoot: copies });
    await rm(run.folder, { recursive: true, force: true });
    await cp(undisturbed.folder, run.folder, { recursive: true });
    for (const words of [
      ['sql', 'copy', 'select count(*) from turns', '--runs', copies],
      ['sql', 'copy', 'select count(*) from turns', '--runs', copies],
      ['show', dialogId, '--run', 'copy', '--runs', copies],
      ['verify', run.folder],
      ['replay', dialogId, 'copy', '--runs', copies],
    ]) {
      const { code, err } = await convrec(words);
      assert.equal(code, 0, `${words.join(' ')}\n${err}`);
    }
    assert.match((await convrec(['verify', run.folder])).out, /^\d+ files compared with their checksums, 0 damaged/mu);
  });
});
