import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareRuns, openOnlyRun } from '../test/doubles/compare-runs.ts';

// `npm run check:bytes -- COMMIT` makes the bundled sample's run by that commit (HEAD where none is given) and by the working tree, lists the
// relations and dataset files that differ, and replays the histories that the commit kept by the working tree's code. Ends with 1 where
// anything differs. It takes about four minutes.

const root = fileURLToPath(new URL('../', import.meta.url));
const commit = process.argv[2] ?? 'HEAD';
const scratch = await mkdtemp(join(tmpdir(), 'convrec-same-bytes-'));
const base = join(scratch, 'base');
const runs = { base: join(scratch, 'base-runs'), tree: join(scratch, 'tree-runs') };

function convrec(checkout: string, args: readonly string[]): number {
  const { status } = spawnSync(process.execPath, [join(checkout, 'cli/convrec.mjs'), ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status ?? -1;
}

try {
  execFileSync('git', ['worktree', 'add', '--quiet', '--detach', base, commit], { cwd: root });
  await symlink(join(root, 'node_modules'), join(base, 'node_modules'));
  for (const [checkout, folder] of [
    [base, runs.base],
    [root, runs.tree],
  ] as const) {
    const status = convrec(checkout, ['launch', '--source', 'sample', '--runs', folder, '--json']);
    if (status !== 0) throw new Error(`the run of ${checkout} ended with exit code ${status}`);
  }
  const { dialogs, lost, differing } = await compareRuns(runs.base, runs.tree, false);
  const { ref } = await openOnlyRun(runs.base);
  const replayed = convrec(root, ['replay', ref.runId, '--all', '--runs', runs.base]);
  console.log(`${dialogs} dialogs by ${commit}, ${lost} of them missing in the working tree's run`);
  console.log(
    differing.length === 0 ? 'Relations and dataset: every byte the same' : `Different: ${differing.join(', ')}`,
  );
  console.log(
    replayed === 0 ? 'Kept histories: replayed without a difference' : `Kept histories: replay ended with ${replayed}`,
  );
  process.exitCode = differing.length === 0 && replayed === 0 ? 0 : 1;
} finally {
  spawnSync('git', ['worktree', 'remove', '--force', base], { cwd: root });
  await rm(scratch, { recursive: true, force: true });
}
