import { z } from 'zod';

/** What `convrec evaluate` writes of a run that has its dialogs. */
export const EvaluationRelationSchema = z.enum([
  'dialog_measures',
  'run_measures',
  'judgements',
  'comparisons',
  'ratings',
]);
export type EvaluationRelation = z.infer<typeof EvaluationRelationSchema>;

/** What `convrec benchmark` writes. */
export const RecommenderRelationSchema = z.enum([
  'splits',
  'ranking_candidates',
  'predictions',
  'recommender_metrics',
  'recommender_comparisons',
]);

/** Every relation of a run, one Parquet file each, in the order the stages write them, the evaluation's last. Columns: docs/relations.md. */
export const RelationSchema = z.enum([
  'reviews',
  'items',
  'rejected_rows',
  'clauses',
  'aspects',
  'terms',
  'mentions',
  'voices',
  'term_voices',
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
  'funnel',
  ...EvaluationRelationSchema.options,
  ...RecommenderRelationSchema.options,
]);
export type Relation = z.infer<typeof RelationSchema>;
