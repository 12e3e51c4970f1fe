import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { buildPackage } from '../../../../infra/deployment/package/build-package.ts';
import { bundleWorkflows } from '../../../../infra/temporal/bundle-workflows.ts';
import { createAnnotatedRun } from '../../../run/annotation/annotated-run.ts';
import type { AnnotatedRun } from '../../../run/annotation/annotated-run.ts';
import { withFolder } from '../../local-server/server-under-test.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const run = promisify(execFile);
const PackedSchema = z.object({ files: z.array(z.object({ path: z.string() })) });
// npm 12 answers with an object by name instead of a list.
const DryRunSchema = z.union([z.tuple([PackedSchema]), z.record(z.string(), PackedSchema)]);

/** Stated apart from what builds the package. */
const shippedRooms = ['schemas', 'studio', 'datasets', 'workflows', 'activities', 'infra', 'run', 'cli', 'packages'];
const readAtRunTime = /\.(?:sql|json|yaml|html|css|js|ts)$/u;
const staysHere = /\.d\.ts$|^infra\/deployment\/|^packages\/\w+\/(?:test|bench)\//u;

describe('the npm package', function () {
  this.timeout(300_000);
  let folder: string;
  let files: string[];
  let fixture: AnnotatedRun;
  let removed: () => void;
  let done: Promise<void>;

  before(async () => {
    fixture = await createAnnotatedRun(2);
    await new Promise<void>((ready, failed) => {
      done = withFolder(async (outside) => {
        // Stands for the installed dependencies. An installation as a person has it is tried by bench/package.bench.ts.
        await symlink(join(root, 'node_modules'), join(outside, 'node_modules'));
        folder = join(outside, 'package');
        await buildPackage(folder);
        const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: folder, maxBuffer: 2 ** 24 });
        files = Object.values(DryRunSchema.parse(JSON.parse(stdout))).flatMap((packed) =>
          packed.files.map(({ path }) => path),
        );
        ready();
        await new Promise<void>((resolve) => {
          removed = resolve;
        });
      });
      done.catch(failed);
    });
  });
  after(async () => {
    removed?.();
    await done;
    await fixture.remove();
  });

  const convrec = async (...args: string[]): Promise<string> => {
    const { stdout, stderr } = await run(process.execPath, [join(folder, 'cli/convrec.mjs'), ...args]);
    assert.doesNotMatch(stderr, /warning/iu);
    return stdout;
  };

  it('holds every file of its rooms that is read at run time, TypeScript as JavaScript with declarations', async () => {
    const wanted: string[] = [
      'index.js',
      'index.d.ts',
      'temporal.config.js',
      'LICENSE',
      'README.md',
      'cli/convrec.mjs',
    ];
    for (const room of shippedRooms) {
      for (const entry of await readdir(join(root, room), { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name).slice(root.length);
        if (!entry.isFile() || !readAtRunTime.test(path) || staysHere.test(path)) continue;
        if (path.endsWith('.ts')) wanted.push(path.replace(/ts$/u, 'js'), path.replace(/ts$/u, 'd.ts'));
        else wanted.push(path);
      }
    }
    assert.ok(wanted.length > 1900);
    assert.deepEqual(
      wanted.filter((path) => !files.includes(path)),
      [],
    );
  });

  it('holds no test, benchmark, result, TypeScript or loader', () => {
    const strange =
      /(?:^|\/)(?:test|bench|runs|node_modules)\/|^docs\/(?!\w+\.md$)|(?<!\.d)\.ts$|part-thread\.mjs$|^infra\/deployment\//u;
    assert.deepEqual(
      files.filter((path) => strange.test(path)),
      [],
    );
  });

  it('runs nothing when it is installed, and names no place of the machine that built it', async () => {
    const manifest = z
      .looseObject({ dependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
    assert.equal(manifest['scripts'], undefined);
    assert.equal(manifest['private'], undefined);
    assert.deepEqual(
      Object.entries(manifest.dependencies).filter(([, version]) => !/^\d+\.\d+\.\d+/u.test(version)),
      [],
    );
    for (const name of ['bundle.cjs', 'bundle+replay-trace.cjs']) {
      const code = await readFile(join(folder, 'workflows', name), 'utf8');
      const map = /sourceMappingURL=data:[^,]*,([\w+/=]+)/u.exec(code)?.[1];
      assert.ok(map !== undefined);
      const read = code + Buffer.from(map, 'base64').toString();
      assert.deepEqual(
        [root, folder].filter((place) => read.includes(place.replace(/^\/|\/$/gu, ''))),
        [],
      );
    }
  });

  it('answers --version, draws the graph from its JSON and asks a run in a process of its own', async () => {
    const { version }: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    assert.equal(await convrec('--version'), `${version}\n`);
    assert.match(await convrec('plan-graph'), /^flowchart TD\n/u);
    const runs = ['--runs', fixture.runsRoot];
    assert.equal(await convrec('sql', 'select count(*) as n from dialogs', '--format', 'csv', ...runs), 'n\r\n3\r\n');
    assert.match(await convrec('sql', '--saved', 'list', ...runs), /falling-aspects/u);
  });

  it('serves the page of dialogs with its modules', async () => {
    const args = [join(folder, 'cli/convrec.mjs'), 'view', '--runs', fixture.runsRoot];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [printed] = await once(child.stdout, 'data');
      const address = String(printed).trim();
      const page = await (await fetch(address)).text();
      const [, script = ''] = /<script[^>]* src="([^"]+)"/u.exec(page) ?? [];
      for (const file of ['', script, 'serving/page/elements.js', 'api/dialogs?limit=1']) {
        assert.equal((await fetch(new URL(file, address))).status, 200, file);
      }
    } finally {
      child.kill('SIGKILL');
      await once(child, 'close');
    }
  });

  it('takes the workflows as they were bundled with it', async () => {
    const code = await readFile(join(folder, 'workflows/bundle.cjs'), 'utf8');
    const taken = await bundleWorkflows(join(folder, 'workflows/index.js'), undefined, assert.fail);
    assert.deepEqual(taken, { code });
  });

  it('loads the module of its threads without a loader', async () => {
    const { ownThread } = await import(join(folder, 'infra/own-module.js'));
    const entry: URL = ownThread('part-thread.ts', 'file:///a/infra/threads/open-parts.js');
    assert.equal(entry.href, 'file:///a/infra/threads/part-thread.js');
  });

  it('lets a program open a run, with types that hold without skipLibCheck', async () => {
    const { listRuns, openRunFolder, withRelations } = await import(join(folder, 'index.js'));
    const [listed] = await listRuns(fixture.runsRoot);
    const names = await withRelations(
      openRunFolder(listed.ref),
      {},
      async (relations: { names: string[] }) => relations.names,
    );
    assert.ok(names.includes('dialogs'));
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const strict = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node'];
    await run(process.execPath, [tsc, ...strict, '--ignoreConfig', join(folder, 'index.d.ts')], { cwd: folder });
  });
});
