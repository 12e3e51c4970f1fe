import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';

const share = z.number().min(0).max(1);

/** Everything that decides what a sample holds: equal settings give byte-equal files. Unknown keys are errors. */
export const SampleSettingsSchema = z
  .strictObject({
    domain: z.enum(['yelp', 'amazon', 'mobilerec']).default('yelp'),
    users: z.number().int().min(1).max(10_000_000).default(300),
    /** Left out, one item for two users, growing more slowly beyond 12,500 users. */
    items: z.number().int().min(20).max(5_000_000).optional(),
    /** Mean; the fewest a user writes is `fewestReviews`, most users write less than the mean. */
    reviewsPerUser: z.number().min(5).max(500).default(12),
    seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(7),
    signal: z
      .strictObject({
        /** 0: users pick by popularity alone; 1: nearly always what suits their planted preferences. */
        history: share.default(0.6),
        /** 0: clauses say nothing of their item; 1: every clause follows the experience. */
        text: share.default(0.9),
      })
      .prefault({}),
    /** First day and the day after the last one, UTC. */
    from: z.iso.date().default('2019-01-01'),
    to: z.iso.date().default('2022-01-01'),
    /** Exponent of the Zipf-Mandelbrot law of popularity; 0 makes all items equally popular. */
    popularity: z.number().min(0).max(2).default(0.8),
    /** Share of items with a planted turn. */
    turns: share.default(0.35),
    /** Defective rows a clean row; 0 writes none. */
    defects: z.number().min(0).max(0.5).default(0.01),
    /** Whether to write the truth of each review and clause, which takes as much disk as the reviews. */
    clauses: z.boolean().default(true),
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) >= shortestSpanDays * dayMs, {
    path: ['to'],
    error: `must lie at least 90 days after "from"`,
  });

export type SampleSettings = z.infer<typeof SampleSettingsSchema>;
export type SampleSettingsInput = z.input<typeof SampleSettingsSchema>;
export type SampleDomain = SampleSettings['domain'];

export const dayMs = 86_400_000;
const shortestSpanDays = 90;

/** Every user has at least so many clean reviews, the default k of the k-core that follows. */
export const fewestReviews = 5;

/** Fills in the defaults. Throws InvalidRunConfig naming every wrong setting. */
export function parseSampleSettings(input: unknown): SampleSettings {
  const parsed = SampleSettingsSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'settings'}: ${message}`);
  throw new StudioFailure('InvalidRunConfig', `The sample cannot be made: ${problems.join('; ')}.`, {
    remedy: 'Correct the settings named; `node --import tsx datasets/sample/generate.ts --help` lists them all.',
  });
}

export function countItems({ users, items }: SampleSettings): number {
  return items ?? Math.max(60, Math.round(Math.min(users / 2, 5_000 + users / 10)));
}

/** Reviews the most active user can have: 40 at the default mean of 12. */
export function countMostReviews({ reviewsPerUser }: SampleSettings): number {
  return Math.max(40, Math.ceil((reviewsPerUser * 10) / 3));
}
