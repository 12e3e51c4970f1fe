import { describeDomain } from '../domain.ts';
import type { Domain } from '../domain.ts';
import { anything } from './domains/anything.ts';
import { apps, games } from './domains/apps.ts';
import { places } from './domains/places.ts';
import { products } from './domains/products.ts';
import type { DomainWords } from './domain-words.ts';
import { withArticle } from './expand.ts';
import type { Rules } from './expand.ts';

/** The words of the domain's manner, with the domain's own noun where it has one. */
export function domainWordsOf(domain: string, category: string, isGame: boolean): DomainWords {
  const { manner, noun } = describeDomain(domain);
  const isOfGames = isGame || gameCategories.has(category.toLowerCase());
  const words = manner === 'apps' && isOfGames ? games : wordsOfManner[manner];
  if (noun === null) return words;
  return { ...words, subject: noun.plural, noun: noun.singular, rules: { ...words.rules, ...callItemsBy(noun) } };
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
