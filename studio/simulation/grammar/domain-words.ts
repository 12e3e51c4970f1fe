import type { Rules } from './expand.ts';

/** How one speaks of the items of a domain. */
export interface DomainWords {
  isPlace: boolean;
  /** The noun that follows a category ("a puzzle game"); empty where the category itself is the noun. */
  noun: string;
  /** Sign before a price; empty where the currency is not known. */
  currency: string;
  rules: Rules;
  /** Where or in what, by the item's short title. */
  thereByName: readonly string[];
}

/** The run's domain is the kind of its source; mapped sources of any other kind get words that fit every item. */
export function domainWordsOf(domain: string, category: string, isGame: boolean): DomainWords {
  if (/yelp|restaurant|place|business|hotel/iu.test(domain)) return places;
  if (/amazon|electronic|product/iu.test(domain)) return products;
  if (/mobile|app|game/iu.test(domain)) return isGame || gameCategories.has(category.toLowerCase()) ? games : apps;
  return anything;
}

/** MobileRec's categories whose apps are games. */
const gameCategories = new Set(
  'action,adventure,arcade,board,card,casino,casual,educational,puzzle,racing,role playing,simulation,sports,strategy,trivia,word'.split(
    ',',
  ),
);

const places: DomainWords = {
  thereByName: [' at {titleShort}', ' at {titleShort}', ' over at {titleShort}'],
  isPlace: true,
  noun: 'place',
  currency: '',
  rules: {
    thing: ['place', 'spot'],
    things: ['places', 'spots'],
    aThing: ['a place', 'a spot', 'somewhere'],
    one: ['place', 'one', 'spot'],
    people: ['visitors', 'people', 'past visitors', 'customers', 'people who have been', 'reviewers', 'guests'],
    tryBase: ['try', 'visit', 'check out', 'go to'],
    tryIt: ['give it a try', 'try it', 'go there', 'check it out', 'stop by', 'pay it a visit', 'head over there'],
    trying: ['trying it', 'going there', 'a visit', 'stopping by', 'checking it out'],
    there: [' there', ' there', ' at that one', ' at this place', ' over there', ''],
    goFor: [
      'go there',
      'go with that one',
      'head there',
      'try that place',
      'give it a shot',
      'book it in for this week',
      'swing by',
    ],
    enjoy: [
      'Enjoy your visit',
      'Have a great time there',
      'Enjoy it',
      'Have fun',
      'Enjoy the outing',
      'Have a lovely time',
    ],
    after: ['once you have been', 'after your visit', 'when you get back', 'if you end up going'],
    setting: [
      ...[
        'near me',
        'around here',
        'for this weekend',
        'for next week',
        'close to home',
        'on my side of town',
        'for one of these days',
      ],
      ...['before the week is over', 'that is worth the trip', 'I can go back to', 'for when I have a free afternoon'],
    ],
  },
};

const products: DomainWords = {
  thereByName: [' on the {titleShort}', ' with the {titleShort}', ' on the {titleShort}'],
  isPlace: false,
  noun: '',
  currency: '$',
  rules: {
    thing: ['product', 'item'],
    things: ['products', 'models', 'things I buy'],
    aThing: ['something', 'a product', 'one'],
    one: ['model', 'product', 'item'],
    people: [
      ...[
        'buyers',
        'owners',
        'people',
        'people who bought it',
        'customers',
        'reviewers',
        'past buyers',
        'people who own it',
      ],
      ...['those who ordered it', 'earlier customers', 'shoppers'],
    ],
    tryBase: ['buy', 'order', 'get', 'go for', 'pick up', 'look at'],
    tryIt: ['order it', 'get it', 'give it a try', 'buy it', 'pick it up', 'go for it', 'add it to the cart'],
    trying: ['ordering it', 'buying it', 'getting it', 'picking it up', 'giving it a go'],
    there: [' on it', ' on that one', ' with this one', ' on this model', ''],
    goFor: [
      'order it',
      'get that one',
      'go with that one',
      'put it in my cart',
      'buy it today',
      'pick that one up',
      'give it a shot',
    ],
    enjoy: [
      'Enjoy it',
      'Hope it serves you well',
      'Enjoy the new purchase',
      'Have fun with it',
      'Hope it lasts you for years',
    ],
    after: ['once it has arrived', 'after you have used it a while', 'when it gets there', 'if you end up ordering it'],
    setting: [
      ...[
        'for home',
        'for my desk',
        'to replace my old one',
        'for work',
        'as a present',
        'for daily use',
        'for a trip I have coming up',
      ],
      ...[
        'for the family',
        'before the month is out',
        'for the new flat',
        'for weekends',
        'for my sister',
        'as a spare',
        'that will last',
      ],
    ],
  },
};

const apps: DomainWords = {
  thereByName: [' in {titleShort}', ' with {titleShort}', ' in {titleShort}'],
  isPlace: false,
  noun: 'app',
  currency: '$',
  rules: {
    thing: ['app'],
    things: ['apps'],
    aThing: ['an app'],
    one: ['app', 'one'],
    people: [
      'users',
      'people',
      'people who use it',
      'reviewers',
      'people who installed it',
      'long-time users',
      'past users',
    ],
    tryBase: ['install', 'download', 'try', 'get'],
    tryIt: ['install it', 'download it', 'give it a try', 'try it out', 'put it on your phone', 'give it a spin'],
    trying: ['installing it', 'downloading it', 'trying it out', 'giving it a spin', 'a download'],
    there: [' in it', ' in that app', ' in this one', ' with that one', ''],
    goFor: [
      'install it',
      'download it',
      'go with that one',
      'give it a spin',
      'put it on my phone tonight',
      'try that one',
      'get that app',
    ],
    enjoy: ['Enjoy it', 'Hope it earns its spot on your phone', 'Have fun with it', 'Enjoy the app', 'Hope it sticks'],
    after: [
      'once you have installed it',
      'after a few days with it',
      'when you have tried it',
      'if you end up keeping it',
    ],
    setting: [
      ...[
        'for my phone',
        'to use every day',
        'for the commute',
        'for my tablet',
        'to replace the one I deleted',
        'for the evenings',
      ],
      ...['that does not need a manual', 'for a new phone', 'I will still use next month', 'for odd moments'],
    ],
  },
};

const games: DomainWords = {
  ...apps,
  noun: 'game',
  rules: {
    ...apps.rules,
    thing: ['game'],
    things: ['games'],
    aThing: ['a game'],
    one: ['game', 'one'],
    people: ['players', 'people', 'people who play it', 'reviewers', 'long-time players', 'past players'],
    there: [' in it', ' in that game', ' in this one', ''],
    goFor: [
      'install it',
      'download it',
      'go with that one',
      'give it a spin',
      'play it tonight',
      'try that one',
      'get that game',
    ],
    enjoy: ['Enjoy it', 'Have fun playing', 'Have fun with it', 'Enjoy the game', 'Happy playing'],
    setting: [
      'for my phone',
      'to unwind with',
      'for the commute',
      'for my tablet',
      'to play in the evenings',
      'for short breaks',
    ],
  },
};

const anything: DomainWords = {
  thereByName: [' with {titleShort}'],
  isPlace: false,
  noun: '',
  currency: '',
  rules: {
    thing: ['option', 'one'],
    things: ['options', 'choices'],
    aThing: ['something', 'one'],
    one: ['one', 'option'],
    people: ['reviewers', 'people', 'past customers', 'people who tried it'],
    tryBase: ['try', 'go for', 'look at', 'pick'],
    tryIt: ['give it a try', 'try it', 'go for it', 'give it a chance'],
    trying: ['trying it', 'giving it a try', 'going for it'],
    there: [' on it', ' with that one', ' with this one', ''],
    goFor: ['go with that one', 'give it a try', 'take that one', 'go for it', 'pick that one'],
    enjoy: ['Enjoy it', 'Have fun with it', 'Hope it works out well'],
    after: ['once you have tried it', 'after you have had it a while', 'if you end up choosing it'],
    setting: ['for myself', 'for this month', 'for a change', 'soon'],
  },
};
