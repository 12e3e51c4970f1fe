import assert from 'node:assert/strict';
import { changeIds, hasPseudonyms, withPseudonyms } from '../../../studio/rights/pseudonyms.ts';

const names = { user: (id: string): string => `u-${id.length}`, dialog: (id: string): string => `d-${id.length}` };

describe('changeIds', () => {
  it('changes ids of users and dialogs wherever they stand, and no text that speaks of them', () => {
    const row = { dialog_id: 'd1', score: 1, user_id: 'a "b" \\', text: '{"user_id":"u1"}', rows: [{ user_id: 'u1' }] };
    const line = JSON.stringify(row).replace('"score":1', '"score":1.0');
    const changed = changeIds(line, names);
    assert.ok(changed.includes('"score":1.0'), changed);
    assert.deepEqual(JSON.parse(changed), {
      ...row,
      dialog_id: names.dialog('d1'),
      user_id: names.user('a "b" \\'),
      rows: [{ user_id: names.user('u1') }],
    });
  });
});

describe('withPseudonyms', () => {
  it('says so before the licence', () => {
    const card = withPseudonyms('# Card\n\n## Licence\nMine.\n');
    assert.match(card, /^# Card\n\n## Pseudonyms\n[^]*no\nanonymisation[^]*\n\n## Licence\nMine\.\n$/u);
    assert.deepEqual([hasPseudonyms(card), hasPseudonyms('## Licence\n')], [true, false]);
    assert.throws(() => withPseudonyms('# Card\n'), /no licence/u);
  });
});
