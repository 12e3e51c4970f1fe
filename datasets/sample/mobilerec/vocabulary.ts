import type { DomainVocabulary } from '../vocabulary.ts';
import { accountAspects } from './account-aspects.ts';
import { categories } from './categories.ts';
import { runAspects } from './run-aspects.ts';
import { talk } from './talk.ts';
import { useAspects } from './use-aspects.ts';

export const mobilerecVocabulary: DomainVocabulary = {
  aspects: [...runAspects, ...useAspects, ...accountAspects],
  categories,
  talk,
  nameSuffix: ' - {adj} {noun}',
  slots: {
    phone: 'phone|tablet|android|old phone|new phone|work phone|chromebook',
    often:
      'all the time|constantly|every time|every five minutes|at least once a day|for no reason|whenever I open it|every other day',
    months: 'a month|two months|six months|a year|two years|a few weeks|three weeks|ages|{years}',
    amount: '$[1.99|2.99|4.99|9.99|14|29|39|59]|[five|ten|thirty] bucks',
    noun: 'Lantern|Pixel|Harbor|Rocket|Meadow|Falcon|Coral|Pebble|Orbit|Maple|Dragon|Comet|Willow|Nimbus|Otter|Beacon|Cedar|Mosaic|Tundra|Saffron|Badger|Prism',
    adj: 'Tiny|Bright|Swift|Lucky|Hidden|Cosmic|Jolly|Clever|Mighty|Quiet|Sunny|Crystal|Brave|Silver|Happy|Wild|Magic|Simple|Snappy|Golden',
  },
};
