import assert from 'node:assert/strict';
import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';
import { findAllProblems, realizeOffline } from './offline-dialog.ts';

const titles = [
  'Chat Bot Bistro',
  'OpenAI Grill',
  '[Restaurant] Sol',
  '100% {title} %s',
  'I Need a Break Spa',
  'Count Me Out Escape Rooms',
  'As an AI Would: Noodles',
  '<b>Bold</b> Coffee',
];

/** The plan with a title of the user's own data instead of each candidate's. */
function rename(plan: DialogPlan): DialogPlan {
  const names = new Map(plan.candidates.map(({ itemId }, at) => [itemId, titles[at % titles.length] ?? '']));
  const candidates = plan.candidates.map((candidate) => ({ ...candidate, title: names.get(candidate.itemId) ?? '' }));
  const turns = plan.turns.map((turn) => {
    const title = names.get(turn.slots.itemId ?? '');
    return title === undefined || turn.slots.title === undefined ? turn : { ...turn, slots: { ...turn.slots, title } };
  });
  return { ...plan, candidates, turns };
}

describe('titles of own data', () => {
  it('fail no check that is made for the words of a model', () => {
    const checks = new Set(['meta-talk', 'role-swap', 'act', 'language']);
    let named = 0;
    for (const plan of createPlans(60).map(rename)) {
      const dialog = realizeOffline(plan);
      named += dialog.filter(({ text }) => titles.some((title) => text.includes(title))).length;
      const problems = findAllProblems(plan, dialog).filter(({ check }) => checks.has(check));
      assert.deepEqual(problems, [], JSON.stringify(dialog.map(({ text }) => text)));
    }
    assert.ok(named > 60, `${named} turns name a title`);
  });
});
