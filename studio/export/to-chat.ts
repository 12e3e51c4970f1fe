import { z } from 'zod';
import { SpeakerSchema } from '../../schemas/super-node.ts';
import type { Speaker } from '../../schemas/super-node.ts';

export const SaidSchema = z.array(z.object({ speaker: SpeakerSchema, text: z.string() }));
type Said = z.infer<typeof SaidSchema>;

/** A message as chat templates take it; `train` says whether a loss is taken on it. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
  train: boolean;
}

const instructions: Readonly<Record<Speaker, string>> = {
  system:
    'You recommend items in a conversation. Find out what the user looks for, recommend one item at a time, and say of an item only what its reviews carry.',
  user: 'You are a user who looks for a recommendation. Say what you look for, ask, object, and decide.',
};

/**
 * The messages of a dialog for a model that is to speak as `speaker`, whose turns are the assistant's. A system message begins; then user and
 * assistant alternate, the user first, as the strictest templates ask for. Two turns of one speaker are one message. Where `speaker` said the
 * first words, they stand in the system message, since no template has a place for an assistant that begins.
 */
export function toChat(said: Said, speaker: Speaker): ChatMessage[] {
  const joined: { speaker: Speaker; text: string }[] = [];
  for (const turn of said) {
    const last = joined.at(-1);
    if (last?.speaker === turn.speaker) last.text = `${last.text} ${turn.text}`;
    else joined.push({ ...turn });
  }
  const [first] = joined;
  const isOpening = first !== undefined && first.speaker === speaker;
  const opening = isOpening ? ` You began the conversation with: "${first.text}"` : '';
  return [
    { role: 'system', content: `${instructions[speaker]}${opening}`, train: false },
    ...joined.slice(isOpening ? 1 : 0).map(({ speaker: by, text }): ChatMessage => {
      const isOwn = by === speaker;
      return { role: isOwn ? 'assistant' : 'user', content: text, train: isOwn };
    }),
  ];
}

const ChatRowSchema = z.object({
  dialog_id: z.string(),
  split: z.string(),
  outcome: z.string(),
  item_id: z.string(),
  said: SaidSchema,
});

/** One accepted dialog for the fine-tuning of the system agent, from a row of `chat.sql`. */
export function toChatLine(row: unknown): { split: string; line: object } {
  const { said, ...ids } = ChatRowSchema.parse(row);
  return { split: ids.split, line: { ...ids, messages: toChat(said, 'system') } };
}

const PreferenceRowSchema = z.object({
  dialog_id: z.string(),
  split: z.string(),
  turn: z.number().int(),
  attempt: z.number().int(),
  speaker: SpeakerSchema,
  chosen: z.string(),
  rejected: z.string(),
  reasons: z.array(z.string()),
  said: SaidSchema,
});

const answer = (content: string): object[] => [{ role: 'assistant', content }];

/** Two answers to the same prompt, by the agent that spoke, from a row of `preference.sql`; the refused one with the reasons of the checks. */
export function toPreferenceLine(row: unknown): { split: string; line: object } {
  const { said, chosen, rejected, ...ids } = PreferenceRowSchema.parse(row);
  const prompt = toChat(said, ids.speaker).map(({ role, content }) => ({ role, content }));
  return { split: ids.split, line: { ...ids, prompt, chosen: answer(chosen), rejected: answer(rejected) } };
}
