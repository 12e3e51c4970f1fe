import { createRandom } from '../../../studio/random.ts';
import type { RecommendedDialog, RecommenderData } from '../data/recommender-data.ts';

const dayMs = 86_400_000;

export const categories = ['noodles', 'books', 'lamps'];

/** `named`: the last word of the dialog is the target's own; `none`: it is anyone's. */
export type DialogSignal = 'named' | 'none';

/** Made-up dialogs over 30 items of three categories; a user has up to two of them. The latest fifth of the users are tested. */
export function createData(count: number, seed: number, signal: DialogSignal): RecommenderData {
  const random = createRandom(seed);
  const items = Array.from({ length: 30 }, (_, at) => ({
    itemId: `i${at}`,
    title: `Shop ${at}`,
    category: categories[at % 3] ?? '',
    firstAtMs: at * dayMs,
  }));
  const dialogs = Array.from({ length: count }, (_, at): RecommendedDialog => {
    const atMs = (100 + at) * dayMs;
    const target = random.integer(0, 29);
    const word = signal === 'named' ? target : random.integer(0, 29);
    const others = random.shuffle(items.map((_item, item) => item).filter((item) => item !== target));
    const history = others.slice(0, random.integer(2, 5));
    return {
      dialogId: `d${String(at).padStart(4, '0')}`,
      userId: `u${Math.floor(at / 2)}`,
      target,
      atMs,
      split: at < count * 0.6 ? 'train' : at < count * 0.8 ? 'valid' : 'test',
      history: history.map((item, place) => ({ item, atMs: atMs - (history.length - place) * dayMs })),
      turns: [
        { speaker: 'system', text: 'Hello there, what would please you?', hasEvidence: false, namedItems: [] },
        { speaker: 'user', text: `Perhaps something like marker${word}, please.`, hasEvidence: true, namedItems: [] },
      ],
    };
  });
  return { items, dialogs, notTaken: [] };
}
