import { access, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { verifyDataset } from '../run/evaluation/verify-dataset.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';
import { launchMeasured } from './run-convrec.ts';

const data = fileURLToPath(new URL('../../shared/data', import.meta.url));

// Every eligible user of the three real samples, offline, and what `convrec verify` finds in their dialogs. The samples themselves are not part of
// this repository. --keep FOLDER leaves the runs there, to be read.
const { values: given } = parseArgs({ options: { keep: { type: 'string' } } });
if (await isThere(data)) {
  const results: Result[] = [];
  for (const domain of ['yelp', 'amazon', 'mobilerec']) results.push(...(await measure(domain)));
  await writeResults('real-samples', results);
} else {
  console.log('skipped: no ../shared/data');
}

async function measure(domain: string): Promise<Result[]> {
  const runsRoot =
    given.keep === undefined ? await mkdtemp(join(tmpdir(), 'convrec-bench-')) : resolve(given.keep, domain);
  await mkdir(runsRoot, { recursive: true });
  try {
    const { manifest, folder, wallSeconds } = await launchMeasured(runsRoot, ['--source', join(data, domain)]);
    const rows = Object.assign({}, ...manifest.stages.map((stage) => stage.rows));
    const dialogs = manifest.stages.find((stage) => stage.stage === 'dialogs')?.figures;
    const { counts, checks } = await verifyDataset({ folder: join(folder, 'dataset') });
    const offences = checks.reduce((sum, check) => sum + check.offences, 0);
    for (const { check, first } of checks) for (const offence of first) console.log(domain, check, offence);
    const figures: readonly [name: string, value: number, unit: string][] = [
      ['reviews', rows['reviews'], 'rows'],
      ['rejected rows', rows['rejected_rows'], 'rows'],
      ['targets', rows['targets'], 'targets'],
      ['targets without a plan', rows['unplanned_targets'], 'targets'],
      ['dialogs accepted', Number(dialogs?.['accepted']), 'dialogs'],
      ['dialogs failed', Number(dialogs?.['failed']), 'dialogs'],
      [`offences that convrec verify finds, ${checks.length} checks`, offences, `in ${counts.dialogs} dialogs`],
      ['claims and citations verified', counts.claims + counts.citations, 'of the system'],
      ['whole launch', Number(wallSeconds.toFixed(1)), 's'],
    ];
    const setting = `${domain} sample, offline realizer`;
    return figures.map(([name, value, unit]) => ({ name: `${domain}: ${name}`, value, unit, setting }));
  } finally {
    if (given.keep === undefined) await rm(runsRoot, { recursive: true, force: true });
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
