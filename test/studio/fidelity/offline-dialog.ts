import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import type { Problem, Turn } from '../../../schemas/dialog.ts';
import { findDialogProblems } from '../../../studio/fidelity/find-dialog-problems.ts';
import { findTurnProblems } from '../../../studio/fidelity/find-turn-problems.ts';
import { deriveSeed } from '../../../studio/random.ts';
import { buildContext, namedBefore } from '../../../studio/simulation/build-context.ts';
import { drawUtterance } from '../../../studio/simulation/offline-realizer.ts';

/** The plan's dialog in the offline realizer's words, each turn at its first attempt. */
export function realizeOffline(plan: DialogPlan): Turn[] {
  const turns: Turn[] = [];
  for (const step of plan.turns) {
    const { turn, speaker, superNode, act, evidence, slots } = step;
    const text = drawUtterance(buildContext(plan, turn, turns), deriveSeed(plan.seed, 'turn', turn, 0));
    const namedItemIds = act === 'recommend' && slots.itemId !== undefined ? [slots.itemId] : [];
    turns.push({ turn, speaker, superNode, act, text, attempts: 1, namedItemIds, evidence });
  }
  return turns;
}

/** Problems of every turn in turn, as they are found while a dialog is made, and of the dialog as a whole. */
export function findAllProblems(plan: DialogPlan, turns: readonly Turn[]): Problem[] {
  return [...turns.flatMap((_turn, at) => findProblemsAt(plan, turns, at)), ...findDialogProblems(plan, turns)];
}

/** Problems of the turns that a mutation changed, and of the dialog as a whole. */
export function findPlantedProblems(plan: DialogPlan, good: readonly Turn[], mutated: readonly Turn[]): Problem[] {
  const changed = mutated.flatMap(({ text }, at) => (text === good[at]?.text ? [] : [at]));
  const inTurns = mutated.length === good.length ? changed.flatMap((at) => findProblemsAt(plan, mutated, at)) : [];
  return [...inTurns, ...findDialogProblems(plan, mutated)];
}

export function findProblemsAt(plan: DialogPlan, turns: readonly Turn[], at: number): Problem[] {
  const turn = plan.turns[at];
  const text = turns[at]?.text;
  if (turn === undefined || text === undefined) return [];
  return findTurnProblems({
    plan,
    turn,
    text,
    transcript: turns.slice(0, at).map((said) => ({ speaker: said.speaker, text: said.text })),
    namedItemIds: namedBefore(plan, at),
    maximumWords: 90,
    saysSlots: true,
  });
}
