import type { ExportedDialog } from './exported-dialog.ts';

/** A dialog as the keywords of Argilla's `rg.Record`: a chat to look at, with what a person may filter by. */
export function toArgilla({ dialog_id, split, outcome, item_id, turns }: ExportedDialog): object {
  return {
    id: dialog_id,
    fields: {
      chat: turns.map(({ speaker, text }) => ({ role: speaker === 'user' ? 'user' : 'assistant', content: text })),
    },
    metadata: { split, outcome, item_id, turns: turns.length },
  };
}

const scale = [1, 2, 3, 4, 5].map((value) => ({ value }));
const rating = (name: string, title: string): object => ({
  name,
  title,
  description: null,
  required: true,
  settings: { type: 'rating', options: scale },
});
const terms = (name: string): object => ({
  name,
  title: name,
  visible_for_annotators: true,
  settings: { type: 'terms' },
});

/** What `rg.Settings.from_json` reads: the field of the records, two scales, the metadata. */
export const argillaSettings: object = {
  guidelines: 'Read the conversation. Rate how natural it is, and how far its recommendations fit what the user says.',
  allow_extra_metadata: false,
  distribution: { strategy: 'overlap', min_submitted: 1 },
  fields: [{ name: 'chat', title: 'Conversation', required: true, settings: { type: 'chat', use_markdown: false } }],
  questions: [rating('naturalness', 'How natural is it?'), rating('fit', 'Do the recommendations fit?')],
  metadata: [
    terms('split'),
    terms('outcome'),
    terms('item_id'),
    {
      name: 'turns',
      title: 'turns',
      visible_for_annotators: true,
      settings: { type: 'integer', min: null, max: null },
    },
  ],
  vectors: [],
  mapping: null,
};
