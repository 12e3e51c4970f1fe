import assert from 'node:assert/strict';
import { createPseudonyms } from '../../../run/rights/create-pseudonyms.ts';

const names = createPseudonyms('a salt of the tests');

describe('createPseudonyms', () => {
  it('names the same id alike under one salt, and otherwise under another', () => {
    assert.match(names.user('u1'), /^u[0-9a-f]{32}$/u);
    assert.match(names.dialog('u1'), /^d[0-9a-f]{20}$/u);
    assert.equal(names.user('u1'), createPseudonyms('a salt of the tests').user('u1'));
    assert.notEqual(names.user('u1'), names.user('u2'));
    assert.notEqual(names.user('u1'), createPseudonyms('another salt of the tests').user('u1'));
    assert.notEqual(names.user('u1').slice(1, 21), names.dialog('u1').slice(1));
  });
});
