import type { RecommenderSettings } from '../schema.ts';
import type { ModelSize } from '../models/model-size.ts';
import type { Example } from '../training/batch.ts';
import { itemMark } from './mask-titles.ts';
import type { EarlyTurn, HeardDialog, RecommendedDialog } from './recommender-data.ts';
import { vectorDimensions, vectorOfTurn } from './turn-vectors.ts';
import type { TermModel } from './turn-vectors.ts';
import { itemWord, numberWords, wordsOfTurn } from './words.ts';

export interface DialogEncoder {
  dialog: ModelSize['dialog'];
  /** By id, from 1; none where turns are vectors. */
  words: readonly string[];
  /** The last argument is an item that no mark may give away: the target's. */
  encode: (turns: readonly EarlyTurn[], hidden: number) => Example['dialog'];
}

/** Words are numbered by the training dialogs alone. Throws RangeError where turn vectors are asked for without a term model. */
export function createDialogEncoder(
  training: readonly RecommendedDialog[],
  { dialogText }: Pick<RecommenderSettings, 'dialogText'>,
  termModel: TermModel | undefined,
): DialogEncoder {
  if (dialogText === 'words') {
    const words = numberWords(training.map(({ turns }) => turns.flatMap(wordsOfTurn)));
    return {
      dialog: { kind: 'tokens', vocabulary: words.size },
      words: words.words,
      encode: (turns, hidden) => {
        const spoken = turns.map(wordsOfTurn);
        const marked = markItems(turns, hidden);
        return {
          kind: 'tokens',
          tokens: spoken.flat().map((word) => words.idOf(word)),
          items: spoken.flatMap((own, turn) => own.map((word) => (word === itemWord ? (marked[turn] ?? -1) : -1))),
        };
      },
    };
  }
  if (termModel === undefined) throw new RangeError('turn vectors need the aspect model of the run');
  return {
    dialog: { kind: 'vectors', dimensions: vectorDimensions(termModel) },
    words: [],
    encode: (turns, hidden) => ({
      kind: 'vectors',
      vectors: turns.map((turn) => vectorOfTurn(turn, termModel)),
      items: markItems(turns, hidden),
    }),
  };
}

/** The item that each turn's marks stand for: the last one named so far; -1 where the turn has no mark. */
function markItems(turns: HeardDialog['turns'], hidden: number): number[] {
  let last = -1;
  return turns.map(({ text, namedItems }) => {
    last = namedItems.at(-1) ?? last;
    const isMarked = namedItems.length > 0 || text.includes(itemMark);
    return isMarked && last !== hidden ? last : -1;
  });
}
