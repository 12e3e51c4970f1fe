import { decisionActs, decisionOf } from '../../planning/decision-acts.ts';
import type { DialogCheck } from '../check.ts';
import { behavioral } from '../check.ts';

/** One decision, by the act of the plan's outcome, on an item named before; what is taken or put off is the target. */
export const findDecisionProblems: DialogCheck = (plan, turns) => {
  const decisions = turns.filter(({ act }) => decisionActs.some((decision) => decision === act));
  const wanted = decisionOf[plan.outcome];
  const right = decisions.filter(({ act }) => act === wanted);
  const isOnTarget = wanted === 'accept' || wanted === 'postpone';
  return [
    ...(decisions.length === 1 && right.length === 1
      ? []
      : [
          behavioral(
            'decision',
            `the outcome is ${plan.outcome}, but the user decides by: ${decisions.map(({ act }) => act).join(', ') || 'nothing'}`,
          ),
        ]),
    ...right.flatMap(({ turn }) => {
      const itemId = plan.turns[turn]?.slots.itemId;
      const isNamed = turns.some(
        (earlier) =>
          earlier.turn < turn &&
          earlier.act === 'recommend' &&
          itemId !== undefined &&
          earlier.namedItemIds.includes(itemId),
      );
      return [
        ...(isOnTarget && itemId !== plan.targetItemId
          ? [behavioral('decision', 'the item decided on is not the target')]
          : []),
        ...(isNamed ? [] : [behavioral('decision', 'an item is decided on before it is named')]),
      ];
    }),
  ];
};
