import assert from 'node:assert/strict';
import { createFixtureRun } from '../../../../test/run/fixture-run.ts';
import type { FixtureRun } from '../../../../test/run/fixture-run.ts';
import { convrec } from '../../../../test/cli/run-convrec.ts';

describe('convrec train and convrec benchmark', () => {
  let fixture: FixtureRun;
  let runs: string[];
  before(async () => {
    fixture = await createFixtureRun();
    runs = ['--runs', fixture.runsRoot];
  });
  after(() => fixture.remove());

  it('end with 2 for a setting, model, split or count that is none, naming it, before any server is asked for', async () => {
    const wrong: [args: string[], said: RegExp][] = [
      [['train', 'yelp', '--set', 'bogus=1'], /bogus/u],
      [['train', 'yelp', '--set', 'width'], /--set width has no name and value/u],
      [['train', 'yelp', '--set', 'width=30', '--set', 'heads=4'], /width 30 cannot be divided among 4 heads/u],
      [['train', 'yelp', '--epochs', 'many'], /epochs/u],
      [['train', 'yelp', '--model', 'bert4rec'], /Allowed choices are popularity, item-knn, ease, history-only/u],
      [['benchmark', 'yelp', '--models', 'bert4rec'], /models\.0/u],
      [['benchmark', 'yelp', '--splits', 'user'], /schemes\.0/u],
      [['benchmark', 'yelp', '--seeds', '1'], /--seeds is "1", not a whole number of 2 or more/u],
    ];
    for (const [args, said] of wrong) {
      const { code, err } = await convrec([...args, ...runs]);
      assert.equal(code, 2, args.join(' '));
      assert.match(err, said);
    }
  });

  it('end with 8 where there is no such run', async () => {
    for (const verb of ['train', 'benchmark']) {
      const { code, err } = await convrec([verb, 'nowhere', ...runs]);
      assert.equal(code, 8);
      assert.match(err, /there is no run nowhere/u);
    }
  });
});
