/** By whoever follows a run, or by a worker that nobody follows. */
export const serverGoneLine =
  'The Temporal server does not answer. What is done is kept; the run goes on when it is back.';
