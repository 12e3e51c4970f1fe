import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fitLogistic } from '../studio/mentions/logistic-regression.ts';
import { domains, findPython, learnFromReviews, readReviews } from './mentions/gold-runs.ts';
import { labelLinks } from './mentions/labelled-links.ts';
import type { LabelledLink } from './mentions/labelled-links.ts';
import { completeModel, domainWeights, penalty } from './mentions/confidence-settings.ts';

// Fits the confidence of mentions on the outside gold's dev part and writes studio/mentions/mention-confidence.json. How well it holds on
// reviews that it was not fitted on is what `npm run bench:meaning` measures.
const found = findPython();
if ('missing' in found) {
  console.error(`Nothing is fitted: ${found.missing}`);
  process.exit(1);
}
const folder = await mkdtemp(join(tmpdir(), 'convrec-confidence-'));
try {
  const links: LabelledLink[] = [];
  for (const domain of domains) {
    const reviews = await readReviews(domain);
    const options = { python: found.python, folder, domainWeight: domainWeights[domain] };
    const labelled = await labelLinks(domain, reviews, learnFromReviews(reviews), options);
    console.log(
      `${domain}: ${labelled.length} links, ${labelled.filter(({ isTrue }) => isTrue).length} true by the gold`,
    );
    links.push(...labelled);
  }
  const { bias, weights } = completeModel(fitLogistic(links, penalty));
  const rounded = Object.fromEntries(
    Object.entries(weights)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, round(value)]),
  );
  const file = fileURLToPath(new URL('../studio/mentions/mention-confidence.json', import.meta.url));
  await writeFile(file, `${JSON.stringify({ bias: round(bias), weights: rounded }, null, 2)}\n`);
  console.log(`${Object.keys(weights).length} weights in ${file}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
