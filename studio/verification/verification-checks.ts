/** A check of a finished dataset: `checks/<name>.sql` gives one row an offence, with dialog_id, turn (-1: the dialog as a whole) and detail. */
export const verificationChecks = [
  'early_titles',
  'foreign_titles',
  'unbacked_claims',
  'contradicted_claims',
  'lost_evidence',
  'late_evidence',
  'broken_paths',
  'wrong_decisions',
  'candidate_lists',
  'split_leaks',
  'unreal_targets',
  'model_markup',
] as const;
export type VerificationCheck = (typeof verificationChecks)[number];

/** Tables made of a dataset, in their order, each by the statement of its name; then the checks can be asked. */
export const verificationTables = ['records', 'listed_candidates', 'spoken_turns', 'cited_mentions'] as const;
