import { anything } from './domains/anything.ts';
import { apps, games } from './domains/apps.ts';
import { places } from './domains/places.ts';
import { products } from './domains/products.ts';
import type { DomainWords } from './domain-words.ts';

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
