import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { OutcomeSchema } from '../../../schemas/outcome.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { weighOutcomes } from '../../../studio/planning/outcome-weights.ts';
import type { OutcomeShares } from '../../../studio/planning/outcome-weights.ts';
import { createRandom } from '../../../studio/random.ts';

const shares: OutcomeShares = {
  accepted: 0.6,
  accepted_with_doubt: 0.18,
  postponed: 0.08,
  left: 0.09,
  already_known: 0.05,
};

/** Outcomes of so many dialogs, of which each ending but the first is allowed with its chance. */
function draw(dialogs: number, allowed: OutcomeShares, seed: number): Record<Outcome, number> {
  const random = createRandom(seed);
  const planned = { accepted: 0, accepted_with_doubt: 0, postponed: 0, left: 0, already_known: 0 };
  for (let dialog = 0; dialog < dialogs; dialog += 1) {
    const weights = weighOutcomes(shares, planned);
    const possible = OutcomeSchema.options.filter(
      (outcome) => outcome === 'accepted' || random.chance(allowed[outcome]),
    );
    const isWanted = possible.some((outcome) => weights[outcome] > 0);
    planned[isWanted ? random.pickWeighted(possible, (outcome) => weights[outcome]) : 'accepted'] += 1;
  }
  return planned;
}

describe('weighOutcomes', () => {
  it('wants each outcome by its share at first, whatever the shares sum up to', () => {
    const doubled = Object.fromEntries(Object.entries(shares).map(([outcome, share]) => [outcome, 2 * share]));
    for (const outcome of OutcomeSchema.options) {
      assert.ok(Math.abs(weighOutcomes(shares, {})[outcome] - shares[outcome]) < 1e-9);
      assert.ok(Math.abs(weighOutcomes({ ...shares, ...doubled }, {})[outcome] - shares[outcome]) < 1e-9);
    }
  });

  it('keeps the shares within 2 points where rare endings are allowed often enough', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const allowed = { accepted: 1, accepted_with_doubt: 0.5, postponed: 0.5, left: 0.3, already_known: 0.2 };
        const planned = draw(400, allowed, seed);
        for (const outcome of OutcomeSchema.options) {
          assert.ok(Math.abs(planned[outcome] / 400 - shares[outcome]) < 0.02, `${outcome} ${planned[outcome]}`);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('wants nothing more of what is above its share', () => {
    assert.equal(weighOutcomes(shares, { accepted: 9, left: 1 }).accepted, 0);
  });
});
