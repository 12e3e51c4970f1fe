import { listNamedItems } from './exported-dialog.ts';
import type { ExportedDialog } from './exported-dialog.ts';

/** A row of `crslab_items.sql`. */
export interface CrsLabItem {
  item_id: string;
  /** Null where it is unknown. */
  category: string | null;
}

/** Ids of CRSLab's `nltk` vocabularies that stand for no word. */
const specialTokens = ['__pad__', '__start__', '__end__', '__unk__'];
const roles = { user: 'Seeker', system: 'Recommender' } as const;

/**
 * Dialogs as CRSLab's readers of English sets take them (`InspiredDataset`, tokenised as `nltk`): tokens in small letters, items as entities by their
 * ids, single words of the run's terms as `word`. `tables` are the files beside the dialogs; tokens of the training split alone have an id.
 */
export function createCrsLab(items: readonly CrsLabItem[], termLabels: readonly string[]) {
  const tokens = new Set<string>(specialTokens);
  const words = new Set(termLabels.flatMap((label) => tokenise(label)));
  const categories = new Set(items.flatMap((item) => categoryOf(item) ?? []));
  const itemIds = new Set(items.map(({ item_id: itemId }) => itemId));

  return {
    toLine(dialog: ExportedDialog): object {
      return {
        conv_id: dialog.dialog_id,
        dialog: dialog.turns.map((turn) => {
          const text = tokenise(turn.text);
          if (dialog.split === 'train') for (const token of text) tokens.add(token);
          return {
            utt_id: turn.turn,
            role: roles[turn.speaker],
            text,
            movies: listNamedItems(dialog, turn)
              .map(({ itemId }) => itemId)
              .filter((itemId) => itemIds.has(itemId)),
            entity: [],
            word: [...new Set(text)].filter((token) => words.has(token)),
          };
        }),
      };
    },
    /** Returns the files beside the dialogs by name: text is written as it is, anything else as JSON. */
    tables(): Record<string, unknown> {
      // Entity and word 0 are padding.
      const entityIds = numbered([...itemIds, ...categories], 1);
      return {
        'token2id.json': numbered([...tokens], 0),
        'entity2id.json': entityIds,
        'dbpedia_subkg.txt': items
          .flatMap((item) => {
            const category = categoryOf(item);
            return category === undefined ? [] : [`${item.item_id}\tcategory\t${category}\n`];
          })
          .join(''),
        'word2id.json': numbered(words.size > 0 ? [...words] : ['__none__'], 1),
        'concept_subkg.txt': '',
        'movie_ids.json': [...itemIds].map((itemId) => entityIds[itemId]),
      };
    },
  };
}

/** Apart from every item's id: CRSLab knows entities by their text alone. */
const categoryOf = ({ category }: CrsLabItem): string | undefined =>
  category === null || category === 'unknown' ? undefined : `category: ${category.replaceAll(/\s+/gu, ' ')}`;

/** Words and signs in small letters; a reference to a review's words stays whole. */
const tokenise = (text: string): string[] =>
  text.toLowerCase().match(/⟦[^⟧]*⟧|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*|[^\s\p{L}\p{M}\p{N}]/gu) ?? [];

const numbered = (names: readonly string[], first: number): Record<string, number> =>
  Object.fromEntries(names.map((name, at) => [name, first + at]));
