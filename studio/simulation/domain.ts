import type { SourceConfig } from '../../schemas/source-config.ts';
import { isPluralNoun, pluralOf, singularOf } from './grammar/aspect-words.ts';

/** What a run's reviews are about. Everything that depends on it asks here. */
export interface Domain {
  /** How one deals with an item: goes there, buys it, installs it, or tries it. */
  manner: 'places' | 'products' | 'apps' | 'anything';
  /** What the run's own items are called, in both numbers; null where the words of the manner do. */
  noun: { singular: string; plural: string } | null;
  /** ISO 4217 code or sign of prices in official files; null where only the config knows. */
  currency: string | null;
}

/** The domain's name, as plans hold it: what the config says, else what official files are about. */
export function domainNameOf(source: SourceConfig): string {
  if (source.domain !== undefined) return source.domain.toLowerCase();
  const kind = source.kind === 'sample' ? source.sample.domain : source.kind;
  return Object.hasOwn(official, kind) ? kind : 'anything';
}

/** The domain of a name: an official data set, or any noun. Words are compared whole: "mapped" is no app. */
export function describeDomain(name: string): Domain {
  const known = official[name];
  if (known !== undefined) return known;
  const words = name.toLowerCase().split(/[\s-]+/u);
  const last = words.at(-1) ?? '';
  const singular = isPluralNoun(last) ? singularOf(last) : last;
  const manner = mannerOf(singular, words);
  if (general.has(singular) || uncountable.has(last)) return { manner, noun: null, currency: null };
  const before = words.slice(0, -1);
  const plural = isPluralNoun(last) ? last : pluralOf(last);
  const noun = { singular: [...before, singular].join(' '), plural: [...before, plural].join(' ') };
  return { manner, noun, currency: null };
}

/** "€12.50", "€12" or "CHF 12.50"; the bare number where the currency is not known. */
export function formatPrice(price: number, currency: string | null): string {
  const digits = Number.isInteger(price) ? 0 : 2;
  if (currency === null || !/^[A-Z]{3}$/u.test(currency)) return `${currency ?? ''}${price.toFixed(digits)}`;
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol', useGrouping: false } as const;
  const written = new Intl.NumberFormat('en', {
    ...style,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(price);
  return written.replaceAll('\u00a0', ' ');
}

const official: Readonly<Record<string, Domain>> = {
  yelp: { manner: 'places', noun: null, currency: null },
  amazon: { manner: 'products', noun: null, currency: 'USD' },
  mobilerec: { manner: 'apps', noun: null, currency: 'USD' },
};

function mannerOf(singular: string, words: readonly string[]): Domain['manner'] {
  if (placeNouns.has(singular)) return 'places';
  if (productNouns.has(singular)) return 'products';
  const isOnPhone = words.some((word) => phoneWords.has(word));
  return singular === 'app' || (isOnPhone && (singular === 'application' || singular === 'game')) ? 'apps' : 'anything';
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Nouns that say no more than the words of their manner do. */
const general = list('place business location spot venue product item article electronic gadget app thing anything');
const uncountable = list(
  'beauty clothing cosmetics electronics fashion food furniture groceries grocery jewelry jewellery merchandise music news office software sports video wine',
);
const placeNouns = list(
  'attraction bakery bar bistro brewery business cafe café camp campground campsite casino cinema club coffeehouse destination diner eatery gym ' +
    'hostel hotel inn landmark library location lodge lounge mall market motel museum nightclub park parlor pizzeria place playground pub ' +
    'resort restaurant salon school shop spa spot steakhouse store supermarket tavern theater theatre university venue winery zoo',
);
const productNouns = list('product item article electronic electronics gadget appliance accessory merchandise');
const phoneWords = list('mobile android ios phone smartphone');

/** Whether a plan's category is what a person asks for, a kind of thing or a purpose in small letters, and not a shop's department. */
export const isNeed = (category: string | undefined): boolean =>
  category !== undefined && category === category.toLowerCase();

/** What a prompt allows to be said of a price. */
export function describePrice(price: number | null | undefined, currency: string | undefined): string {
  if (price === undefined || price === null) return 'Its price is not known: state none.';
  const written = currency === undefined ? String(price) : formatPrice(price, currency);
  return price === 0 ? 'You may say that it is free.' : `You may say that its price is ${written}.`;
}
