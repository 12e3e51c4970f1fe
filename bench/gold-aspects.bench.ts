import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { computeAdjustedRand, computeNmi } from '../test/fixtures/cluster-agreement.ts';
import { groupBy } from '../test/fixtures/group-by.ts';
import { coarseCategory } from './mentions/gold-categories.ts';
import { goldFolder } from './mentions/gold-runs.ts';
import { withStages } from './plan-in-process.ts';
import { writeResults } from './results.ts';
import type { Result } from './results.ts';

// What aspects are worth by gold that others labelled: mentions of the gold's reviews, each with the one category that the gold gives to its
// words. Mentions that the gold says nothing of, or gives two categories, are left out. The gold of apps has no categories.
if (!existsSync(goldFolder)) {
  console.error('Nothing is measured: no ../shared/gold/absa: the outside gold is not on this machine');
  process.exit(1);
}
const OpinionSchema = z.looseObject({
  category: z.string().nullish(),
  from: z.number().nullish(),
  to: z.number().nullish(),
});
const SentenceSchema = z.looseObject({
  review: z.string(),
  start: z.number(),
  end: z.number(),
  opinions: z.array(OpinionSchema),
});
type Sentence = z.infer<typeof SentenceSchema>;
const MentionsSchema = z.array(
  z.object({
    review_id: z.string(),
    term_start: z.number(),
    term_end: z.number(),
    polarity: z.string(),
    label: z.string().nullable(),
  }),
);
/** Sets of the gold that label terms without a category. */
const withoutCategories = /^(?:se14l|mamsT|is22)/u;

const results: Result[] = [];
const figures: Record<string, Record<string, number>> = {};
for (const domain of ['restaurants', 'laptops'] as const) {
  const columns = {
    reviewId: 'rid',
    userId: 'user',
    itemId: 'product',
    rating: 'stars',
    reviewedAt: 'created',
    text: 'body',
  };
  const mapped = { format: 'csv', reviews: { file: 'reviews.csv', columns } };
  const source = { kind: 'mapped', path: join(goldFolder, 'in', domain), mapped };
  const mentions = await withStages({ source, seed: 7 }, 'extractMentions', ({ run, deps }) =>
    deps.withDatabase(run, async (db) => {
      for (const relation of ['mentions', 'aspects'] as const)
        await db.openParquet(relation, run.relationPath(relation));
      return MentionsSchema.parse(
        await db.rows(
          `select review_id, term_start, term_end, polarity, if(kept, label, null) as label
           from mentions join aspects using (aspect_id) order by mention_id`,
        ),
      );
    }),
  );
  const gold = (await readFile(join(goldFolder, `${domain}.dev.jsonl`), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => SentenceSchema.parse(JSON.parse(line)));
  measure(domain, mentions, gold);
}
await writeResults('gold-aspects', results, figures);

function measure(domain: string, mentions: z.infer<typeof MentionsSchema>, gold: readonly Sentence[]): void {
  const byReview = groupBy(mentions, (mention) => mention.review_id);
  const placed = gold
    .filter(({ review }) => !withoutCategories.test(review))
    .flatMap((sentence) =>
      (byReview.get(sentence.review) ?? []).flatMap((mention) => {
        const [from, to] = [mention.term_start - sentence.start, mention.term_end - sentence.start];
        if (from < 0 || mention.term_end > sentence.end) return [];
        const category = categoryOf(sentence, from, to);
        return category === undefined ? [] : [{ category, label: mention.label, polarity: mention.polarity }];
      }),
    );
  const claimed = placed.filter(({ polarity }) => polarity === 'positive' || polarity === 'negative');
  for (const [name, some] of [
    ['mentions', placed],
    ['claims', claimed],
  ] as const) {
    const pairs = some.flatMap(({ category, label }): [string, string][] =>
      label === null ? [] : [[category, label]],
    );
    const measures = {
      with_an_aspect: pairs.length / some.length,
      purity: purityOf(pairs),
      nmi: computeNmi(pairs),
      adjusted_rand: computeAdjustedRand(pairs),
    };
    const rounded = Object.entries(measures).map(([key, value]): [string, number] => [key, Number(value.toFixed(3))]);
    results.push({
      name: `${domain}, ${name}: share with an aspect / purity / NMI / adjusted Rand index`,
      value: rounded.map(([, value]) => value.toFixed(3)).join(' / '),
      unit: '',
      setting: `${some.length} in sentences of the gold, ${new Set(pairs.map(([, label]) => label)).size} aspects`,
    });
    figures[`${domain}, ${name}`] = Object.fromEntries(rounded);
  }
}

/** The one category of the opinions that the words overlap; of a sentence without spans its only one. */
function categoryOf({ opinions }: Sentence, from: number, to: number): string | undefined {
  const isPlaced = opinions.some((opinion) => opinion.from != null);
  const own = isPlaced
    ? opinions.filter((opinion) => opinion.from != null && opinion.to != null && opinion.from < to && opinion.to > from)
    : opinions;
  const [category, ...others] = new Set(
    own.flatMap((opinion) => (opinion.category == null ? [] : coarseCategory(opinion.category))),
  );
  return others.length > 0 ? undefined : category;
}

function purityOf(pairs: readonly (readonly [category: string, label: string])[]): number {
  let pure = 0;
  for (const own of groupBy(pairs, ([, label]) => label).values()) {
    pure += Math.max(...[...groupBy(own, ([category]) => category).values()].map((same) => same.length));
  }
  return pairs.length === 0 ? 0 : pure / pairs.length;
}
