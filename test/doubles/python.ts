import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { Context } from 'mocha';

/** An interpreter that has what the readers' tests import; `.ci/run` makes one. */
const python = process.env['DATASET_TEST_PYTHON'] ?? 'python3';

/** Skips the test, and says why, where Python or one of its packages is not on this machine. */
export function needPython(test: Context, modules: readonly string[]): void {
  const { status } = spawnSync(python, ['-c', `import ${modules.join(', ')}`], { stdio: 'ignore' });
  if (status === 0) return;
  console.log(`      skipped: ${python} has not all of ${modules.join(', ')} (DATASET_TEST_PYTHON names another one)`);
  test.skip();
}

/** What a script, by its path in the project, prints. Rejects with its stderr where it fails. Imports what lies in `libraries` too. */
export const runPython = (script: string, args: readonly string[], libraries?: string): Promise<string> =>
  askPython([script, ...args], { libraries });

interface PythonOptions {
  /** Folder of packages beside the interpreter's own. */
  libraries?: string | undefined;
  cwd?: string | undefined;
}

/** What the interpreter prints for these arguments. Rejects with its stderr where it fails. */
export async function askPython(args: readonly string[], { libraries, cwd }: PythonOptions = {}): Promise<string> {
  const env = libraries === undefined ? process.env : { ...process.env, PYTHONPATH: libraries };
  const { stdout } = await promisify(execFile)(python, args, { maxBuffer: 2 ** 24, env, cwd });
  return stdout;
}
