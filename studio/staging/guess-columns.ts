/** A column of a file that nobody has mapped yet, with some of its values as text. */
export interface SampledColumn {
  name: string;
  values: readonly string[];
}

type Field = keyof typeof namesByField;

/** Which column is which, by names, then by values; a field that nothing speaks for is left out. */
export type GuessedColumns = Partial<Record<Field, string>>;

export const reviewFields = [
  'userId',
  'itemId',
  'rating',
  'reviewedAt',
  'text',
  'reviewId',
  'helpfulVotes',
  'title',
  'category',
  'price',
] as const;
export const itemFields = ['itemId', 'title', 'category', 'price'] as const;
export const requiredFields: readonly Field[] = ['userId', 'itemId', 'rating', 'reviewedAt', 'text'];

/** Maps the fields in their order; no column is used twice. */
export function guessColumns(columns: readonly SampledColumn[], fields: readonly Field[]): GuessedColumns {
  const guessed: GuessedColumns = {};
  const taken = new Set<string>();
  const take = (field: Field, column: SampledColumn | undefined): void => {
    if (column === undefined || guessed[field] !== undefined) return;
    guessed[field] = column.name;
    taken.add(column.name);
  };
  const free = (): SampledColumn[] => columns.filter(({ name }) => !taken.has(name));
  for (const field of fields) {
    const pattern = namesByField[field].find((each) => free().some(({ name }) => each.test(toWords(name))));
    take(
      field,
      free().find(({ name }) => pattern?.test(toWords(name)) === true),
    );
  }
  for (const field of fields) take(field, valueRules[field]?.(free()));
  return guessed;
}

/** "reviewer_ID" and "reviewerId" are "reviewer id". */
const toWords = (name: string): string =>
  name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The surest name first. */
const namesByField = {
  userId: [
    /^(?:user|reviewer|customer|author|member|uid|profile)(?: id)?$/u,
    /\b(?:user|reviewer|customer|author)\b.*\b(?:id|name)\b/u,
  ],
  itemId: [
    /^(?:item|product|business|restaurant|hotel|place|app|book|movie|venue|asin|parent asin|gmap|sku|isbn)(?: id)?$/u,
    /\b(?:item|product|business|restaurant|hotel|place|app|book|movie|venue)\b.*\bid\b/u,
    /^id$/u,
  ],
  rating: [/^(?:rating|stars?|score|overall|grade|note|bewertung|puntuacion)$/u, /\b(?:rating|stars|score)\b/u],
  reviewedAt: [
    /^(?:reviewed at|date|time|timestamp|created at|review date|review time|datum|fecha)$/u,
    /\b(?:date|time|timestamp|at)\b/u,
  ],
  text: [/^(?:text|review|review text|body|content|comment|reviewtext)$/u, /\b(?:text|body|content|comment|review)\b/u],
  reviewId: [/^(?:review id|rid)$/u],
  helpfulVotes: [/^(?:helpful(?: votes?)?|useful|votes?|likes?)$/u, /\bhelpful\b|\buseful\b/u],
  title: [/^(?:title|name|item name|product name|product title|business name|app name)$/u, /\b(?:name|title)\b/u],
  category: [/^(?:category|categories|cuisine|genres?|type)$/u, /\bcategor(?:y|ies)\b/u],
  price: [/^(?:price|preis|cost)$/u, /\bprice\b/u],
} as const satisfies Record<string, readonly RegExp[]>;

/** The only column whose values can be it. */
const valueRules: Partial<Record<Field, (columns: readonly SampledColumn[]) => SampledColumn | undefined>> = {
  rating: (columns) => onlyOne(columns.filter(isRating)),
  reviewedAt: (columns) => onlyOne(columns.filter(isTime)),
  text: (columns) => {
    const [longest] = columns.toSorted((a, b) => meanLength(b) - meanLength(a));
    return longest !== undefined && meanLength(longest) > 40 ? longest : undefined;
  },
};

const onlyOne = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);

const isRating = ({ values }: SampledColumn): boolean =>
  values.length > 0 && new Set(values).size <= 101 && values.every((value) => /^\d{1,3}(?:[.,]\d+)?$/u.test(value));

const isTime = ({ values }: SampledColumn): boolean =>
  values.length > 0 &&
  values.every((value) => /^\d{4}[-/]\d{1,2}[-/]\d{1,2}|^\d{1,2}[./]\d{1,2}[./]\d{4}|^\d{10}(?:\d{3})?$/u.test(value));

const meanLength = ({ values }: SampledColumn): number =>
  values.reduce((sum, value) => sum + value.length, 0) / Math.max(1, values.length);
