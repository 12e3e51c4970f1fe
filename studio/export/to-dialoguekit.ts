import { listNamedItems } from './exported-dialog.ts';
import type { ExportedDialog } from './exported-dialog.ts';

/**
 * A dialog as DialogueKit's `json_to_dialogues` reads it: the system is the AGENT; a turn's act is its intent, and each item that it names a slot value
 * `ITEM` with the title's place in code points, as Python counts. Other keys of an utterance become its metadata there.
 */
export function toDialogueKit(dialog: ExportedDialog): object {
  const { dialog_id, user_id, split, outcome, item_id, turns } = dialog;
  return {
    conversation_id: dialog_id,
    agent: { id: 'convrec-studio', type: 'BOT' },
    user: { id: user_id, type: 'SIMULATOR' },
    metadata: { split, outcome, item_id },
    conversation: turns.map((turn) => {
      const named = listNamedItems(dialog, turn);
      return {
        participant: turn.speaker === 'user' ? 'USER' : 'AGENT',
        utterance: turn.text,
        utterance_id: `${dialog_id}_${turn.turn}`,
        dialogue_acts: [
          { intent: turn.act, slot_values: named.map(({ title, start, end }) => ['ITEM', title, start, end]) },
        ],
        super_node: turn.super_node,
        item_ids: named.map(({ itemId }) => itemId),
      };
    }),
  };
}
