import { z } from 'zod';
import { OutcomeSchema } from '../../schemas/outcome.ts';
import { SuperNodeNameSchema } from '../../schemas/super-node.ts';

/** `unfinished`: in work, or given up in the middle; `planned`: not begun. */
export const ListedStatusSchema = z.enum(['accepted', 'failed', 'unfinished', 'planned']);

const words = z.string().trim().min(1).max(500);

/** What a person looks for; what is left out decides nothing. */
export const FiltersSchema = z.strictObject({
  status: ListedStatusSchema.optional(),
  /** As planned. */
  outcome: OutcomeSchema.optional(),
  superNode: SuperNodeNameSchema.optional(),
  /** A check that refused an attempt, or the name of what brought no answer. */
  problem: words.optional(),
  /** A part of the id or title of a candidate. */
  item: words.optional(),
  /** Id of an aspect that a turn cites. */
  aspect: words.optional(),
  /** A part of a line that was said or refused, the beginning of the dialog's id, or the user's id. */
  text: words.optional(),
});
export type Filters = z.infer<typeof FiltersSchema>;

export const PageRequestSchema = FiltersSchema.extend({
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PageRequest = z.infer<typeof PageRequestSchema>;

export const ListedDialogSchema = z.object({
  dialogId: z.string(),
  status: ListedStatusSchema,
  outcome: z.string(),
  reason: z.string().nullable(),
  /** The target's. */
  title: z.string(),
  userId: z.string(),
  /** The dialog's now, ISO 8601, UTC. */
  asOf: z.string(),
  split: z.string(),
  turns: z.number().int(),
  /** Attempts that were refused or brought no answer, and why. */
  refused: z.number().int(),
  checks: z.array(z.string()),
});
export type ListedDialog = z.infer<typeof ListedDialogSchema>;

/** A value to filter by and how many dialogs have it. */
export const FacetSchema = z.object({
  facet: z.enum(['status', 'outcome', 'superNode', 'problem', 'aspect']),
  value: z.string(),
  label: z.string(),
  dialogs: z.number().int(),
});
export type Facet = z.infer<typeof FacetSchema>;
