import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { bundleWorkflows, madeAhead } from '../../temporal/bundle-workflows.ts';
import { LockSchema, RepositoryPackageSchema, renderManifest } from './package-files.ts';
import { moduleOfJson, rewriteDeclarations, rewriteModule } from './rewrite-module.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** The rooms that a run needs. Their tests, benchmarks and what only deploys them stay here. */
const rooms = [
  'schemas',
  'studio',
  'datasets',
  'workflows',
  'activities',
  'infra',
  'run',
  'cli',
  'packages/recommender',
];
const leftOut = /(?:^|\/)(?:test|bench)\/|^infra\/deployment\/|\.ts$|\.mjs$/u;
const texts = ['README.md', 'CHANGELOG.md', 'LICENSE'];

const command = `#!/usr/bin/env node
import { main } from './main.js';

await main(process.argv.slice(2));
`;

/**
 * Makes the npm package in `folder`, which it empties first: the rooms as JavaScript with declarations, everything beside them that is read at run
 * time, and the workflows as one script. `npm pack` and `npm publish` are then called there.
 */
export async function buildPackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const project = fileURLToPath(new URL('tsconfig.json', import.meta.url));
  await promisify(execFile)(process.execPath, [
    join(repository, 'node_modules/typescript/bin/tsc'),
    '--project',
    project,
    '--outDir',
    folder,
  ]).catch((error: unknown) => {
    throw new Error(`tsc: ${error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error)}`);
  });
  for (const file of await listDataFiles()) await copyInto(folder, file);
  await rewriteModules(folder);
  await writeFile(join(folder, 'cli/convrec.mjs'), command);
  await chmod(join(folder, 'cli/convrec.mjs'), 0o755);
  await writePackageFiles(folder);
  await bundleAhead(folder, []);
  await bundleAhead(folder, [join(folder, 'workflows/replay-trace.js')]);
}

/** The bundler looks for the dependencies from the folder upwards. */
async function bundleAhead(folder: string, interceptorModules: readonly string[]): Promise<void> {
  const workflows = join(folder, 'workflows/index.js');
  const { code } = await bundleWorkflows(workflows, undefined, () => {}, interceptorModules);
  const map = /(?<=\/\/# sourceMappingURL=data:application\/json;charset=utf-8;base64,)[\w+/=]+/u;
  const inMap = (text: string): string =>
    Buffer.from(withoutPlaces(Buffer.from(text, 'base64').toString(), folder)).toString('base64');
  await writeFile(madeAhead(workflows, interceptorModules), withoutPlaces(code, folder).replace(map, inMap));
}

/** Modules and their sources by their places in the package: where the machine that builds it has them is nobody's business. */
const withoutPlaces = (text: string, folder: string): string =>
  text.replaceAll(folder, '').replaceAll(relative(process.cwd(), folder), 'package').replaceAll(repository, '');

/** Paths, from the repository's root, of what is read at run time and is no module. In order. */
export async function listDataFiles(): Promise<string[]> {
  const found: string[] = [...texts];
  for (const room of rooms) {
    for (const entry of await readdir(join(repository, room), { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name).slice(repository.length);
      if (entry.isFile() && !leftOut.test(file)) found.push(file);
    }
  }
  for (const name of await readdir(join(repository, 'docs'))) if (name.endsWith('.md')) found.push(`docs/${name}`);
  return found.toSorted();
}

async function copyInto(folder: string, file: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await copyFile(join(repository, file), join(folder, file));
}

async function rewriteModules(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || /\/page\//u.test(path.slice(folder.length))) continue;
    if (entry.name.endsWith('.d.ts')) await rewrite(path, rewriteDeclarations);
    else if (extname(entry.name) === '.js') await rewrite(path, (code) => rewriteModule(code, path));
    else if (extname(entry.name) === '.json') await writeFile(`${path}.js`, moduleOfJson(await readFile(path, 'utf8')));
  }
}

async function rewrite(path: string, change: (code: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, 'utf8')));
}

const PeersSchema = z.object({
  peerDependencies: z.record(z.string(), z.string()),
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean() })),
});

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(join(repository, file), 'utf8'));

async function writePackageFiles(folder: string): Promise<void> {
  const lock = LockSchema.parse(await readJson('package-lock.json'));
  const peers = PeersSchema.parse(await readJson('packages/recommender/package.json'));
  const manifest = renderManifest(RepositoryPackageSchema.parse(await readJson('package.json')), lock, peers);
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(repository, 'build/package');
  await buildPackage(folder);
  console.log(folder);
}
