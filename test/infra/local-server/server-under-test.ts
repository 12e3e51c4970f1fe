import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateCacheFolder } from '../../../infra/storage/cache-folder.ts';
import { findInstalledServer } from '../../../infra/local-server/find-server-binary.ts';

/** This machine's environment without what a person has set for Temporal, so that a test never works on their server. */
export function createServerEnv(): NodeJS.ProcessEnv {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
  return {
    ...env,
    CONVREC_CACHE_DIR: locateCacheFolder(process.env),
    TEMPORAL_CONFIG_FILE: join(tmpdir(), 'convrec-no-such-file.toml'),
  };
}

/** Skips the suite, saying so, where no Temporal server binary is installed; a test never installs one. */
export async function needServerBinary(context: Mocha.Context): Promise<void> {
  const { found, reasons } = await findInstalledServer(createServerEnv());
  if (found !== undefined) return;
  console.log(`skipped: no Temporal server binary (${reasons.join('; ')})`);
  context.skip();
}

export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'convrec-temporal-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A shell script under that name; its own PATH lets it find the system's commands whatever the test's PATH is. */
export async function writeExecutable(path: string, script: string): Promise<void> {
  await writeFile(path, `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`, { mode: 0o755 });
}

export const fakeTemporalScript = 'echo "temporal version 9.9.9 (a fake)"';
