import { isPluralNoun, singularOf } from './aspect-words.ts';
import type { DomainWords } from './domain-words.ts';
import { withArticle } from './expand.ts';
import type { Rules, Values } from './expand.ts';

/** What the user looks for: the rule `need` draws a noun phrase with its article ("a puzzle game", "something in musical instruments"). */
export interface CategoryWords {
  isKnown: boolean;
  values: Values;
  rules: Rules;
}

/** The category is text from outside, so it only ever becomes a value. */
export function categoryWordsOf(category: string | undefined, { isPlace, noun }: DomainWords): CategoryWords {
  const shown = plainCategory(category ?? '');
  if (shown === '' || shown === 'unknown') {
    const need = noun === '' ? ['something new', 'a good find'] : [`a new ${noun}`, `a good ${noun}`];
    return { isKnown: false, values: { category: 'things' }, rules: { need } };
  }
  // What plans name themselves, a kind of thing or a purpose, is in small letters; a catalogue's department is not.
  if (!isPlace && noun === '' && category === category?.toLowerCase()) {
    return /^(?:something|an?) /u.test(shown)
      ? { isKnown: false, values: { category: 'things', whole: shown }, rules: { need: ['{whole}'] } }
      : { isKnown: true, values: { category: shown }, rules: { need: kindNeeds } };
  }
  const whole = isPlace ? placeNeed(shown, noun) : withArticle(`${shown} ${noun}`);
  const isShelf = !isPlace && noun === '';
  return { isKnown: true, values: { category: shown, whole }, rules: { need: isShelf ? shelfNeeds : ['{whole}'] } };
}

const kindNeeds = [
  '{category}',
  'some {category}',
  'good {category}',
  'some good {category}',
  'decent {category}',
  'nice {category}',
];

/** A category of products is a department of the shop. */
const shelfNeeds = [
  'something in {category}',
  'something from {category}',
  'something good in {category}',
  'something decent in {category}',
  'something solid from {category}',
  'something well made in {category}',
  'something dependable in {category}',
  'something from the {category} shelf',
  'something from the {category} aisle',
  'something new in {category}',
  'a sensible find in {category}',
  'a good buy in {category}',
  'a safe choice in {category}',
];

/** "American (New)" and "Coffee & Tea" read as people say them; names of peoples keep their capital. */
function plainCategory(category: string): string {
  return category
    .replaceAll(/\([^)]*\)|_/gu, ' ')
    .replaceAll(/\s*&\s*|\s*\/\s*/gu, ' and ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(shopWords, '')
    .split(' ')
    .map((word) => (properWords.test(word) || /^[A-Z0-9]{2,4}$/u.test(word) ? word : word.toLowerCase()))
    .join(' ');
}

function placeNeed(category: string, noun: string): string {
  const words = category.split(' ');
  const last = words.at(-1) ?? '';
  if (words.includes('and')) return `somewhere for ${category}`;
  if (venues.has(last)) return withArticle([...words.slice(0, -1), singularOf(last)].join(' '));
  return isPluralNoun(last) || massPlaces.has(last) ? `somewhere for ${category}` : withArticle(`${category} ${noun}`);
}

/** What a shop's department has in its name and people leave out: "All Electronics", "Buy a Kindle", "Libraries & Demo". */
const shopWords = /^(?:all|amazon|buy an?|libraries and) /iu;

const properWords =
  /^(?:american|asian|african|british|brazilian|cajun|canadian|caribbean|chinese|cuban|ethiopian|european|filipino|french|german|greek|hawaiian|indian|irish|italian|jamaican|japanese|korean|latin|lebanese|mediterranean|mexican|mongolian|moroccan|pakistani|persian|peruvian|polish|portuguese|russian|spanish|tex-mex|thai|turkish|ukrainian|vietnamese)$/iu;

const venues = new Set(
  (
    'restaurants bars cafes bakeries diners pubs lounges steakhouses hotels gyms salons spas stores shops clubs breweries museums venues trucks ' +
    'stands studios parks delis buffets houses markets theaters galleries wineries barbers florists hostels cinemas arcades gastropubs bistros ' +
    'creperies pizzerias taquerias ' +
    'restaurant bar cafe bakery diner pub lounge steakhouse hotel gym salon spa store shop club brewery museum venue deli buffet market'
  ).split(' '),
);
const massPlaces = new Set(
  'food pizza sushi coffee tea barbeque seafood ramen nightlife shopping fitness brunch breakfast grocery entertainment'.split(
    ' ',
  ),
);
