import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findOnPath } from './find-executable.ts';
import type { InstallServer } from './install-server.ts';

/** Newer tags carry a `replace`, which `go install` refuses. */
const source = 'github.com/temporalio/cli/cmd/temporal@v1.5.1';

/** The Temporal CLI from source, by the Go on PATH. Throws when there is none or the build fails. */
export function createBuild(progressMs = 30_000): InstallServer {
  return async ({ folder, env, say }) => {
    const go = await findOnPath('go', env);
    if (go === undefined) throw new Error('there is no go on PATH');
    say(`Building the Temporal server from source with ${go} (about six minutes on two cores, once) ...`);
    const started = Date.now();
    const progress = setInterval(() => {
      say(`  still building, ${Math.round((Date.now() - started) / 1000)} s so far ...`);
    }, progressMs);
    try {
      await install(go, folder, env);
    } finally {
      clearInterval(progress);
    }
    return join(folder, 'temporal');
  };
}

async function install(go: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(go, ['install', source], { env: { ...env, GOBIN: folder }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = `${output}${text}`.slice(-8_000);
    });
  }
  await once(child, 'close');
  if (child.exitCode === 0) return;
  const lastLines = output.trim().split('\n').slice(-3).join(' | ');
  throw new Error(`go install ${source} ended with ${child.exitCode ?? child.signalCode}: ${lastLines}`);
}
