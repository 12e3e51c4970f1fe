import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProcesses } from '../../infra/storage/process-identity.ts';
import { findFullDisk } from '../../infra/storage/disk-full.ts';
import { thenTidy } from '../../infra/storage/then-tidy.ts';
import { createServerEnv } from '../infra/local-server/server-under-test.ts';

const command = fileURLToPath(new URL('../../cli/convrec.mjs', import.meta.url));
const small = [
  '--sample-users',
  '24',
  '--limit',
  '4',
  '--set',
  'aspects.count=6',
  '--set',
  'aspects.trainingClauses=800',
];

describe('a launch without room on the disk', function () {
  this.timeout(200_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'convrec-full-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const assertFull = ({ code, said }: { code: number; said: string }, words: RegExp): void => {
    assert.equal(code, 8, said);
    assert.match(said, words);
    assert.match(said, /what to do \S/u);
    assert.doesNotMatch(said, /This is a bug/u);
    assert.deepEqual(findProcesses(['server start-dev', folder]), []);
  };

  it('says that a file may not grow, where its files may not', async () => {
    assertFull(await launch(join(folder, 'runs'), 400), /error a file may not grow any further: EFBIG/u);
  });

  for (const size of ['200k', '1m']) {
    it(`says that the disk is full, and leaves no server behind: ${size}`, async function () {
      const disk = join(folder, 'disk');
      await mkdir(disk);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk], { stdio: 'ignore' });
      } catch {
        console.log('skipped: no small disk can be mounted here (needs root on Linux)');
        this.skip();
        return;
      }
      try {
        assertFull(await launch(join(disk, 'runs')), /error the disk is full: \d+ bytes are left for /u);
      } finally {
        execFileSync('umount', ['--lazy', disk]);
      }
    });
  }
});

describe('what fails on a full disk', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

  it('is found behind the failure that it caused', () => {
    assert.match(findFullDisk(new Error('cannot make the run folder', { cause: full })) ?? '', /ENOSPC/u);
    assert.match(findFullDisk(new Error('13 INTERNAL: database or disk is full (13)')) ?? '', /disk is full/u);
    assert.equal(findFullDisk(new Error('no such thing')), undefined);
  });

  it('is shown, not what failed in the tidying after it', async () => {
    await assert.rejects(thenTidy(fails('the work'), fails('the tidying')), /the work/u);
    await assert.rejects(
      thenTidy(() => Promise.resolve(1), fails('the tidying')),
      /the tidying/u,
    );
    assert.equal(
      await thenTidy(
        () => Promise.resolve(1),
        () => Promise.resolve(),
      ),
      1,
    );
  });
});

/** Ends with its exit code and all that was said; `kilobytes` is how large a file may grow. */
const launch = (runs: string, kilobytes?: number): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    const limit = kilobytes === undefined ? '' : `ulimit -f ${kilobytes}; `;
    const words = [process.execPath, command, 'launch', ...small, '--runs', runs];
    const shell = ['-c', `${limit}exec "$@"`, 'bash', ...words];
    const child = execFile('bash', shell, { env: createServerEnv() }, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, said: out + err });
    });
  });

const fails = (reason: string) => () => Promise.reject(new Error(reason));
