import { z } from 'zod';
import { SpeakerSchema } from '../../schemas/super-node.ts';

/** A row of `dialogs.sql`. */
export const ExportedDialogSchema = z.object({
  dialog_id: z.string(),
  user_id: z.string(),
  split: z.string(),
  outcome: z.string(),
  item_id: z.string(),
  /** The plan's candidates; `titles` holds what it calls each of them. */
  item_ids: z.array(z.string()),
  titles: z.array(z.string()),
  turns: z.array(
    z.object({
      turn: z.number().int(),
      speaker: SpeakerSchema,
      super_node: z.string(),
      act: z.string(),
      text: z.string(),
      named_item_ids: z.array(z.string()),
    }),
  ),
});
export type ExportedDialog = z.infer<typeof ExportedDialogSchema>;

/** An item that a turn names. */
export interface NamedItem {
  itemId: string;
  title: string;
  /** Code points of the turn's text, end exclusive; null where the text does not hold the title word for word. */
  start: number | null;
  end: number | null;
}

/** The items that a turn names, each once, in the turn's order; those that the plan does not know are left out. */
export function listNamedItems(dialog: ExportedDialog, turn: ExportedDialog['turns'][number]): NamedItem[] {
  const titles = new Map(dialog.item_ids.map((itemId, at) => [itemId, dialog.titles[at] ?? '']));
  return [...new Set(turn.named_item_ids)].flatMap((itemId): NamedItem[] => {
    const title = titles.get(itemId);
    if (title === undefined || title === '') return [];
    const at = turn.text.indexOf(title);
    if (at === -1) return [{ itemId, title, start: null, end: null }];
    const start = Array.from(turn.text.slice(0, at)).length;
    return [{ itemId, title, start, end: start + Array.from(title).length }];
  });
}
