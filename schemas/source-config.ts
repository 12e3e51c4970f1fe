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
  /** Columns of the item, where no file of items is given: its name (the item id's column, where ids can be read as names), category and price. */
  title: z.string().min(1).optional(),
  category: z.string().min(1).optional(),
  price: z.string().min(1).optional(),
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
  /** What is reviewed, in the plural: `restaurants`, `books`. Unset: official files say it themselves, of other files it is guessed aloud. */
  domain: z
    .string()
    .regex(/^\p{L}[\p{L} -]{1,39}$/u, 'must be a noun in the plural, such as restaurants')
    .optional(),
  /** Currency of the prices: an ISO 4217 code (`EUR`) or a sign (`€`). Unset: US dollars in official files, in other files the sign beside the prices. */
  currency: z
    .string()
    .regex(/^(?:[A-Z]{3}|\p{Sc})$/u, 'must be a code such as EUR, or a sign')
    .optional(),
  /** `en`: a source of which most reviews are not English is refused; `any` goes on. */
  language: z.enum(['en', 'any']).default('en'),
  rating: z
    .strictObject({
      /** The best rating. Unset: 5, and a source whose ratings go on beyond 1 to 5 is refused. */
      scale: z.number().positive().max(1000).optional(),
      /** The worst one. Unset: 1 for a scale over 1 to 10, else 0. */
      lowest: z.number().min(-1000).max(1000).optional(),
    })
    .prefault({}),
  /** How times are written: a unit since 1970, `excel-days`, or a pattern of strptime (`%d/%m/%Y`). Unset: ISO 8601, digits of a date, or units told apart by size. */
  timeFormat: z
    .string()
    .max(100)
    .regex(
      /^(?:seconds|milliseconds|microseconds|nanoseconds|days|excel-days|(?=.*%[a-zA-Z])(?:[^%]|%-?[aAbBdfgHIjmMnpSuUwWyYzZ%])+)$/u,
      'must be a unit (seconds, ..., days, excel-days) or a pattern such as %d/%m/%Y',
    )
    .optional(),
  /**
   * Reviews that no row of the run may rest on: hashes of users' and reviews' ids, as `convrec forget` writes them. Their rows are removed as the
   * first step of the first stage.
   */
  exclude: z
    .array(z.string().regex(/^[0-9a-f]{64}$/u, 'must be a hash that convrec forget wrote: 64 hexadecimal digits'))
    .max(10_000)
    .optional(),
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
