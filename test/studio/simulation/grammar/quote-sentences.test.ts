import assert from 'node:assert/strict';
import type { AgentContext } from '../../../../schemas/agent-context.ts';
import type { DialogPlan } from '../../../../schemas/dialog-plan.ts';
import { findTurnProblems } from '../../../../studio/fidelity/find-turn-problems.ts';
import { buildContext, namedBefore } from '../../../../studio/simulation/build-context.ts';
import { createOfflineRealizer } from '../../../../studio/simulation/offline-realizer.ts';
import { createQuotedPlans } from '../../../fixtures/quoted-plan.ts';

interface Line {
  context: AgentContext;
  text: string;
  cites: readonly string[];
  problems: readonly string[];
}

async function realize(plan: DialogPlan): Promise<Line[]> {
  const lines: Line[] = [];
  for (const turn of plan.turns) {
    const transcript = lines.map(({ context, text }) => ({ speaker: context.step.speaker, text }));
    const context = buildContext(plan, turn.turn, transcript);
    const request = { context, seed: turn.turn, attempt: 0, feedback: [], maximumWords: 90 };
    const { text, cites = [] } = await createOfflineRealizer().realize(request);
    const namedItemIds = namedBefore(plan, turn.turn);
    const checked = { plan, turn, text, transcript, namedItemIds, maximumWords: 90, saysSlots: true, cites };
    lines.push({ context, text, cites, problems: findTurnProblems(checked).map(({ check }) => check) });
  }
  return lines;
}

const givenTo = ({ context }: Line) =>
  context.role === 'user'
    ? context.memories
    : [...(context.step.slots.claims ?? []).flatMap(({ quotes }) => quotes), ...(context.step.slots.remarks ?? [])];

const withoutStop = (text: string): string => text.replace(/\.$/u, '').toLowerCase();

/** The plan with another text instead of every quote, and without remarks. */
const withQuotes = (plan: DialogPlan, toText: (label: string) => string): DialogPlan => ({
  ...plan,
  turns: plan.turns.map((turn) => ({
    ...turn,
    slots: {
      ...turn.slots,
      remarks: [],
      ...(turn.slots.claims === undefined
        ? {}
        : {
            claims: turn.slots.claims.map((claim) => ({
              ...claim,
              quotes: claim.quotes.map((quote) => ({ ...quote, text: toText(claim.label) })),
            })),
          }),
    },
  })),
});

describe('quotes and memories in offline lines', function () {
  this.timeout(120_000);
  let dialogs: Line[][];
  before(async () => {
    dialogs = await Promise.all(createQuotedPlans(60, 5).map(realize));
  });

  it('stand there word for word, with their ids, in most turns that may say them', () => {
    const able = dialogs.flat().filter((line) => line.context.role === 'system' && givenTo(line).length > 0);
    const citing = able.filter(({ cites }) => cites.length > 0);
    assert.ok(citing.length > 0.7 * able.length, `${citing.length} of ${able.length}`);
    for (const line of dialogs.flat()) {
      for (const id of line.cites) {
        const cited = givenTo(line).find((one) => one.id === id);
        assert.ok(cited !== undefined && line.text.toLowerCase().includes(withoutStop(cited.text)), line.text);
      }
    }
    const remembering = dialogs.filter((lines) =>
      lines.some(({ context, cites }) => context.role === 'user' && cites.length > 0),
    );
    assert.ok(remembering.length > 0.4 * dialogs.length, `${remembering.length} users repeat what they wrote`);
  });

  it('are said once a dialog', () => {
    for (const lines of dialogs) {
      const cited = lines.flatMap(({ cites }) => cites);
      assert.equal(new Set(cited).size, cited.length);
    }
  });

  it('are not turned down by the checks', () => {
    const citing = dialogs.flat().filter(({ cites }) => cites.length > 0);
    const down = citing.filter(({ problems }) => problems.length > 0);
    assert.ok(
      down.length < 0.03 * citing.length,
      `${down.length} of ${citing.length}: ${down.map(({ problems, text }) => `${problems.join()} ${text}`).join('\n')}`,
    );
  });

  it('are left out where they do not speak of the aspect, and lose their quotation marks and full stop', async () => {
    const plans = createQuotedPlans(20, 6);
    const beside = await Promise.all(
      plans.map((plan) => realize(withQuotes(plan, () => 'Nothing of the kind was to be had.'))),
    );
    assert.deepEqual(
      beside.flat().filter(({ context, cites }) => context.role === 'system' && cites.length > 0),
      [],
    );
    const marked = await Promise.all(
      plans.map((plan) => realize(withQuotes(plan, (label) => `They call the ${label} “noted”...`))),
    );
    const quoting = marked.flat().filter(({ context, cites }) => context.role === 'system' && cites.length > 0);
    assert.ok(quoting.length > 20);
    for (const { text } of quoting) {
      assert.match(text, /'noted'[.,]?"/u);
      assert.equal(text.split('"').length % 2, 1, text);
    }
  });
});
