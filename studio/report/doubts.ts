/** What a run is looked through for, each by `doubts/<name>.sql`: a row with `doubt`, a sentence, for whatever is thin or doubtful. */
export const doubts = [
  'failed',
  'splits',
  'ungrounded',
  'repeats',
  'one_item',
  'one_aspect',
  'sparse',
  'untitled',
  'rejected',
  'costs',
] as const;
