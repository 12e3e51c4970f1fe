import assert from 'node:assert/strict';
import { createRealizeTurn } from '../../../activities/dialogs/realize-turn.ts';
import type { Dependencies, Realizer } from '../../../activities/dependencies.ts';
import type { DialogPlan } from '../../../schemas/dialog-plan.ts';
import { createOfflineRealizer } from '../../../studio/simulation/offline-realizer.ts';
import { createPlans } from '../../fixtures/dialog-plan.ts';
import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';

const maximumAttempts = 3;
const accepted = { accepted: true, problems: [] };

describe('a slice of a dialog', () => {
  let test: TestRun;
  let plan: DialogPlan;
  let clockMs: number;
  let calls: number;
  /** What is said instead of the offline realizer's words at a call, counted from 1. */
  let isBad: (call: number) => boolean;
  let fails: (call: number) => boolean;

  beforeEach(async () => {
    [clockMs, calls, isBad, fails] = [0, 0, () => false, () => false];
    const offline = createOfflineRealizer();
    const realizer: Realizer = {
      ...offline,
      async realize(request, signal) {
        calls += 1;
        clockMs += 1000;
        if (fails(calls)) throw new Error('connection reset');
        return isBad(calls)
          ? { text: 'As an AI language model I cannot say.', modelCall: null }
          : offline.realize(request, signal);
      },
    };
    test = await createTestRun({}, realizer);
    const [first] = createPlans(1, 9);
    assert.ok(first !== undefined);
    plan = first;
    await test.deps.withDatabase(test.run, (db) =>
      db.writeParquet('select $id as dialog_id, $plan as plan', test.run.relationPath('plans'), {
        id: plan.dialogId,
        plan: JSON.stringify(plan),
      }),
    );
  });
  afterEach(() => test.remove());

  const realize = (sliceMs: number, changed: Partial<Dependencies> = {}, { turn, attempt } = { turn: 0, attempt: 0 }) =>
    createRealizeTurn({ ...test.deps, nowMs: () => clockMs, ...changed })({
      ref: test.run.ref,
      dialogId: plan.dialogId,
      turn,
      attempt,
      until: { turns: plan.turns.length, maximumAttempts, sliceMs },
    });

  it('goes on with the turns that follow until its time is up, and to the end of the dialog at most', async () => {
    // A call takes a second: the third begins at two, a fourth would at three.
    assert.deepEqual(await realize(2500), { ...accepted, further: [accepted, accepted] });
    const { further = [] } = await realize(3_600_000, {}, { turn: 3, attempt: 0 });
    assert.equal(further.length, plan.turns.length - 4);
    assert.equal(calls, plan.turns.length);
  });

  it('makes a turn with problems again, and ends where its attempts are used up', async () => {
    isBad = (call) => call === 2 || call > 3;
    const { further = [] } = await realize(3_600_000);
    assert.deepEqual(
      further.map((made) => made.accepted),
      [false, true, false, false, false],
    );
    assert.equal(calls, 6);
  });

  it('is one attempt where the queue is paced, where its time is none, and once the worker shuts down', async () => {
    assert.deepEqual(await realize(9000, { isPaced: () => Promise.resolve(true) }), { ...accepted, further: [] });
    assert.deepEqual(await realize(0, {}, { turn: 1, attempt: 0 }), { ...accepted, further: [] });
    const stopping = { cancellation: () => AbortSignal.abort() };
    assert.deepEqual(await realize(9000, stopping, { turn: 2, attempt: 0 }), { ...accepted, further: [] });
  });

  it('that a failure cut short is made again from its journal: what was answered is not asked again', async () => {
    fails = (call) => call === 3;
    await assert.rejects(realize(3_600_000), /connection reset/u);
    const { further = [] } = await realize(3_600_000);
    assert.equal(further.length, plan.turns.length - 1);
    assert.equal(calls, plan.turns.length + 1);
  });
});
