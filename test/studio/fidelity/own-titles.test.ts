import assert from 'node:assert/strict';
import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';
import { findAllProblems, realizeOffline } from './offline-dialog.ts';

const oddTitles = [
  'Chat Bot Bistro',
  'OpenAI Grill',
  '[Restaurant] Sol',
  '100% {title} %s',
  'I Need a Break Spa',
  'Count Me Out Escape Rooms',
  'As an AI Would: Noodles',
  '<b>Bold</b> Coffee',
];

/** Every word of one stands in others too, as with branches of chains. */
const branches = [
  'OpenAI Corner East',
  'Role-Play Rooms South',
  'OpenAI Corner Mid',
  '[Restaurant] Sol East',
  'The Transcript South',
  'Role-Play Rooms Mid',
  'The Transcript East',
  'Placeholder Sol South',
];

/** The plan with a title of the user's own data instead of each candidate's. */
function rename(plan: DialogPlan, titles: readonly string[]): DialogPlan {
  const names = new Map(plan.candidates.map(({ itemId }, at) => [itemId, titles[at % titles.length] ?? '']));
  const candidates = plan.candidates.map((candidate) => ({ ...candidate, title: names.get(candidate.itemId) ?? '' }));
  const turns = plan.turns.map((turn) => {
    const title = names.get(turn.slots.itemId ?? '');
    return title === undefined || turn.slots.title === undefined ? turn : { ...turn, slots: { ...turn.slots, title } };
  });
  return { ...plan, candidates, turns };
}

function failNone(titles: readonly string[], checks: ReadonlySet<string>): void {
  let named = 0;
  for (const plan of createPlans(60).map((each) => rename(each, titles))) {
    const dialog = realizeOffline(plan);
    named += dialog.filter(({ text }) => titles.some((title) => text.includes(title))).length;
    const problems = findAllProblems(plan, dialog).filter(({ check }) => checks.has(check));
    assert.deepEqual(problems, [], JSON.stringify(dialog.map(({ text }) => text)));
  }
  assert.ok(named > 60, `${named} turns name a title`);
}

describe('titles of own data', () => {
  it('fail no check that is made for the words of a model', () => {
    failNone(oddTitles, new Set(['meta-talk', 'role-swap', 'act', 'language', 'markup']));
  });

  it('are told apart in a comparison where each word of one is shared with another', () => {
    failNone(branches, new Set(['other-item', 'meta-talk', 'markup']));
  });
});
