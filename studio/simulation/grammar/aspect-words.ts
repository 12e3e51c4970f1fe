import type { Values } from './expand.ts';

/** The forms of an aspect's label that sentences need: number, countability, pronouns. */
export interface AspectWords {
  label: string;
  isPlural: boolean;
  /**
   * `mass` and `plural` labels stand bare ("good coffee"), `count` ones take an article; `unknown` ones are only spoken of as "the ...".
   * A `quality` is an adjective ("how easy it is"); nobody likes a `nuisance` ("ads"), however kindly it is spoken of.
   */
  kind: 'mass' | 'count' | 'plural' | 'quality' | 'nuisance' | 'unknown';
  values: Values;
}

/** A place has "their parking", a thing "its battery life". */
export function aspectWordsOf(label: string, isPlace: boolean): AspectWords {
  const shown = label
    .trim()
    .replaceAll(/\s*[/&]\s*/gu, ' and ')
    .replaceAll(/\s+/gu, ' ');
  const kind = kindOf(shown.toLowerCase());
  const isPlural =
    kind === 'plural' || (kind === 'nuisance' && isPluralNoun(shown.toLowerCase().split(' ').at(-1) ?? ''));
  const isQuality = kind === 'quality';
  const named = isQuality ? `how ${shown} it is` : shown;
  const values: Record<string, string> = {
    bare: named,
    the: isQuality ? named : `the ${shown}`,
    its: isQuality ? named : isPlace ? `their ${shown}` : `its ${shown}`,
    it: isPlural ? 'they' : 'it',
    is: isPlural ? 'are' : 'is',
    was: isPlural ? 'were' : 'was',
    has: isPlural ? 'have' : 'has',
    does: isPlural ? 'do' : 'does',
    goodOne: kind === 'count' ? `a good ${shown}` : `good ${shown}`,
    badOnes: `bad ${kind === 'count' ? pluralOf(shown) : shown}`,
  };
  for (const verb of verbs) values[`${verb}s`] = isPlural ? verb : `${verb}s`;
  return { label, isPlural, kind, values };
}

/** True where "good coffee", "good fries" or "a good screen" can be said of the label. */
export const standsAlone = (aspect: AspectWords): boolean =>
  aspect.kind === 'mass' || aspect.kind === 'plural' || aspect.kind === 'count';

/** False where "how is it?" or "I love it" would sound odd. */
export const isOrdinary = ({ kind }: AspectWords): boolean => kind !== 'quality' && kind !== 'nuisance';

export const pluralOf = (noun: string): string =>
  /[^aeiou]y$/u.test(noun) ? `${noun.slice(0, -1)}ies` : /(?:s|x|ch|sh)$/u.test(noun) ? `${noun}es` : `${noun}s`;

export const singularOf = (word: string): string =>
  word.endsWith('ies')
    ? `${word.slice(0, -3)}y`
    : /(?:ch|sh|ss|x)es$/u.test(word)
      ? word.slice(0, -2)
      : word.replace(/s$/u, '');

/** Verbs of the grammar whose ending follows the label's number: `{matters}` is "matters" or "matter". */
const verbs =
  'matter count get let make come sound stay turn win ruin spoil decide bother seem draw earn split divide score annoy put work stand leave fail'.split(
    ' ',
  );

function kindOf(label: string): AspectWords['kind'] {
  const words = label.split(' ');
  const last = words.at(-1) ?? '';
  if (words.includes('and')) return 'plural';
  if (qualities.has(label)) return 'quality';
  if (nuisances.has(last) || nuisances.has(label)) return 'nuisance';
  if (massNouns.has(last)) return 'mass';
  if (countNouns.has(last)) return 'count';
  return isPluralNoun(last) ? 'plural' : 'unknown';
}

/** English number from the ending; the sets hold the words of review aspects that the ending gets wrong. */
export function isPluralNoun(word: string): boolean {
  if (irregularPlurals.has(word)) return true;
  if (singularsInS.has(word) || massNouns.has(word) || countNouns.has(word)) return false;
  return /[^sui]s$/u.test(word);
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const irregularPlurals = list('people children men women feet teeth mice media graphics menus');
const singularsInS = list(
  'access ambience business chess class express fitness glass gas bus lens news press process progress series service less plus canvas ' +
    'success tennis wireless mess dress basis analysis bonus campus address hummus happiness cleanliness loss mattress brightness usefulness',
);
const massNouns = list(
  'access advice ambiance ambience atmosphere audio bacon bass beef beer bread breakfast brunch butter cake cheese chicken chocolate cleanliness ' +
    'coffee comfort communication connectivity content coverage creativity customization data decor delivery dessert dinner durability ease ' +
    'energy entertainment equipment fish fitness flavor flavour food freshness fruit fun gameplay gas guacamole ham hardware heat help ' +
    'hospitality humor ice information installation internet juice latency lettuce life light lighting luck lunch management meat milk music ' +
    'navigation news organization packaging parking pasta performance pizza pork pricing privacy produce progress protection quality ' +
    'ramen range reception recovery reliability rice salad salmon sauce seafood  seating security service shipping shrimp sleep software ' +
    'sound soup space speed stability staff steak storage stuff support sushi sync taste tea technology touch traffic training ' +
    'value variety video volume water weather weight wifi wi-fi wine wireless work workmanship brightness turkey tuna',
);
const countNouns = list(
  'account adapter app bag balcony bar base basket bathroom battery bed bill board box bowl brand browser bun burger button cable calendar camera ' +
    'card case catalog channel charger clip clock community connection controller cord counter cup database deal design device dish display door ' +
    'drink drive editor ending engine experience fan feature feed filter finish game garden grip gym handle headset hotel interface item ' +
    'kitchen keyboard layout lens level library list lobby location lock lounge machine manager map meal menu message microphone mic model ' +
    'monitor mount mouse owner package page patio phone picture plan plate player plug policy pool portion port price printer problem product ' +
    'profile program ranking recipe remote restaurant roll room router sandwich schedule screen seat selection server signal size speaker spot ' +
    'stand store story strap style subscription switch system table tablet taco tank theme timer tool tournament trackpad tracker tv ' +
    'tutorial unit update upgrade vibe view waiter waitress warranty watch website widget window wrap build',
);
const qualities = list(
  'affordable authentic cheap clean comfortable comfy convenient cozy creative durable easy expensive fast fresh friendly handy healthy ' +
    'helpful intuitive light-weight lightweight loud noisy pretty quick quiet reliable responsive simple slow small sturdy sweet spicy tasty useful ' +
    'accurate addictive boring compact crowded cute delicious heavy hot large portable reasonable smooth solid spacious stable thin warm',
);
const nuisances = list(
  'ad ads advert adverts advertisement advertisements bug bugs calorie calories complaint complaints congestion cost costs crash crashes crowd crowds damage defect ' +
    'defects delay delays dirt disappointment drain dust error errors failure failures fee fees flaw flaws glitch glitches heartburn hassle interruptions issue issues ' +
    'junk lag leak leaks line lines loss mess noise odor odors paywall paywalls problem problems queue queues repair repairs risk scam scams scratches smell ' +
    'smells spam stain stains static tax taxes trouble wait waits',
);
