import type { RunProgress } from '../../schemas/progress.ts';

/** A look at a run: when it was, and how many dialogs had ended. */
export interface Sighting {
  atMs: number;
  /** Dialogs that have ended. */
  ended: number;
  planned: number;
}

/** The pace is that of the last five minutes: a run speeds up and slows down with its model. */
const windowMs = 5 * 60_000;

/** The sightings that the pace is told from, with the newest one; those before the window are dropped, but for one at its edge. */
export function addSighting(
  sightings: readonly Sighting[],
  { dialogs }: Pick<RunProgress, 'dialogs'>,
  atMs: number,
): Sighting[] {
  const { planned, accepted, failed } = dialogs;
  const within = sightings.findIndex((sighting) => sighting.atMs >= atMs - windowMs);
  const kept = within === -1 ? sightings.slice(-1) : sightings.slice(Math.max(0, within - 1));
  return [...kept, { atMs, ended: accepted + failed, planned }];
}

/** `12.4 dialogs a minute, 7 min left`; undefined before two dialogs' ends were seen apart, or where none is left. */
export function describePace(sightings: readonly Sighting[]): string | undefined {
  const [first, last] = [sightings[0], sightings.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const minutes = (last.atMs - first.atMs) / 60_000;
  const perMinute = (last.ended - first.ended) / minutes;
  const left = last.planned - last.ended;
  if (!(perMinute > 0) || left <= 0) return undefined;
  return `${perMinute.toFixed(1)} dialogs a minute, ${describeMinutes(left / perMinute)} left`;
}

function describeMinutes(minutes: number): string {
  if (minutes < 1) return `${Math.ceil(minutes * 60)} s`;
  if (minutes < 120) return `${Math.round(minutes)} min`;
  return `${(minutes / 60).toFixed(1)} h`;
}
