import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ensureSample, nameSample } from '../../../datasets/sample/ensure-sample.ts';
import { writeSample } from '../../../datasets/sample/write-sample.ts';

const run = promisify(execFile);
const repository = resolve(import.meta.dirname, '../../..');
const generate = ['--import', 'tsx', 'datasets/sample/generate.ts'];

describe('writing a sample', function () {
  this.timeout(60_000);
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'convrec-sample-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('gives equal bytes for equal settings and others for another seed', async () => {
    for (const domain of ['yelp', 'amazon', 'mobilerec'] as const) {
      await writeSample(join(root, domain, 'one'), { domain, users: 25, seed: 3 });
      await writeSample(join(root, domain, 'same'), { domain, users: 25, seed: 3 });
      await writeSample(join(root, domain, 'other'), { domain, users: 25, seed: 4 });
      const [one, same, other] = await Promise.all(
        ['one', 'same', 'other'].map((name) => hashFiles(join(root, domain, name))),
      );
      assert.deepEqual(one, same);
      for (const [file, hash] of Object.entries(one ?? {})) {
        if (file !== 'truth/aspects.jsonl') assert.notEqual(hash, other?.[file], file);
      }
    }
  });

  it('reports the lines of each file and leaves nothing unfinished', async () => {
    const report = await writeSample(join(root, 'yelp'), { users: 25 });
    for (const [file, count] of Object.entries(report.lines)) {
      const text = await readFile(join(root, 'yelp', file), 'utf8');
      assert.equal(text.split('\n').length - 1, count, file);
    }
    assert.deepEqual(
      JSON.parse(await readFile(join(root, 'yelp', 'sample.json'), 'utf8')),
      JSON.parse(JSON.stringify(report)),
    );
    assert.deepEqual(await readdir(root), ['yelp']);
  });

  it('leaves out the truth of clauses on demand', async () => {
    const { lines } = await writeSample(join(root, 'yelp'), { users: 25, clauses: false });
    assert.equal(lines['truth/clauses.jsonl'], undefined);
    assert.equal(lines['truth/items.jsonl'], 61);
  });

  it('refuses a folder that holds something, and leaves it as it was', async () => {
    await writeFile(join(root, 'mine.txt'), 'mine');
    await assert.rejects(writeSample(root, { users: 25 }), { name: 'RunFolderUnusable', message: /is not empty/ });
    assert.deepEqual(await readdir(root), ['mine.txt']);
  });

  it('refuses a folder below a file by name', async () => {
    await writeFile(join(root, 'file'), '');
    await assert.rejects(writeSample(join(root, 'file', 'below'), { users: 25 }), { name: 'RunFolderUnusable' });
  });

  it('is made once and found again', async () => {
    const settings = { users: 25, seed: 3 };
    const first = await ensureSample(root, settings);
    const { mtimeMs } = await stat(first.folder);
    const second = await ensureSample(root, settings);
    assert.deepEqual([first.generated, second.generated], [true, false]);
    assert.equal(second.folder, first.folder);
    assert.equal((await stat(second.folder)).mtimeMs, mtimeMs);
  });

  it('is named by what decides its bytes', () => {
    assert.equal(nameSample({ users: 300, seed: 7 }), nameSample({}));
    const names = [{}, { seed: 8 }, { users: 301 }, { domain: 'amazon' as const }, { signal: { text: 0.5 } }].map(
      nameSample,
    );
    assert.equal(new Set(names).size, 5);
    assert.match(nameSample({}), /^sample-yelp-[0-9a-f]{12}$/);
  });

  it('is safe to make in several processes at once', async () => {
    const script = `import { ensureSample } from './datasets/sample/ensure-sample.ts';
      console.log(JSON.stringify(await ensureSample(process.argv[1], { users: 60 })));`;
    const make = () =>
      run(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script, root], { cwd: repository });
    const outcomes = (await Promise.all([make(), make(), make()])).map(({ stdout }) =>
      String(JSON.parse(stdout).generated),
    );
    assert.equal(outcomes.filter((generated) => generated === 'true').length, 1, outcomes.join(' '));
    assert.deepEqual(await readdir(root), [nameSample({ users: 60 })]);
  });

  it('holds no more in memory the more reviews there are', async () => {
    // Some 10,000 reviews are over 24 MB of files; the heap may hold 22 MB.
    const limited = { cwd: repository, env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=22' } };
    const out = join(root, 'large');
    await run(process.execPath, [...generate, '--users', '900', '--out', out], limited);
    const sizes = await Promise.all((await listFiles(out)).map(async (file) => (await stat(join(out, file))).size));
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) > 24e6);
  });
});

describe('the command datasets/sample/generate.ts', function () {
  this.timeout(60_000);

  it('explains itself, and refuses wrong settings by name with exit code 1', async () => {
    const help = await run(process.execPath, [...generate, '--help'], { cwd: repository });
    assert.match(help.stdout, /--reviews-per-user/);
    const wrong = run(process.execPath, [...generate, '--out', '/nowhere/x', '--users', 'many', '--text', '2'], {
      cwd: repository,
    });
    await assert.rejects(wrong, { code: 1, stderr: /users: .*signal\.text: .*--help/ });
    await assert.rejects(run(process.execPath, [...generate, '--sead', '7'], { cwd: repository }), {
      code: 1,
      stderr: /--sead/,
    });
  });
});

async function hashFiles(folder: string): Promise<Record<string, string>> {
  const files = await listFiles(folder);
  const hash = async (file: string) =>
    createHash('sha256')
      .update(await readFile(join(folder, file)))
      .digest('hex');
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await hash(file)] as const)));
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true });
  return entries
    .filter((entry) => entry.endsWith('.json') || entry.endsWith('.jsonl') || entry.endsWith('.csv'))
    .toSorted();
}
