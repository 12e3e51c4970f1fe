import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureSelfBleu } from '../studio/evaluation/self-bleu.ts';
import { countTokens, cutAtTokens, measureTextDiversity, tokensOf } from '../studio/evaluation/text-diversity.ts';
import { realizeOffline } from '../test/studio/fidelity/offline-dialog.ts';
import { planInProcess } from './plan-in-process.ts';
import { domains, readPredecessor } from './predecessor.ts';
import type { Domain } from './predecessor.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// The offline realizer's dialogs of the three real samples beside the predecessor's, both cut to the same number of tokens in whole dialogs.
const data = fileURLToPath(new URL('../../shared/data', import.meta.url));
const results: Result[] = [];
const figures: Record<string, Record<string, number>> = {};

for (const domain of domains) {
  const predecessor = await readPredecessor(domain);
  if (predecessor === undefined || !(await isThere(join(data, domain)))) {
    console.log(`skipped ${domain}: no ../shared/data`);
    continue;
  }
  const theirs = predecessor.map((dialog) => dialog.map(({ text }) => text));
  const plans = await planInProcess({ source: { kind: domain, path: join(data, domain) } });
  const ours = plans.map((plan) => realizeOffline(plan).map(({ text }) => text));
  const tokens = Math.min(countTokens(theirs), countTokens(ours));
  report(domain, 'ours', cutAtTokens(ours, tokens));
  report(domain, 'predecessor', cutAtTokens(theirs, tokens));
}
if (results.length > 0) await writeResults('diversity', results, figures);

function report(domain: Domain, whose: string, cut: readonly (readonly string[])[]): void {
  const { dialogs, tokens, ...diversity } = measureTextDiversity(cut);
  const scores = measureSelfBleu(cut.flat().map(tokensOf)).filter((score) => score !== null);
  const shares = { ...diversity, selfBleu4: scores.reduce((sum, score) => sum + score, 0) / scores.length };
  const setting = `${domain}, first ${dialogs} dialogs, ${tokens} tokens`;
  const rounded = Object.entries(shares).map(([name, value]): [string, number] => [name, Number(value.toFixed(3))]);
  figures[`${domain}: ${whose}`] = Object.fromEntries(rounded);
  for (const [name, value] of rounded) results.push({ name: `${name}, ${whose}`, value, unit: 'share', setting });
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
