import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { learnTerms } from '../../studio/mentions/learn-terms.ts';
import { countOpinionWords, learnOpinionWords } from '../../studio/mentions/learn-opinion-words.ts';
import type { MentionKnowledge } from '../../studio/mentions/extract-mentions.ts';
import { linkReview } from '../../studio/mentions/link-review.ts';
import { createOpinionLexicon } from '../../studio/mentions/opinion-lexicon.ts';
import { countTerms } from '../../studio/mentions/term-counts.ts';

export const domains = ['restaurants', 'laptops', 'apps'] as const;
export type Domain = (typeof domains)[number];

export const goldFolder = fileURLToPath(new URL('../../../shared/gold/absa/', import.meta.url));

const ReviewSchema = z.object({
  rid: z.string(),
  user: z.string(),
  product: z.string(),
  stars: z.coerce.number(),
  body: z.string(),
});
export type GoldReview = z.infer<typeof ReviewSchema>;

/** The reviews that a run of the domain would read: those of the gold among unlabelled ones. */
export async function readReviews(domain: Domain): Promise<GoldReview[]> {
  const rows: unknown = parse(await readFile(`${goldFolder}in/${domain}/reviews.csv`, 'utf8'), { columns: true });
  return z.array(ReviewSchema).parse(rows);
}

/** What a run learns from its own reviews before mentions are extracted. */
export function learnFromReviews(reviews: readonly GoldReview[]): MentionKnowledge {
  const plain = createOpinionLexicon();
  const counts = countOpinionWords(
    reviews.map(({ stars, body }) => ({ rating: stars, sentences: linkReview(body, plain) })),
  );
  const lexicon = createOpinionLexicon(learnOpinionWords(counts));
  const terms = learnTerms(countTerms(reviews.map(({ body }) => linkReview(body, lexicon))));
  return { lexicon, terms };
}

/** Stable part of `parts` that a review falls into. */
export function partOf(reviewId: string, parts: number): number {
  return Number.parseInt(createHash('sha256').update(reviewId).digest('hex').slice(8, 16), 16) % parts;
}

/** The Python that has what the gold's scorer needs, or what to do about it. */
export function findPython(): { python: string } | { missing: string } {
  if (!existsSync(goldFolder)) return { missing: 'no ../shared/gold/absa: the outside gold is not on this machine' };
  const python = process.env['CONVREC_BENCH_PYTHON'] ?? 'python3';
  try {
    execFileSync(python, ['-c', 'import duckdb, pandas, numpy, sklearn'], { stdio: 'pipe' });
    return { python };
  } catch {
    return {
      missing: `${python} lacks duckdb, pandas, numpy or scikit-learn: make a virtual environment with "pip install duckdb pandas numpy scikit-learn" and name its python in CONVREC_BENCH_PYTHON`,
    };
  }
}
