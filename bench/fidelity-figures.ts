import type { DialogPlan } from '../schemas/dialog-plan.ts';
import type { Problem, Turn } from '../schemas/dialog.ts';
import { findDialogProblems } from '../studio/fidelity/find-dialog-problems.ts';
import { createRandom, deriveSeed } from '../studio/random.ts';
import { mutations } from '../test/studio/fidelity/mutations.ts';
import { findPlantedProblems, findProblemsAt } from '../test/studio/fidelity/offline-dialog.ts';

export interface MadeDialog {
  plan: DialogPlan;
  turns: readonly Turn[];
}

export interface Alarms {
  turns: number;
  falseAlarms: { dialogId: string; text: string; problems: Problem[] }[];
}

/** Turns of good dialogs that a check objects to; the dialog as a whole counts as one more turn. */
export function findFalseAlarms(dialogs: readonly MadeDialog[]): Alarms {
  const alarms: Alarms = { turns: 0, falseAlarms: [] };
  for (const { plan, turns } of dialogs) {
    const note = (text: string, problems: Problem[]): void => {
      alarms.turns += 1;
      if (problems.length > 0) alarms.falseAlarms.push({ dialogId: plan.dialogId, text, problems });
    };
    for (const [at, { text }] of turns.entries()) note(text, findProblemsAt(plan, turns, at));
    note('the dialog as a whole', findDialogProblems(plan, turns));
  }
  return alarms;
}

export interface Catches {
  planted: number;
  caught: number;
  /** The changed words of what was not caught, by dialog. */
  missed: { dialogId: string; text: string }[];
}

/** Plants one fault a dialog, seeded; a dialog that gives no occasion for it is left out. */
export function plantFaults(mutation: string, dialogs: readonly MadeDialog[], seed: number): Catches {
  const mutate = mutations[mutation];
  if (mutate === undefined) throw new RangeError(`there is no mutation ${mutation}`);
  const catches: Catches = { planted: 0, caught: 0, missed: [] };
  for (const { plan, turns } of dialogs) {
    const mutated = mutate(plan, turns, createRandom(deriveSeed(seed, mutation, plan.dialogId)));
    if (mutated === undefined) continue;
    catches.planted += 1;
    if (findPlantedProblems(plan, turns, mutated).length > 0) catches.caught += 1;
    else {
      const changed = mutated.find(({ text }, at) => text !== turns[at]?.text);
      catches.missed.push({ dialogId: plan.dialogId, text: changed?.text ?? 'the same words' });
    }
  }
  return catches;
}
