import { z } from 'zod';

/** Every relation of a run, one Parquet file each, in the order the stages write them. Columns: docs/relations.md. */
export const RelationSchema = z.enum([
  'reviews',
  'items',
  'rejected_rows',
  'clauses',
  'aspects',
  'mentions',
  'trajectories',
  'trajectory_summaries',
  'targets',
  'ineligible_users',
  'profiles',
  'candidates',
  'trajectories_as_of',
  'plans',
  'unplanned_targets',
  'dialogs',
  'turns',
  'turn_evidence',
  'attempts',
]);
export type Relation = z.infer<typeof RelationSchema>;
