import { parse } from 'csv-parse/sync';
import { generateSample } from '../../../datasets/sample/generate-sample.ts';
import type { SampleSettingsInput } from '../../../datasets/sample/settings.ts';
import { z } from 'zod';

/** A small sample held in memory: its lines by file. */
export function collectSample(settings: SampleSettingsInput = {}): Map<string, string[]> {
  const sample = generateSample(settings);
  const lines = new Map<string, string[]>(sample.files.map((file) => [file, []]));
  for (const { file, line } of sample.lines()) {
    const known = lines.get(file);
    if (known === undefined) throw new Error(`${file} is not announced`);
    known.push(line);
  }
  return lines;
}

export function parseRows<T>(lines: readonly string[] | undefined, schema: z.ZodType<T>): T[] {
  return (lines ?? []).map((line) => schema.parse(JSON.parse(line)));
}

/** Rows of a CSV as records of text; rows with too few fields are kept. */
export function parseCsv(lines: readonly string[] | undefined): Record<string, string>[] {
  const records: unknown = parse((lines ?? []).join('\n'), { columns: true, relax_column_count_less: true });
  return z.array(z.record(z.string(), z.string())).parse(records);
}

const numbers = z.record(z.string(), z.number());

export const AspectTruthSchema = z.strictObject({ id: z.string(), label: z.string(), terms: z.array(z.string()) });

export const UserTruthSchema = z.strictObject({
  user_id: z.string(),
  weights: numbers,
  sensitivities: numbers,
  tastes: numbers,
  verbosity: z.number(),
  criticality: z.number(),
  harshness: z.number(),
  reviews: z.number().int(),
});

export const ItemTruthSchema = z.strictObject({
  item_id: z.string(),
  title: z.string(),
  category: z.string(),
  opens: z.string(),
  popularity: z.number(),
  has_record: z.boolean(),
  qualities: numbers,
  turns: z.array(z.strictObject({ aspect: z.string(), at: z.iso.date(), from: z.number(), to: z.number() })),
});

export const ReviewTruthSchema = z.strictObject({
  review_id: z.string(),
  line: z.number().int(),
  user_id: z.string(),
  item_id: z.string(),
  reviewed_at: z.iso.datetime(),
  rating: z.number().int().min(1).max(5),
  satisfaction: z.number(),
});
export type ReviewTruth = z.infer<typeof ReviewTruthSchema>;

export const ClauseTruthSchema = z.strictObject({
  review_id: z.string(),
  char_start: z.number().int(),
  char_end: z.number().int(),
  aspect: z.string().nullable(),
  polarity: z.enum(['positive', 'negative', 'mixed']),
  sentiment: z.number().min(-1).max(1),
});

export const DefectTruthSchema = z.strictObject({
  kind: z.string(),
  file: z.string(),
  line: z.number().int(),
  review_id: z.string(),
});

export const YelpReviewSchema = z.strictObject({
  review_id: z.string().length(22),
  user_id: z.string(),
  business_id: z.string().length(22),
  stars: z.number(),
  useful: z.number().int(),
  funny: z.number().int(),
  cool: z.number().int(),
  text: z.string().min(1),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/),
});

export function correlate(pairs: readonly (readonly [number, number])[]): number {
  const left = mean(pairs.map(([one]) => one));
  const right = mean(pairs.map(([, other]) => other));
  let product = 0;
  let leftSquares = 0;
  let rightSquares = 0;
  for (const [one, other] of pairs) {
    product += (one - left) * (other - right);
    leftSquares += (one - left) ** 2;
    rightSquares += (other - right) ** 2;
  }
  return product / Math.sqrt(leftSquares * rightSquares);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
