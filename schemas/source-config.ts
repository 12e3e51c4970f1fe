import { z } from 'zod';

/** Columns of any other CSV, JSONL or Parquet file, by their names in that file. */
export const ReviewMappingSchema = z.strictObject({
  userId: z.string().min(1),
  itemId: z.string().min(1),
  rating: z.string().min(1),
  reviewedAt: z.string().min(1),
  text: z.string().min(1),
  reviewId: z.string().min(1).optional(),
  helpfulVotes: z.string().min(1).optional(),
});
export const ItemMappingSchema = z.strictObject({
  itemId: z.string().min(1),
  title: z.string().min(1),
  category: z.string().min(1).optional(),
  price: z.string().min(1).optional(),
  attributes: z.string().min(1).optional(),
});

/** Data sets that are recognised by their files. */
export const recognisedKinds = ['yelp', 'amazon', 'mobilerec'] as const;
export type RecognisedKind = (typeof recognisedKinds)[number];

/** Where the reviews come from. `auto` recognises the official files in the folder. */
export const SourceConfigSchema = z.strictObject({
  kind: z.enum(['auto', ...recognisedKinds, 'mapped', 'sample']).default('auto'),
  /** A folder of official files; for `mapped`, the folder the file names below are relative to. Empty only for `sample`. */
  path: z.string().default(''),
  mapped: z
    .strictObject({
      format: z.enum(['csv', 'jsonl', 'parquet']),
      reviews: z.strictObject({ file: z.string().min(1), columns: ReviewMappingSchema }),
      items: z.strictObject({ file: z.string().min(1), columns: ItemMappingSchema }).optional(),
    })
    .optional(),
  sample: z
    .strictObject({
      domain: z.enum(recognisedKinds).default('yelp'),
      users: z.number().int().min(10).max(5_000_000).default(300),
      seed: z.number().int().nonnegative().default(7),
    })
    .prefault({}),
});
export type SourceConfig = z.infer<typeof SourceConfigSchema>;
