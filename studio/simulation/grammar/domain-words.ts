import { describeDomain } from '../domain.ts';
import type { Domain } from '../domain.ts';
import { anything } from './domains/anything.ts';
import { apps, games } from './domains/apps.ts';
import { places } from './domains/places.ts';
import { products } from './domains/products.ts';
import { withArticle } from './expand.ts';
import type { Rules } from './expand.ts';

/** How one speaks of the items of a domain. */
export interface DomainWords {
  isPlace: boolean;
  /** The noun that follows a category ("a puzzle game"); empty where the category itself is the noun. */
  noun: string;
  rules: Rules;
  /** What stands before a short title ("the Acme Desk Lamp"); empty where titles are proper names. */
  titleArticle: '' | 'the ';
  /** Where or in what, by the item's short title. */
  thereByName: readonly string[];
}

/** The words of the domain's manner, with the domain's own noun where it has one. */
export function domainWordsOf(domain: string, category: string, isGame: boolean): DomainWords {
  const { manner, noun } = describeDomain(domain);
  const isOfGames = isGame || gameCategories.has(category.toLowerCase());
  const words = manner === 'apps' && isOfGames ? games : wordsOfManner[manner];
  return noun === null ? words : { ...words, noun: noun.singular, rules: { ...words.rules, ...callItemsBy(noun) } };
}

const wordsOfManner: Readonly<Record<Domain['manner'], DomainWords>> = { places, products, apps, anything };

function callItemsBy({ singular, plural }: NonNullable<Domain['noun']>): Rules {
  return { thing: [singular], things: [plural], aThing: [withArticle(singular)], one: ['one', singular] };
}

/** MobileRec's categories whose apps are games. */
const gameCategories = new Set(
  'action,adventure,arcade,board,card,casino,casual,educational,puzzle,racing,role playing,simulation,sports,strategy,trivia,word'.split(
    ',',
  ),
);
