import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { buildPackage } from '../infra/deployment/package/build-package.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

/**
 * The npm package as a person has it: built, packed, installed in an empty folder outside the repository, then used there. Needs npm's registry or
 * its cache, and a Temporal server binary as a launch finds it. Ends with 1 where any step does not do what it should.
 */
const run = promisify(execFile);
const repository = new URL('../', import.meta.url);
const root = await mkdtemp(join(tmpdir(), 'convrec-package-'));
const home = join(root, 'empty');
const results: Result[] = [];

/** The clean environment of a terminal; nothing of it names the repository. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:npm_|NODE_OPTIONS$|INIT_CWD$|CONVREC_)/u.test(name)),
);
const call = async (command: string, ...args: string[]): Promise<string> =>
  (await run(command, args, { cwd: home, env, maxBuffer: 2 ** 26 })).stdout;
const convrec = (...args: string[]): Promise<string> => call('npx', '--no-install', 'convrec-studio', ...args);

async function timed<T>(name: string, setting: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  results.push({ name, value: Number(((performance.now() - started) / 1000).toFixed(1)), unit: 's', setting });
  return result;
}

function expect(isSo: boolean, what: string): void {
  if (!isSo) throw new Error(`the installed package: ${what}`);
}

const program = `import { listRuns, openRunFolder, withRelations } from 'convrec-studio';
const [{ ref }] = await listRuns('runs');
await withRelations(openRunFolder(ref), {}, async ({ query }) => {
  const { rows } = await query("select count(*) from dialogs where status = 'accepted'");
  for await (const [count] of rows) console.log(count);
});
`;

try {
  const built = fileURLToPath(new URL('build/package-bench', repository));
  await mkdir(home);
  await timed('building the package', 'TypeScript to JavaScript, two workflow bundles', () => buildPackage(built));
  const packed = await run('npm', ['pack', '--json', '--pack-destination', root], { cwd: built, maxBuffer: 2 ** 26 });
  await rm(built, { recursive: true, force: true });
  const PackedSchema = z.object({
    filename: z.string(),
    size: z.number(),
    unpackedSize: z.number(),
    entryCount: z.number(),
  });
  const [tarball] = z
    .union([z.array(PackedSchema), z.record(z.string(), PackedSchema).transform((byName) => Object.values(byName))])
    .parse(JSON.parse(packed.stdout));
  if (tarball === undefined) throw new Error('npm pack packed nothing');
  const { filename, size, unpackedSize, entryCount } = tarball;
  results.push(
    { name: 'the tarball', value: Number((size / 1e6).toFixed(2)), unit: 'MB', setting: `${entryCount} files` },
    {
      name: 'the package, unpacked',
      value: Number((unpackedSize / 1e6).toFixed(2)),
      unit: 'MB',
      setting: 'without dependencies',
    },
  );

  await writeFile(join(home, 'package.json'), '{ "private": true, "type": "module" }\n');
  await timed('npm install of the tarball', 'empty folder, packages from npm’s cache where it has them', () =>
    call('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', join(root, filename)),
  );
  const installed = await readdir(join(home, 'node_modules'));
  expect(!installed.includes('tsx') && !installed.includes('esbuild'), 'it brings a loader of TypeScript');

  await timed('convrec --version', 'by npx', () => convrec('--version'));
  await timed('convrec launch --sample-users 20', 'the first launch of this folder, offline realizer', () =>
    convrec('launch', '--sample-users', '20', '--json'),
  );
  const count = await timed('convrec sql', 'count(*) of its dialogs', () =>
    convrec('sql', "select count(*) as n from dialogs where status = 'accepted'", '--format', 'csv'),
  );
  const accepted = Number(count.split(/\r?\n/u)[1]);
  expect(accepted > 0, `the run has ${accepted} accepted dialogs`);
  results.push({ name: 'dialogs accepted', value: accepted, unit: 'dialogs', setting: '20 users' });
  const [runId = ''] = (await readdir(join(home, 'runs'))).filter((name) => name.startsWith('sample-'));
  await timed('convrec verify', 'its dataset; a fault ends with 10', () =>
    convrec('verify', join('runs', runId, 'dataset')),
  );
  const id =
    (await convrec('sql', 'select min(dialog_id) as id from dialogs', '--format', 'csv')).split(/\r?\n/u)[1] ?? '';
  await timed('convrec replay', 'one dialog, by the bundle made ahead; a difference ends with 13', () =>
    convrec('replay', id),
  );
  await convrec('export', '--to', 'chat');
  await convrec('report');
  await timed('convrec view', 'until its page, a module and the list of dialogs answer', view);
  await writeFile(join(home, 'program.mjs'), program);
  const counted = await timed('a program that imports convrec-studio', 'opens the run, asks a relation', () =>
    call(process.execPath, 'program.mjs'),
  );
  expect(Number(counted) === accepted, `a program counts ${counted.trim()} dialogs, sql ${accepted}`);
  await writeResults('package', results);
} finally {
  await rm(root, { recursive: true, force: true });
}

async function view(): Promise<void> {
  const bin = join(home, 'node_modules/convrec-studio/cli/convrec.mjs');
  const child = spawn(process.execPath, [bin, 'view'], { cwd: home, env, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [printed] = await once(child.stdout, 'data');
    const address = String(printed).trim();
    for (const file of ['', 'view/page/page.js', 'serving/page/elements.js', 'api/dialogs?limit=1']) {
      const { status } = await fetch(new URL(file, address));
      expect(status === 200, `${file === '' ? 'the page' : file} of convrec view answers ${status}`);
    }
  } finally {
    child.kill('SIGINT');
    await once(child, 'close');
  }
}
