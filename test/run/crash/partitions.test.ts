import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cutReviews } from '../../../activities/profiling/cut-reviews.ts';
import type { TestRun } from '../../doubles/dependencies.ts';
import { drawReviews } from '../../studio/profiling/drawn-reviews.ts';
import { createRunOf, runStage } from '../../studio/profiling/profiled-run.ts';

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const script = fileURLToPath(new URL('cut-reviews-process.ts', import.meta.url));

describe('a stage that is killed with SIGKILL in the middle of its partitions', () => {
  it('has lost the partition in work at most, leaves no half file, and gives the same clauses', async function () {
    this.timeout(120_000);
    // One a day from 2020 on: four years, each a partition.
    const years = drawReviews(1300, 9);
    const whole = await createRunOf(years);
    const killed = await createRunOf(years);
    try {
      await runStage(whole, cutReviews);
      const { runsRoot, runId } = killed.run.ref;
      const child = fork(script, [runsRoot, runId], { execArgv: ['--import', tsx] });
      const ended = once(child, 'exit');
      let told = 0;
      child.on('message', (details) => {
        told = Number(/clauses: (\d) of 4 partitions/u.exec(JSON.stringify(details))?.[1] ?? told);
        // The third is begun by now.
        if (told === 2) child.kill('SIGKILL');
      });
      assert.deepEqual(await ended, [null, 'SIGKILL']);
      const kept = (await killed.run.listNames('work/parts/clauses')).filter((name) =>
        /^[0-9a-f]{40}\.parquet$/u.test(name),
      );
      assert.ok(kept.length === 2 || kept.length === 3, `${kept.length} parts`);
      assert.equal(await killed.run.hasRelation('clauses'), false);

      const { figures } = await runStage(killed, cutReviews);
      assert.deepEqual(figures, { partitions: 4, partitions_made: 4 - kept.length });
      assert.ok((await clausesOf(killed)).equals(await clausesOf(whole)));
      const names = await killed.run.listNames('work/parts/clauses');
      assert.ok(names.length === 4 && names.every((name) => /^[0-9a-f]{40}\.parquet$/u.test(name)), names.join());
    } finally {
      await whole.remove();
      await killed.remove();
    }
  });
});

const clausesOf = ({ run }: TestRun): Promise<Buffer> => readFile(run.relationPath('clauses'));
