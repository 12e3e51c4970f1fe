import assert from 'node:assert/strict';
import { repeatCommand } from '../../cli/repeat-command.ts';

describe('repeatCommand', () => {
  it('leaves out flags with their values, either way they are written, and quotes for a shell', () => {
    const args = ['launch', '--preview', '3', '--fresh', '--source', "it's here", '--budget-usd=2', '--limit', '3'];
    assert.equal(
      repeatCommand({ args, env: {} }, ['--fresh', '--preview', '--budget-usd'], ['--budget-usd', '4']),
      "npx convrec launch --source 'it'\\''s here' --limit 3 --budget-usd 4",
    );
    assert.equal(repeatCommand({ args: ['launch', '--fresh', '3'], env: {} }, ['--fresh']), 'npx convrec launch 3');
  });
});
