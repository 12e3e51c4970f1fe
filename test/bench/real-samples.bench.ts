import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';
import { launchMeasured } from './run-convrec.ts';

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url));

// Every eligible user of the three real samples, offline. The samples themselves are not part of this repository.
if (await isThere(data)) {
  const results: Result[] = [];
  for (const domain of ['yelp', 'amazon', 'mobilerec']) {
    const runsRoot = await mkdtemp(join(tmpdir(), 'convrec-bench-'));
    try {
      const { manifest, wallSeconds } = await launchMeasured(runsRoot, ['--source', join(data, domain)]);
      const rows = Object.assign({}, ...manifest.stages.map((stage) => stage.rows));
      const dialogs = manifest.stages.find((stage) => stage.stage === 'dialogs')?.figures;
      const setting = `${domain} sample, offline realizer`;
      results.push(
        { name: `${domain}: reviews`, value: rows['reviews'], unit: 'rows', setting },
        { name: `${domain}: rejected rows`, value: rows['rejected_rows'], unit: 'rows', setting },
        { name: `${domain}: targets`, value: rows['targets'], unit: 'targets', setting },
        { name: `${domain}: targets without a plan`, value: rows['unplanned_targets'], unit: 'targets', setting },
        { name: `${domain}: dialogs accepted`, value: Number(dialogs?.['accepted']), unit: 'dialogs', setting },
        { name: `${domain}: dialogs failed`, value: Number(dialogs?.['failed']), unit: 'dialogs', setting },
        { name: `${domain}: whole launch`, value: Number(wallSeconds.toFixed(1)), unit: 's', setting },
      );
    } finally {
      await rm(runsRoot, { recursive: true, force: true });
    }
  }
  await writeResults('real-samples', results);
} else {
  console.log('skipped: no ../shared/data');
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
