/** Stages of a run in the order they run. Plain data, no zod: the one value of `schemas/` that workflows may import. */
export const stageNames = [
  'reviews',
  'clauses',
  'aspects',
  'mentions',
  'trajectories',
  'targets',
  'profiles',
  'candidates',
  'plans',
  'dialogs',
  'dataset',
] as const;
export type StageName = (typeof stageNames)[number];
