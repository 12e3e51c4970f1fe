import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import analyseSentiment from 'wink-sentiment';
import { z } from 'zod';
import { ensureSample } from '../datasets/sample/ensure-sample.ts';
import { blendSentiment, scoreWords } from '../studio/sentiment/clause-sentiment.ts';
import type { ScoreClause } from '../studio/sentiment/clause-sentiment.ts';
import { createLearnedScore, trainLearnedSentiment } from '../studio/sentiment/learned-sentiment.ts';
import { withoutPause } from '../studio/profiling/pause.ts';
import { segmentClauses } from '../studio/text/segment-clauses.ts';
import { stageFolder } from '../test/datasets/stage-source.ts';
import { areaUnderCurve, balancedAccuracy, rankCorrelation } from './association.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

interface Review {
  line: number;
  userId: string;
  itemId: string;
  rating: number;
  text: string;
  clauses: string[];
}

interface PlantedClause {
  userId: string;
  rating: number;
  text: string;
  isPraise: boolean;
}

const ReviewTruthSchema = z.object({ review_id: z.string(), line: z.number() });
const ClauseTruthSchema = z.object({
  review_id: z.string(),
  char_start: z.number(),
  char_end: z.number(),
  aspect: z.string().nullable(),
  polarity: z.string(),
});

const domains = ['yelp', 'amazon', 'mobilerec'] as const;
const seed = 1;
const folds = 5;
const starWeight = 0.35;
const shared = fileURLToPath(new URL('../../shared/data/', import.meta.url));
const results: Result[] = [];
const figures: Record<string, Record<string, number>> = {};

/** Scores a clause of a review by this user. */
type Scorer = (userId: string) => ScoreClause;

const scorers: [name: string, prepare: (reviews: readonly Review[]) => Promise<Scorer>][] = [
  // A token of thousands of letters makes wink's patterns quadratic.
  ['plain lexicon', async () => () => (clause) => analyseSentiment(clause.replaceAll(/\S{41,}/gu, '')).normalizedScore],
  ['lexicon', async () => () => scoreWords],
  ['learned, held out by user', trainHeldOut],
];

const folder = await mkdtemp(join(tmpdir(), 'convrec-bench-'));
try {
  for (const domain of domains) {
    if (existsSync(shared)) await measureStars(domain);
    else console.log(`${domain} against its stars: skipped: no ../shared/data`);
    await measurePlanted(domain);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
await writeResults('sentiment', results, figures);

/** A review's mean sentiment, words only, against its stars. */
async function measureStars(domain: string): Promise<void> {
  const reviews = await stage(join(shared, domain));
  const clear = reviews.filter(({ rating }) => rating !== 3);
  for (const [name, prepare] of scorers) {
    const scorer = await prepare(reviews);
    const means = new Map(reviews.map((review) => [review, meanOf(review.clauses.map(scorer(review.userId)))]));
    const meanSentiment = (review: Review): number => means.get(review) ?? 0;
    const isPraise = clear.map(({ rating }) => rating > 3);
    add(
      `${domain}: AUC / balanced accuracy / Spearman`,
      `${domain} sample of ../shared/data, ${reviews.length} reviews, ${name}, words only`,
      {
        auc: areaUnderCurve(clear.map(meanSentiment), isPraise),
        balanced_accuracy: balancedAccuracy(clear.map(meanSentiment), isPraise),
        spearman: rankCorrelation(
          reviews.map(meanSentiment),
          reviews.map(({ rating }) => rating),
        ),
      },
    );
  }
}

/** A clause's sentiment against what the bundled sample planted there: praise or complaint of an aspect. */
async function measurePlanted(domain: (typeof domains)[number]): Promise<void> {
  const { folder: sample } = await ensureSample(folder, { domain, seed });
  const reviews = await stage(sample);
  const clauses = await readPlanted(sample, reviews);
  const isPraise = clauses.map((clause) => clause.isPraise);
  for (const [name, prepare] of scorers) {
    const scorer = await prepare(reviews);
    const scores = clauses.map(({ userId, text }) => scorer(userId)(text));
    const words = scores.map((score) => score ?? 0);
    const blended = scores.map((score, at) => blendSentiment(score, clauses[at]?.rating ?? 3, starWeight));
    add(
      `${domain}: planted polarity, words only / with stars`,
      `bundled ${domain} sample (simulated), ${clauses.length} clauses, ${name}`,
      {
        balanced_accuracy_words: balancedAccuracy(words, isPraise),
        balanced_accuracy_with_stars: balancedAccuracy(blended, isPraise),
      },
    );
  }
}

function add(name: string, setting: string, measures: Record<string, number>): void {
  const rounded = Object.entries(measures).map(([measure, value]): [string, number] => [
    measure,
    Number(value.toFixed(3)),
  ]);
  results.push({ name, value: rounded.map(([, value]) => value.toFixed(3)).join(' / '), unit: '', setting });
  figures[`${name.replace(/:.*/u, '')}: ${setting}`] = Object.fromEntries(rounded);
}

/** Each user's clauses are scored by a model that has read no review of that user. */
async function trainHeldOut(reviews: readonly Review[]): Promise<Scorer> {
  const users = [...new Set(reviews.map(({ userId }) => userId))].toSorted();
  const foldOf = new Map(users.map((userId, at) => [userId, at % folds]));
  const scorersByFold: ScoreClause[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const train = reviews.filter(({ userId, rating }) => rating !== 3 && foldOf.get(userId) !== fold);
    scorersByFold.push(
      createLearnedScore(await trainLearnedSentiment(train, scoreWords, seed, withoutPause), scoreWords),
    );
  }
  return (userId) => scorersByFold[foldOf.get(userId) ?? 0] ?? scoreWords;
}

async function stage(path: string): Promise<Review[]> {
  const { reviews } = await stageFolder(path);
  const rows = z.array(
    z.object({
      source_line: z.number(),
      user_id: z.string(),
      item_id: z.string(),
      rating: z.number(),
      text: z.string(),
    }),
  );
  return rows.parse(reviews).map(({ source_line: line, user_id: userId, item_id: itemId, rating, text }) => {
    return { line, userId, itemId, rating, text, clauses: segmentClauses(text).map((clause) => clause.text) };
  });
}

async function readPlanted(sample: string, reviews: readonly Review[]): Promise<PlantedClause[]> {
  const read = async <T>(file: string, schema: z.ZodType<T>): Promise<T[]> =>
    (await readFile(join(sample, 'truth', file), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => schema.parse(JSON.parse(line)));
  const byLine = new Map(reviews.map((review) => [review.line, review]));
  const reviewOf = new Map(
    (await read('reviews.jsonl', ReviewTruthSchema)).map((row) => [row.review_id, byLine.get(row.line)]),
  );
  return (await read('clauses.jsonl', ClauseTruthSchema)).flatMap((clause) => {
    const review = reviewOf.get(clause.review_id);
    if (review === undefined || clause.aspect === null || clause.polarity === 'mixed') return [];
    const text = Array.from(review.text).slice(clause.char_start, clause.char_end).join('');
    return [{ userId: review.userId, rating: review.rating, text, isPraise: clause.polarity === 'positive' }];
  });
}

function meanOf(scores: readonly (number | null)[]): number {
  const heard = scores.filter((score) => score !== null);
  return heard.length === 0 ? 0 : heard.reduce((sum, score) => sum + score, 0) / heard.length;
}
