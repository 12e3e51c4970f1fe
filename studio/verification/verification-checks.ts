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

const mention =
  'STRUCT("reviewId" VARCHAR, "itemId" VARCHAR, "reviewedAt" TIMESTAMP, "charStart" INTEGER, "charEnd" INTEGER, sentiment DOUBLE)[]';
const claims = `STRUCT("itemId" VARCHAR, label VARCHAR, polarity VARCHAR, evidence ${mention})[]`;

/** What the checks read of a dataset's record, and no more: DuckDB types by column. */
export const recordColumns: Readonly<Record<string, string>> = {
  dialog_id: 'VARCHAR',
  user_id: 'VARCHAR',
  split: 'VARCHAR',
  as_of: 'TIMESTAMP',
  outcome: 'VARCHAR',
  target: 'STRUCT(item_id VARCHAR, title VARCHAR, review_id VARCHAR)',
  messages: 'STRUCT(role VARCHAR, content VARCHAR)[]',
  turns:
    'STRUCT(turn INTEGER, speaker VARCHAR, super_node VARCHAR, act VARCHAR, "text" VARCHAR, named_item_ids VARCHAR[], evidence STRUCT(side VARCHAR, review_id VARCHAR, item_id VARCHAR, reviewed_at TIMESTAMP, char_start INTEGER, char_end INTEGER, sentiment DOUBLE)[])[]',
  history: 'STRUCT(review_id VARCHAR)[]',
  plan: `STRUCT(path VARCHAR[], wishes STRUCT(label VARCHAR)[], candidates STRUCT("itemId" VARCHAR, title VARCHAR, category VARCHAR, role VARCHAR, claims STRUCT(label VARCHAR)[])[], turns STRUCT(turn INTEGER, speaker VARCHAR, "superNode" VARCHAR, act VARCHAR, slots STRUCT("itemId" VARCHAR, doubt STRUCT(about STRUCT("aspectId" VARCHAR)), claims ${claims}))[])`,
};
