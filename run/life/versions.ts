import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';

const PackageSchema = z.object({ version: z.string() });

/** Version of this project, from package.json. */
export async function readOwnVersion(): Promise<string> {
  return readVersion(new URL('../../package.json', import.meta.url));
}

/** Versions of what a result may depend on, kept in the run's manifest. */
export async function readVersions(): Promise<Record<string, string>> {
  const require = createRequire(import.meta.url);
  return {
    convrec: await readOwnVersion(),
    node: process.versions.node,
    duckdb: await readVersion(require.resolve('@duckdb/node-api/package.json')),
    temporal: await readVersion(require.resolve('@temporalio/worker/package.json')),
  };
}

async function readVersion(path: string | URL): Promise<string> {
  return PackageSchema.parse(JSON.parse(await readFile(path, 'utf8'))).version;
}
