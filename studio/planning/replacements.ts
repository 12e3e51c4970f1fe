/** A target of the run as the draw left it. */
export interface DrawnTarget {
  dialogId: string;
  split: string;
  category: string;
  isReserve: boolean;
  /** False for a target without a plan: it counts as a dialog that failed. */
  isPlanned: boolean;
}

export type DialogOutcome = 'accepted' | 'failed';

export interface Passes {
  /** Dialogs to simulate, pass by pass: those asked for, then the replacements of each pass's failures. */
  dialogIds: string[][];
  /** Targets for which no replacement was left, in the order of their ids. */
  unreplaced: string[];
}

/**
 * Which dialogs a run makes. A dialog that failed, or has no plan, is replaced by the next planned reserve of its stratum in the order of
 * the dialog ids, which are hashes: of its split and its item's category; where none is left, of its split. A pass is only drawn when the
 * outcome of every dialog of the pass before is known, and its failures are served in id order, so the time at which dialogs end decides
 * nothing. `outcomeOf` is undefined for a dialog that has not ended.
 */
export function drawPasses(
  targets: readonly DrawnTarget[],
  outcomeOf: (dialogId: string) => DialogOutcome | undefined,
): Passes {
  const inOrder = targets.toSorted((a, b) => (a.dialogId < b.dialogId ? -1 : 1));
  const reserves = inOrder.filter(({ isReserve, isPlanned }) => isReserve && isPlanned);
  const unreplaced: string[] = [];
  const replace = (failed: readonly DrawnTarget[]): DrawnTarget[] =>
    failed.flatMap((target) => {
      const at = findReserve(reserves, target);
      if (at < 0) unreplaced.push(target.dialogId);
      return at < 0 ? [] : reserves.splice(at, 1);
    });

  const asked = inOrder.filter(({ isReserve }) => !isReserve);
  const planned = asked.filter(({ isPlanned }) => isPlanned);
  let pass = [...planned, ...replace(asked.filter(({ isPlanned }) => !isPlanned))];
  const dialogIds: string[][] = [];
  while (pass.length > 0) {
    dialogIds.push(pass.map(({ dialogId }) => dialogId).toSorted());
    const outcomes = pass.map((target) => ({ target, outcome: outcomeOf(target.dialogId) }));
    if (outcomes.some(({ outcome }) => outcome === undefined)) break;
    pass = replace(outcomes.filter(({ outcome }) => outcome === 'failed').map(({ target }) => target));
  }
  return { dialogIds, unreplaced: unreplaced.toSorted() };
}

function findReserve(reserves: readonly DrawnTarget[], { split, category }: DrawnTarget): number {
  const inStratum = reserves.findIndex((reserve) => reserve.split === split && reserve.category === category);
  return inStratum >= 0 ? inStratum : reserves.findIndex((reserve) => reserve.split === split);
}
