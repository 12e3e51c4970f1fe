import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';

const PackageSchema = z.object({ version: z.string() });

/** Version of this project, from package.json. */
export const readOwnVersion = (): string => readVersion(new URL('../../package.json', import.meta.url));

/** Versions of what a result may depend on, kept in the run's manifest. */
export function readVersions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  return {
    convrec: readOwnVersion(),
    node: process.versions.node,
    duckdb: readVersion(require.resolve('@duckdb/node-api/package.json')),
    temporal: readVersion(require.resolve('@temporalio/worker/package.json')),
  };
}

function readVersion(path: string | URL): string {
  return PackageSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).version;
}
