import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { extractMentions } from '../studio/mentions/extract-mentions.ts';
import type { Mention, MentionKnowledge } from '../studio/mentions/extract-mentions.ts';
import { fitLogistic } from '../studio/mentions/logistic-regression.ts';
import type { LogisticModel } from '../studio/mentions/logistic-regression.ts';
import { mentionConfidence } from '../studio/mentions/mention-confidence.ts';
import { segmentClauses } from '../studio/text/segment-clauses.ts';
import { domains, findPython, goldFolder, learnFromReviews, partOf, readReviews } from './mentions/gold-runs.ts';
import type { Domain, GoldReview } from './mentions/gold-runs.ts';
import { labelLinks } from './mentions/labelled-links.ts';
import type { LabelledLink } from './mentions/labelled-links.ts';
import { completeModel, domainWeights, penalty } from './mentions/confidence-settings.ts';
import { scoreRun, writeMentionRun } from './mentions/write-mention-run.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// What mentions mean, by gold that others labelled: mentions of the three domains' reviews, scored by the gold's own score.py. The
// confidence model is fitted on the same gold, so a review's mentions are made by weights that were fitted without it (five folds over
// reviews); the figures of the repository's weights stand beside them. Rules were written while one half of the reviews was read; the
// halves are scored apart.
const folds = 5;
/** Complaints are rarer than praise: how many more are found when less sure ones count. */
const doubtfulFrom = 0.5;
const found = findPython();
if ('missing' in found) {
  console.error(`Nothing is measured: ${found.missing}`);
  process.exit(1);
}
const { python } = found;

const ReviewOfLine = z.looseObject({ review: z.string(), opinions: z.array(z.looseObject({ polarity: z.string() })) });
const results: Result[] = [];
const figures: Record<string, Record<string, number>> = {};

interface DomainRun {
  domain: Domain;
  reviews: GoldReview[];
  knowledge: MentionKnowledge;
}

const folder = await mkdtemp(join(tmpdir(), 'convrec-meaning-'));
try {
  const runs: DomainRun[] = [];
  for (const domain of domains) {
    const reviews = await readReviews(domain);
    runs.push({ domain, reviews, knowledge: learnFromReviews(reviews) });
  }
  const models = await fitFolds(runs);
  for (const run of runs) await measure(run, models);
  for (const run of runs) measureRate(run);
} finally {
  await rm(folder, { recursive: true, force: true });
}
await writeResults('meaning', results, figures);

/** For each fold, weights fitted on the links of the other folds' reviews. */
async function fitFolds(runs: readonly DomainRun[]): Promise<LogisticModel[]> {
  const links: LabelledLink[] = [];
  for (const { domain, reviews, knowledge } of runs) {
    links.push(
      ...(await labelLinks(domain, reviews, knowledge, { python, folder, domainWeight: domainWeights[domain] })),
    );
  }
  return Array.from({ length: folds }, (_, fold) =>
    completeModel(
      fitLogistic(
        links.filter(({ review }) => partOf(review, folds) !== fold),
        penalty,
      ),
    ),
  );
}

async function measure({ domain, reviews, knowledge }: DomainRun, models: readonly LogisticModel[]): Promise<void> {
  const mentionsBy = (modelOf: (review: string) => LogisticModel): Map<string, Mention[]> =>
    new Map(
      reviews.map(({ rid, body }) => [
        rid,
        extractMentions(body, { ...knowledge, confidence: modelOf(rid) }).filter(({ isItem }) => !isItem),
      ]),
    );
  const heldOut = mentionsBy((review) => models[partOf(review, folds)] ?? mentionConfidence);
  const lines = (await readFile(join(goldFolder, `${domain}.dev.jsonl`), 'utf8')).trimEnd().split('\n');
  const parts: [name: string, keeps: (line: string) => string | undefined][] = [
    ['all', (line) => line],
    ['half read while rules were written', (line) => (halfOf(line) === 0 ? line : undefined)],
    ['half not read', (line) => (halfOf(line) === 1 ? line : undefined)],
  ];
  const run = join(folder, domain);
  await writeMentionRun(run, reviews, heldOut);
  for (const [name, keeps] of parts) {
    const goldFile = join(folder, 'gold.jsonl');
    await writeFile(
      goldFile,
      lines
        .flatMap((line) => keeps(line) ?? [])
        .map((line) => `${line}\n`)
        .join(''),
    );
    await score(`${domain}, ${name}`, run, goldFile, 'held-out weights');
  }
  await measureSides(domain, reviews, heldOut, lines);
  await writeMentionRun(
    run,
    reviews,
    mentionsBy(() => mentionConfidence),
  );
  await score(
    `${domain}, all`,
    run,
    join(goldFolder, `${domain}.dev.jsonl`),
    "the repository's weights, fitted on this",
  );
}

/** What is claimed of each polarity, and complaints down to a lower confidence: how many are right, and how many of the gold's are found. */
async function measureSides(
  domain: Domain,
  reviews: readonly GoldReview[],
  mentions: ReadonlyMap<string, readonly Mention[]>,
  lines: readonly string[],
): Promise<void> {
  const sides: [name: string, polarity: string, isOf: (mention: Mention) => boolean][] = [
    ['praise', 'positive', ({ polarity }) => polarity === 'positive'],
    ['complaints', 'negative', ({ polarity }) => polarity === 'negative'],
    [
      `complaints, confidence from ${doubtfulFrom}`,
      'negative',
      ({ leaning, confidence, polarity }) => leaning < 0 && confidence >= doubtfulFrom && polarity !== 'neutral',
    ],
  ];
  const run = join(folder, `${domain}-side`);
  const goldFile = join(folder, 'side.jsonl');
  for (const [name, polarity, isOf] of sides) {
    const ofSide = [...mentions].map(([review, of]): [string, Mention[]] => [
      review,
      of.filter(isOf).map((mention) => ({ ...mention, sentiment: mention.leaning })),
    ]);
    await writeMentionRun(run, reviews, new Map(ofSide));
    const { literal_claims: claims } = await scoreRun(python, run, join(goldFolder, `${domain}.dev.jsonl`));
    await writeFile(goldFile, lines.map((line) => `${keepPolarity(line, polarity)}\n`).join(''));
    const { literal_claims: ofPolarity } = await scoreRun(python, run, goldFile);
    const measures = { strict_precision: claims.strict, recall: ofPolarity.recall };
    add(`${domain}, ${name}`, measures, `held-out weights; ${claims.n} claims`);
  }
}

async function score(name: string, run: string, goldFile: string, setting: string): Promise<void> {
  const { literal_claims: claims, polarity } = await scoreRun(python, run, goldFile);
  const measures = {
    strict_precision: claims.strict,
    recall: claims.recall,
    topic: claims.topic,
    polarity_when_it_speaks: polarity.acc_when_says ?? 0,
  };
  add(name, measures, `${setting}; ${claims.n} claims`);
}

function add(name: string, measures: Readonly<Record<string, number>>, setting: string): void {
  const rounded = Object.entries(measures).map(([key, value]): [string, number] => [key, Number(value.toFixed(3))]);
  const value = rounded.map(([, each]) => each.toFixed(3)).join(' / ');
  results.push({ name: `${name}: ${Object.keys(measures).join(' / ')}`, value, unit: '', setting });
  figures[`${name}: ${setting.replace(/;.*/u, '')}`] = Object.fromEntries(rounded);
  console.log(`${name}: ${value} (${setting})`);
}

function halfOf(line: string): number {
  return partOf(ReviewOfLine.parse(JSON.parse(line)).review, 2);
}

/** A line of the gold with the opinions of one polarity only: its recall is how many of those are found. */
function keepPolarity(line: string, polarity: string): string {
  const sentence = ReviewOfLine.parse(JSON.parse(line));
  return JSON.stringify({
    ...sentence,
    opinions: sentence.opinions.filter((opinion) => opinion.polarity === polarity),
  });
}

/** Clauses a CPU second, one thread, cut and tagged again. */
function measureRate({ domain, reviews, knowledge }: DomainRun): void {
  const clauses = reviews.reduce((sum, { body }) => sum + segmentClauses(body).length, 0);
  const start = process.cpuUsage();
  for (const { body } of reviews) extractMentions(body, knowledge);
  const { user, system } = process.cpuUsage(start);
  const rate = Math.round(clauses / ((user + system) / 1e6));
  results.push({
    name: `${domain}: clauses a CPU second`,
    value: rate,
    unit: '1/s',
    setting: 'reading, tagging, linking, one thread',
  });
  figures[`${domain}: rate`] = { clauses_per_cpu_second: rate };
}
