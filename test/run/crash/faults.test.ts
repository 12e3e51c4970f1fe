import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { access, copyFile, mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isErrorCode } from '../../../infra/storage/error-code.ts';
import { openAttempts } from '../../../activities/dialogs/dialog-files.ts';
import type { RunFolder } from '../../../activities/dependencies.ts';
import { openRunFolder } from '../../../infra/storage/run-folder.ts';
import type { Relation } from '../../../schemas/relation.ts';
import { convrec } from '../../cli/run-convrec.ts';
import type { Outcome } from '../../cli/run-convrec.ts';
import { startConvrec } from '../../doubles/convrec-process.ts';
import { compareRuns, openOnlyRun } from '../../doubles/compare-runs.ts';
import { hashFiles, startStudioProcess } from '../../doubles/studio-process.ts';
import type { StudioProcess } from '../../doubles/studio-process.ts';
import { createServerEnv } from '../../infra/local-server/server-under-test.ts';

// What befalls a night's run besides kills. Each time: a message that says where and what to do, nothing lost, and the same launch completes.
describe('a run that meets a fault', function () {
  this.timeout(400_000);
  let studio: StudioProcess;
  let undisturbed: string;
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
  const launch = (runs: string): Promise<Outcome> =>
    convrec(['launch', ...args, '--runs', runs, '--no-worker'], {
      env: { TEMPORAL_ADDRESS: studio.address, TEMPORAL_NAMESPACE: studio.namespace },
    });
  const launchNew = async (name: string): Promise<{ runs: string; launching: Promise<Outcome> }> => {
    const runs = join(studio.runsRoot, name);
    await shareIdentity(runs);
    return { runs, launching: launch(runs) };
  };

  before(async () => {
    studio = await startStudioProcess(createServerEnv());
    const first = await launchNew('undisturbed');
    undisturbed = first.runs;
    const { code, err } = await first.launching;
    assert.equal(code, 0, err);
  });
  after(() => studio.close());

  /** One worker works on all these folders, so they have its folder's queues. */
  const shareIdentity = async (runs: string): Promise<void> => {
    await mkdir(join(runs, '.temporal'), { recursive: true });
    await copyFile(join(studio.runsRoot, '.temporal/identity.json'), join(runs, '.temporal/identity.json'));
  };

  const assertSame = async (runs: string): Promise<void> => {
    const { lost, doubled, differing } = await compareRuns(undisturbed, runs, false);
    assert.deepEqual({ lost, doubled, differing }, { lost: 0, doubled: 0, differing: [] });
  };
  it('makes a relation again in which one bit is wrong, and finds everything else as it was', async () => {
    const run = await openOnlyRun(undisturbed);
    const before = await hashFiles(run.folder);
    const stages = (await run.readManifest())?.stages ?? [];
    await flipBit(run.relationPath('mentions'));
    const { code, err } = await launch(undisturbed);
    assert.equal(code, 0, err);
    const [now, others] = [await hashFiles(run.path('relations')), await hashFiles(run.path('dataset'))];
    for (const [name, hash] of Object.entries(now)) assert.equal(hash, before[`relations/${name}`], name);
    for (const [name, hash] of Object.entries(others)) assert.equal(hash, before[`dataset/${name}`], name);
    const again = (await run.readManifest())?.stages ?? [];
    const made = again.filter((report) => !stages.some((known) => JSON.stringify(known) === JSON.stringify(report)));
    assert.deepEqual(
      made.map(({ stage }) => stage),
      ['mentions'],
    );
  });

  it('names a damaged part, and goes on once it is removed', async () => {
    const run = await openOnlyRun(undisturbed);
    const [part] = await run.listNames('work/parts/clauses');
    assert.ok(part !== undefined);
    const path = run.path(`work/parts/clauses/${part}`);
    const written = await hashFiles(run.path('relations'));
    await damage(path);
    await rm(run.relationPath('clauses'));
    const refused = await launch(undisturbed);
    assert.equal(refused.code, 8, refused.err);
    assert.ok(refused.err.includes(`${path} is damaged`), refused.err);
    assert.match(refused.err, /what to do Remove that file and launch again/u);
    await rm(path);
    const { code, err } = await launch(undisturbed);
    assert.equal(code, 0, err);
    assert.deepEqual(await hashFiles(run.path('relations')), written);
  });

  it('goes on once its folder, which had vanished, is put back', async () => {
    const { runs, launching } = await launchNew('vanished');
    const run = await waitFor(runs, 'clauses');
    const aside = join(studio.runsRoot, 'aside');
    await rename(run.folder, aside);
    await sleep(4000);
    await assert.rejects(access(run.path('config.json')));
    // A relation that was under way when the folder vanished may have been written in its place.
    await rm(run.folder, { recursive: true, force: true });
    await rename(aside, run.folder);
    const first = await launching;
    // Where a relation went with that folder the run says so and ends, and the next launch makes it again.
    if (first.code !== 0) {
      assert.equal(first.code, 8, first.err);
      assert.match(first.err, /error .*(is gone|is missing)[^]*what to do .*[Ll]aunch again/u);
      const { code, err } = await launch(runs);
      assert.equal(code, 0, err);
    }
    await assertSame(runs);
  });

  it('waits for room on a full disk', async function () {
    const disk = join(studio.runsRoot, 'disk');
    if (!(await mountSmallDisk(disk, 32))) {
      console.log('skipped: no small disk can be mounted here (needs root on Linux)');
      this.skip();
      return;
    }
    try {
      await shareIdentity(disk);
      // Room for the sample and for less than half of what a run writes, so that some stage meets the full disk however fast it is.
      const room =
        (await sumBytes(join(undisturbed, '.samples'))) +
        0.4 * (await sumBytes((await openOnlyRun(undisturbed)).folder));
      await fillUp(join(disk, 'filler'), Math.round(room));
      const launching = startConvrec(['launch', ...args, '--runs', disk, '--no-worker'], {
        TEMPORAL_ADDRESS: studio.address,
        TEMPORAL_NAMESPACE: studio.namespace,
      });
      await launching.until(/is tried again \(try \d\): .*(disk is full|no space left on device)/iu);
      await rm(join(disk, 'filler'));
      assert.equal(await launching.ended, 0, launching.said());
      await assertSame(disk);
    } finally {
      execFileSync('umount', ['--lazy', disk]);
    }
  });

  it('keeps whole lines of a journal that a full disk cut off', async function () {
    const disk = join(studio.runsRoot, 'journal');
    if (!(await mountSmallDisk(disk, 1))) {
      console.log('skipped: no small disk can be mounted here (needs root on Linux)');
      this.skip();
      return;
    }
    try {
      await mkdir(join(disk, 'a-run'));
      const run = openRunFolder({ runId: 'a-run', runsRoot: disk });
      const dialogId = `d${'0'.repeat(20)}`;
      const attempt = { turn: 0, call: 0, accepted: true, problems: [], realizer: 'a', context: null, modelCall: null };
      const text = 'x'.repeat(70_000);
      await fillUp(join(disk, 'filler'), 400_000);
      let kept = 0;
      const append = async (): Promise<void> => {
        const journal = await openAttempts(run, dialogId);
        await journal.append({ ...attempt, attempt: kept, text });
        kept += 1;
      };
      await assert.rejects(
        async () => {
          for (;;) await append();
        },
        { name: 'RunFolderUnusable', message: /no space left/iu },
      );
      await rm(join(disk, 'filler'));
      const { entries: attempts } = await openAttempts(run, dialogId);
      assert.equal(attempts.length, kept);
      await append();
      assert.equal((await openAttempts(run, dialogId)).entries.length, kept);
    } finally {
      execFileSync('umount', ['--lazy', disk]);
    }
  });
});

async function mountSmallDisk(folder: string, megabytes: number): Promise<boolean> {
  await mkdir(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Until nothing fits any more, or but for so many bytes. */
async function fillUp(path: string, leaveBytes = 0): Promise<void> {
  const file = await open(path, 'w');
  try {
    const piece = Buffer.alloc(4096, 1);
    for (;;) await file.write(piece);
  } catch (error) {
    if (!isErrorCode(error, 'ENOSPC')) throw error;
    await file.truncate(Math.max(0, (await file.stat()).size - leaveBytes));
  } finally {
    await file.close();
  }
}

async function sumBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function damage(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes.fill(0x5a, bytes.length - 60, bytes.length - 20);
  await writeFile(path, bytes);
}

async function flipBit(path: string): Promise<void> {
  const bytes = await readFile(path);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

/** Waits for a run that is being made to have a relation. */
async function waitFor(runs: string, relation: Relation): Promise<RunFolder> {
  for (;;) {
    for (const runId of (await readdir(runs)).filter((name) => !name.startsWith('.'))) {
      const run = openRunFolder({ runId, runsRoot: runs });
      if (await run.hasRelation(relation)) return run;
    }
    await sleep(20);
  }
}
