import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exitCodes } from '../../cli/exit-codes.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';
import { createFixtureRun } from '../run/fixture-run.ts';
import type { FixtureRun } from '../run/fixture-run.ts';
import { convrec } from './run-convrec.ts';
import type { Outcome } from './run-convrec.ts';

/** Runs the command as a person would; `stop` ends its reading of stdout after the first chunk, as `head` does. */
function spawnConvrec(args: readonly string[], { input = '', env = {}, stop = false } = {}): Promise<Outcome> {
  const bin = fileURLToPath(new URL('../../cli/convrec.mjs', import.meta.url));
  const child = spawn(process.execPath, [bin, ...args], { env: { PATH: process.env['PATH'], ...env } });
  const outcome: Outcome = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    outcome.out += chunk.toString();
    if (stop) child.stdout.destroy();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    outcome.err += chunk.toString();
  });
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...outcome, code }));
  });
}

describe('convrec', () => {
  let fixture: FixtureRun;
  let runs: string[];
  before(async () => {
    fixture = await createFixtureRun();
    runs = ['--runs', fixture.runsRoot];
  });
  after(() => fixture.remove());

  it('ends with 10 where a query that should give no row gives one, and with 0 where it gives none', async () => {
    const found = await convrec(['sql', 'from dialogs', '--assert-empty', ...runs]);
    const none = await convrec(['sql', 'from dialogs where false', '--assert-empty', ...runs]);
    assert.deepEqual([found.code, none.code], [10, 0], found.err + none.err);
    assert.match(found.err, /^2 rows where none should be\.$/mu);
    assert.match(found.out, /2 rows/u);
  });

  it('writes rows with their own types as Parquet, whole or not at all, and no statement that does more than read', async () => {
    const path = join(fixture.runsRoot, 'rows.parquet');
    const into = ['--format', 'parquet', '--out', path, ...runs];
    const query = `select turn, reviewed_at from (values (1, timestamp '2020-01-05 10:00:00')) t(turn, reviewed_at); -- `;
    const written = await convrec(['sql', query, ...into]);
    assert.equal(written.code, 0, written.err);
    assert.match(written.out, /rows\.parquet {2}1 rows/u);
    await withDatabase({ threads: 1 }, async (db) => {
      const rows = await db.rows('select typeof(columns(*)) from read_parquet($path)', { path });
      assert.deepEqual(rows.map(Object.values), [['INTEGER', 'TIMESTAMP']]);
    });
    const before = await readFile(path);
    for (const refused of [
      `copy (select 1) to '${path}'`,
      'explain select 1',
      'select 1; select 2',
      `select error('x')`,
    ]) {
      assert.equal((await convrec(['sql', refused, ...into])).code, 7, refused);
    }
    assert.deepEqual(await readFile(path), before);
    assert.deepEqual(
      (await readdir(fixture.runsRoot)).filter((name) => name.endsWith('.tmp')),
      [],
    );
    const nowhere = await convrec(['sql', 'select 1', '--format', 'parquet', '--out', `${path}/x`, ...runs]);
    assert.deepEqual([nowhere.code, nowhere.err.includes(`${path}/x cannot be written`)], [7, true], nowhere.err);
    const without = await convrec(['sql', 'select 1', '--format', 'parquet', ...runs]);
    assert.match(without.err, /what to do Add --out/u);
  });

  it('explains itself, with examples and exit codes, also for a verb', async () => {
    const [all, verb] = await Promise.all([convrec(['--help']), convrec(['sql', '--help'])]);
    assert.deepEqual([all.code, verb.code], [0, 0]);
    for (const name of ['launch', 'status', 'show', 'sql', 'runs', 'worker', 'server', 'doctor', 'version']) {
      assert.match(all.out, new RegExp(`^  ${name} `, 'mu'));
    }
    for (const { code, meaning } of exitCodes) assert.ok(all.out.includes(`${code}  ${meaning}`));
    assert.match(verb.out, /Examples:\n {2}convrec sql/u);
  });

  it('ends with 2 for wrong usage, a wrong config or a wrong variable, and says where', async () => {
    const [verb, flag, variable] = await Promise.all([
      convrec(['lunch']),
      convrec(['launch', '--limit', 'many']),
      convrec(['launch', '--print-config'], { env: { CONVREC_SEED: 'x' } }),
    ]);
    assert.deepEqual([verb.code, flag.code, variable.code], [2, 2, 2]);
    assert.match(verb.err, /unknown command 'lunch'.*\n.*launch/u);
    assert.match(flag.err, /^error --limit: targets\.limit is "many"/u);
    assert.match(variable.err, /^error CONVREC_SEED: .*\nwhat to do /u);
  });

  it('prints the effective config with who decided what', async () => {
    const { code, out } = await convrec(['launch', '--print-config', '--json', '--seed', '5'], {
      env: { CONVREC_CORE__USERS: '3' },
    });
    assert.equal(code, 0);
    const printed: unknown = JSON.parse(out);
    assert.ok(typeof printed === 'object' && printed !== null && 'config' in printed);
    const { seed, core } = RunConfigSchema.parse(printed.config);
    assert.deepEqual([seed, core.users], [5, 3]);
    assert.match(out, /"seed": "--seed"/u);
    assert.match(out, /"core\.users": "CONVREC_CORE__USERS"/u);
  });

  it('answers queries in every format, from stdin too', async () => {
    const query = 'select status, count(*) as n from dialogs group by all order by 1';
    const [table, json, csv] = await Promise.all([
      convrec(['sql', query, ...runs]),
      convrec(['sql', 'yelp', '-', '--format', 'json', ...runs], { input: query }),
      convrec(['sql', '--saved', 'dialogs-count', '--format', 'csv', ...runs]),
    ]);
    assert.match(table.out, /^status +n\n─+ +─+\naccepted +1\nfailed +1\n2 rows\n$/u);
    assert.deepEqual(JSON.parse(json.out), [
      { status: 'accepted', n: 1 },
      { status: 'failed', n: 1 },
    ]);
    assert.match(csv.out, /^split,status,dialogs,turns_per_dialog,attempts\r\ntest,accepted,1,2,3\r\n/u);
  });

  it('refuses queries with 7, and needs one', async () => {
    const [passwd, copy, none] = await Promise.all([
      convrec(['sql', `select * from read_csv('/etc/passwd')`, ...runs]),
      convrec(['sql', `copy dialogs to 'x.csv'`, ...runs]),
      convrec(['sql', ...runs]),
    ]);
    assert.deepEqual([passwd.code, copy.code, none.code], [7, 7, 7]);
    assert.match(passwd.err, /read_csv\(\.\.\.\) is not allowed/u);
    assert.match(copy.err, /does more than read/u);
    assert.match(none.err, /no query is given/u);
    assert.equal(passwd.out + copy.out, '');
  });

  it('shows a dialog with its evidence and lets no control character through', async () => {
    const [shown, unknown] = await Promise.all([
      convrec(['show', 'd01a', ...runs]),
      convrec(['show', 'x', ...runs, '--json']),
    ]);
    assert.equal(shown.code, 0, shown.err);
    assert.match(
      shown.out,
      /Close\/close, 2 attempts\n +community: wait time −0\.50, “🍕 was” \(review r1 of i'1, 2020-01\)/u,
    );
    assert.match(shown.out, /refused: Bye\\x1b\[5m.* \(length: too long\)/u);
    assert.match(shown.out, /wait time +100 % +−0\.25 +3/u);
    assert.match(shown.out, /Pizza \\x1b\[2J\\x07/u);
    assert.doesNotMatch(shown.out.replaceAll('\n', ''), /\p{Cc}/u);
    assert.equal(unknown.code, 8);
    const event: unknown = JSON.parse(unknown.out);
    assert.ok(typeof event === 'object' && event !== null && 'name' in event && event.name === 'RunFolderUnusable');
  });

  it('lists runs and their status for programs', async () => {
    const [listed, status, none] = await Promise.all([
      convrec(['runs', '--json'], { env: { CONVREC_RUNS: fixture.runsRoot } }),
      convrec(['status', '--json', ...runs]),
      convrec(['status', '--runs', `${fixture.runsRoot}/nowhere`]),
    ]);
    assert.match(listed.out, /"run": "yelp-0123456789",\s+"status": "complete"/u);
    assert.match(status.out, /"status":"complete".*"source":"the manifest of the complete run"/u);
    assert.equal(none.code, 8);
  });

  describe('as a process', function () {
    this.timeout(30_000);

    it('reads stdin and colours nothing that is no terminal, whatever the environment says', async () => {
      const env = { CI: '1', FORCE_COLOR: '1', CONVREC_RUNS: fixture.runsRoot };
      const { code, out } = await spawnConvrec(['sql', '-'], { input: 'select 42 as answer', env });
      assert.deepEqual([code, out], [0, 'answer\n──────\n    42\n1 row\n']);
    });

    it('stops quietly when its reader has enough', async () => {
      const query = ['sql', 'select * from range(3000000)', '--format', 'csv', ...runs];
      const { code, err } = await spawnConvrec(query, { stop: true });
      assert.deepEqual([code, err], [0, '']);
    });

    it('ends with the code of its failure', async () => {
      const { code, err } = await spawnConvrec(['show', 'nothing', ...runs]);
      assert.equal(code, 8);
      assert.match(err, /^error there is no dialog nothing in run yelp-0123456789\nwhat to do /u);
    });
  });
});
