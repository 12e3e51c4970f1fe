import { PlantedDefectSchema } from '../../../schemas/annotation.ts';
import type { AssignedDialog, Assignment, Study } from '../../../schemas/annotation.ts';
import { createRandom, deriveSeed } from '../../random.ts';
import type { Random } from '../../random.ts';

/** The dialogs that every rater is given. The order of `dialogIds` decides nothing. */
export function drawSharedDialogs(
  dialogIds: readonly string[],
  { seed, dialogs, sharedShare }: Pick<Study, 'seed' | 'dialogs' | 'sharedShare'>,
): string[] {
  const drawn = createRandom(deriveSeed(seed, 'shared')).shuffle(dialogIds.toSorted());
  return drawn.slice(0, Math.round(Math.min(dialogs, dialogIds.length) * sharedShare));
}

export interface AssignmentRequest {
  study: Study;
  raterId: string;
  /** The run's accepted dialogs. */
  dialogIds: readonly string[];
  /** The lists of those who began before. */
  earlier: readonly Assignment[];
}

/**
 * A rater's list: the shared dialogs, then those that the fewest have been given, all in an order of this rater's own, with attention
 * checks spread over it. It never opens with a check: nobody has a measure yet.
 */
export function assignDialogs({ study, raterId, dialogIds, earlier }: AssignmentRequest): Assignment {
  const random = createRandom(deriveSeed(study.seed, 'rater', raterId));
  const there = new Set(dialogIds);
  const shared = study.sharedDialogIds.filter((dialogId) => there.has(dialogId));
  const others = rarestFirst(dialogIds, earlier, random).filter((dialogId) => !shared.includes(dialogId));
  const own = others.splice(0, Math.max(0, study.dialogs - shared.length));
  const dialogs = random.shuffle([...shared, ...own]);
  // A check on a dialog that this rater sees in good order too might be found out by comparison.
  const checked = others.length > 0 ? others : dialogs;
  return { raterId, dialogs: spreadChecks(dialogs, drawChecks(checked, study.checks, random), random) };
}

function rarestFirst(dialogIds: readonly string[], earlier: readonly Assignment[], random: Random): string[] {
  const given = new Map<string, number>();
  for (const { dialogs } of earlier) {
    for (const { dialogId, defect } of dialogs) {
      if (defect === null) given.set(dialogId, (given.get(dialogId) ?? 0) + 1);
    }
  }
  const timesGiven = (dialogId: string): number => given.get(dialogId) ?? 0;
  return random.shuffle(dialogIds.toSorted()).toSorted((a, b) => timesGiven(a) - timesGiven(b));
}

/** Different dialogs while there are enough, and defects in turn. */
function drawChecks(dialogIds: readonly string[], checks: number, random: Random): AssignedDialog[] {
  const defects = random.shuffle(PlantedDefectSchema.options);
  const drawn = random.shuffle(dialogIds);
  return Array.from({ length: drawn.length === 0 ? 0 : checks }, (_none, at) => ({
    dialogId: drawn[at % drawn.length] ?? '',
    defect: defects[at % defects.length] ?? 'reversed-turns',
  }));
}

/** One check somewhere in each of as many stretches of equal length. */
function spreadChecks(
  dialogIds: readonly string[],
  checks: readonly AssignedDialog[],
  random: Random,
): AssignedDialog[] {
  const list: AssignedDialog[] = dialogIds.map((dialogId) => ({ dialogId, defect: null }));
  const edge = (stretch: number): number => Math.floor((stretch * dialogIds.length) / checks.length);
  // From the end, so that a place found is not moved by the next one.
  for (const [stretch, check] of [...checks.entries()].toReversed()) {
    const first = Math.max(1, edge(stretch) + 1);
    list.splice(random.integer(first, Math.max(first, edge(stretch + 1))), 0, check);
  }
  return list;
}
