import { singularOf } from '../simulation/grammar/aspect-words.ts';

/** A guess, and the word or value it rests on. */
export interface Guess {
  value: string;
  by: string;
}

/**
 * What is reviewed, by a whole word of the file and column names ("restaurants.csv", "hotel_id", "isbn"), else by the categories where most of
 * them are kinds of place. Undefined where nothing says it: the words then fit any item.
 */
export function guessDomain(names: readonly string[], categories: readonly string[]): Guess | undefined {
  for (const name of names) {
    for (const word of wordsOfName(name)) {
      const value = domainsByWord[singularOf(word)];
      if (value !== undefined) return { value, by: name };
    }
  }
  const venues = categories.filter((category) =>
    wordsOfName(category).some((word) => venueWords.has(singularOf(word))),
  );
  const [first] = venues;
  return first !== undefined && venues.length > categories.length / 2 ? { value: 'places', by: first } : undefined;
}

/** The currency whose sign or code stands beside most of the prices; undefined where none does. */
export function guessCurrency(prices: readonly string[]): Guess | undefined {
  const counts = new Map<string, { rows: number; by: string }>();
  for (const price of prices) {
    const written = /\p{Sc}|\b[A-Z]{3}\b/u.exec(price)?.[0];
    const value = written === undefined ? undefined : (codes[written] ?? written);
    if (value === undefined) continue;
    counts.set(value, { rows: (counts.get(value)?.rows ?? 0) + 1, by: counts.get(value)?.by ?? price });
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b.rows - a.rows);
  return most === undefined ? undefined : { value: most[0], by: most[1].by };
}

/** "userReviews_2019.csv" holds "user", "reviews", "2019" and "csv". */
const wordsOfName = (name: string): string[] =>
  name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');

const codes: Readonly<Record<string, string>> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₩': 'KRW',
  '₺': 'TRY',
  '₽': 'RUB',
};

const domainsByWord: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  restaurant: 'restaurants',
  hotel: 'hotels',
  hostel: 'hostels',
  cafe: 'cafes',
  museum: 'museums',
  attraction: 'attractions',
  business: 'places',
  venue: 'places',
  place: 'places',
  app: 'mobile apps',
  book: 'books',
  isbn: 'books',
  movie: 'movies',
  film: 'movies',
  recipe: 'recipes',
  beer: 'beers',
  wine: 'wines',
  album: 'albums',
  song: 'songs',
  course: 'courses',
  product: 'products',
  asin: 'products',
  sku: 'products',
  gtin: 'products',
});

const venueWords = new Set(
  'restaurant bar cafe bakery diner pub hotel hostel gym salon spa museum pizza sushi burger bbq barbeque brunch thai mexican italian chinese japanese indian'.split(
    ' ',
  ),
);
