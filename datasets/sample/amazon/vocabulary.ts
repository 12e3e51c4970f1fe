import type { DomainVocabulary } from '../vocabulary.ts';
import { bodyAspects } from './body-aspects.ts';
import { categories } from './categories.ts';
import { deviceAspects } from './device-aspects.ts';
import { purchaseAspects } from './purchase-aspects.ts';
import { talk } from './talk.ts';

export const amazonVocabulary: DomainVocabulary = {
  aspects: [...deviceAspects, ...bodyAspects, ...purchaseAspects],
  categories,
  talk,
  nameSuffix: ' - {model} Edition',
  slots: {
    hours: '12 hours|18 hours|20 hours|a full day|two full days|three days|almost a week|30 hours',
    fewhours: '40 minutes|an hour|two hours|three hours|half a day|90 minutes',
    months: 'two weeks|a month|three months|six months|eight months|a year|two years|ten days|five weeks|almost a year',
    amount: '$[12|18|20|25|30|35|40|50|60|80|120]|[twenty|thirty|forty|sixty|ninety] dollars',
    brand:
      'Norvik|Telvo|Amperix|Quellar|Zentik|Orbido|Halvor|Pexton|Lumera|Kestro|Vantilo|Dromeda|Soniq Bay|Tarvos|Ellary|Brightfen',
    model:
      '[Arc|Pulse|Nova|Drift|Echo Ridge|Volt|Aero|Core|Prime|Flex|Terra|Vibe|Stride|Halo|Slate|Onyx] [2|3|5|7|10|20|X1|X3|Pro|Mini|Max|SE|Air|Lite|Plus|V2]',
    color: 'Black|White|Navy Blue|Graphite|Silver|Rose|Forest Green|Space Gray|Sand|Red',
  },
};
