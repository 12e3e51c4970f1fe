import type { DomainVocabulary } from '../vocabulary.ts';
import { categories } from './categories.ts';
import { plateAspects } from './plate-aspects.ts';
import { roomAspects } from './room-aspects.ts';
import { talk } from './talk.ts';
import { visitAspects } from './visit-aspects.ts';

export const yelpVocabulary: DomainVocabulary = {
  aspects: [...plateAspects, ...visitAspects, ...roomAspects],
  categories,
  talk,
  nameSuffix: ' at {place}',
  slots: {
    server: 'server|waiter|waitress|bartender|server [Dana|Marco|Jess|Tony|Alma|Priya|Kyle|Rosa|Ben|Mei]',
    amount: '[eighteen|twenty|twenty five|thirty|forty|sixty|ninety|a hundred] dollars|$[14|16|19|24|28|35|42|60]',
    owner:
      'Alba|Bruno|Carmela|Dario|Elsie|Fabian|Gloria|Hana|Ines|Jonas|Keiko|Lorenzo|Mabel|Nadia|Otis|Pilar|Quentin|Rosalind|Silvio|Tomasina|Ursula|Vera|Wanda|Yusuf|Zelda|Anders|Bettina|Cosmo|Delphine|Emeka',
    noun: 'Lantern|Harvest|Sparrow|Juniper|Copper|Thistle|Maple|Willow|Ember|Marigold|Fig|Larder|Orchard|Compass|Basil|Clover|Magpie|Pepper|Salt|Acorn|Harbor|Meadow|Plum|Raven|Sage|Tulip',
    adj: 'Golden|Blue|Rusty|Velvet|Crooked|Silver|Humble|Lucky|Wandering|Hungry|Painted|Little|Salty|Merry|Quiet|Wild|Old|Twin|Gilded|Smiling|Barefoot|Crimson',
    place:
      'Marlow|Ashford|Riverbend|Eastgate|Cobble Street|Mill Pond|Ninth Avenue|Fern Hill|Station Square|Harborview|Larkspur|Old Quarter|Canal Street|Summit|Briar Lane|Westfield Park|Lakeside|Union Row',
  },
};
