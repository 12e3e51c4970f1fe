import assert from 'node:assert/strict';
import type { StageReport } from '../../../schemas/manifest.ts';
import { buildFunnel } from '../../../studio/dataset/build-funnel.ts';

const reading: StageReport = {
  stage: 'reviews',
  fingerprint: '',
  rows: {},
  inputs: [],
  durationMs: 0,
  figures: { 'rejected: missing user id': 3, 'rejected: bad JSON': 1, reviews: 12 },
  steps: [
    { step: 'read reviews', rowsIn: 20, rowsOut: 16 },
    { step: 'remove repeated ids', rowsIn: 16, rowsOut: 14, note: 'one review id several times' },
    { step: 'remove repeated reviews', rowsIn: 14, rowsOut: 14, note: 'none' },
    { step: 'remove copies', rowsIn: 14, rowsOut: 12, note: 'one text on several items' },
    { step: 'name items', rowsIn: 9, rowsOut: 5, note: '4 of 9 have no title' },
    { step: 'mark k-core', rowsIn: 12, rowsOut: 10, note: 'users with 2 or more items' },
  ],
};
const counts = [
  { kind: 'core users', reason: null, rows: 6 },
  { kind: 'ineligible', reason: 'beyond-limit', rows: 2 },
  { kind: 'ineligible', reason: 'short-history', rows: 1 },
  { kind: 'targets', reason: null, rows: 3 },
  { kind: 'planned', reason: null, rows: 2 },
  { kind: 'unplanned', reason: 'no-wishes', rows: 1 },
  { kind: 'accepted', reason: null, rows: 1 },
  { kind: 'failed', reason: 'length', rows: 1 },
];

describe('the funnel of a run', () => {
  it('leads from the rows read to the dialogs accepted, every loss with its reason', () => {
    assert.deepEqual(
      buildFunnel([reading], counts).map(
        ({ step, rows, reason }) => `${step} ${rows}${reason === null ? '' : ` (${reason})`}`,
      ),
      [
        'rows read 20',
        'rejected 3 (missing user id)',
        'rejected 1 (bad JSON)',
        'repeated 2 (one review id several times)',
        'duplicates 2 (one text on several items)',
        'reviews 12',
        'untitled items 4 (4 of 9 have no title)',
        'outside the core 2 (users with 2 or more items)',
        'core reviews 10',
        'core users 6',
        'ineligible 1 (short-history)',
        'eligible users 5',
        'beyond the limit 2 (targets.limit)',
        'targets 3',
        'unplanned 1 (no-wishes)',
        'planned 2',
        'failed 1 (length)',
        'accepted 1',
      ],
    );
  });

  it('adds up: what is read is what is lost and what is left', () => {
    const rows = buildFunnel([reading], counts);
    const sum = (steps: readonly string[]): number =>
      rows.filter(({ step }) => steps.includes(step)).reduce((total, row) => total + row.rows, 0);
    assert.equal(sum(['rows read']), sum(['rejected', 'repeated', 'duplicates', 'reviews']));
    assert.equal(sum(['reviews']), sum(['outside the core', 'core reviews']));
  });
});
