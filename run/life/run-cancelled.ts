/** Somebody cancelled or terminated the run's workflow, from Temporal's UI for example. */
export class RunCancelled extends Error {
  override readonly name = 'RunCancelled';
}
