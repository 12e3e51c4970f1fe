import assert from 'node:assert/strict';
import type { RunMeasure } from '../../../schemas/evaluation.ts';
import { measures } from '../../../studio/evaluation/measures.ts';
import { renderEvaluationPage } from '../../../studio/evaluation/render-evaluation-page.ts';

const figure = (measure: string, changed: Partial<RunMeasure> = {}): RunMeasure => ({
  measure,
  about: 'run',
  over: 'all',
  judge: null,
  value: 0.5,
  low: null,
  high: null,
  dialogs: 7,
  ...changed,
});
const base = {
  runId: 'a-run',
  beside: null,
  measured: [figure('leak_rate', { low: 0.25, high: 0.75 })],
  judged: { calls: 0, outdated: 0, unread: 0 },
  rated: { raters: [], problems: [], strays: 0 },
};

describe('the page of an evaluation', () => {
  it('shows each figure with its interval, and says what is missing', () => {
    const page = renderEvaluationPage(base);
    assert.match(page, /^\| leak_rate \| 0\.500 \[0\.250, 0\.750\] \| 7 \| dialogs in which/mu);
    for (const missing of [/No judge/u, /No other dialogs/u, /Nobody has rated/u]) assert.match(page, missing);
  });

  it('keeps names that people and files have inside their cell', () => {
    const raterId = 'eve | x\n# <b>';
    const raters = [{ raterId, rated: 1, checks: 0, passed: 0, isExcluded: false }];
    const page = renderEvaluationPage({ ...base, rated: { raters, problems: ['a|b.jsonl, line 1'], strays: 0 } });
    assert.ok(page.includes(String.raw`| eve \| x \# \<b\> | 1 | had none | yes |`), page);
    assert.ok(page.includes(String.raw`a\|b.jsonl, line 1`));
  });

  it('sets both sides at the same number of words side by side', () => {
    const measured = [
      figure('distinct_1', { over: 'equal tokens', value: 0.1, dialogs: 3 }),
      figure('distinct_1', { about: 'beside', over: 'equal tokens', value: 0.2, dialogs: 4 }),
    ];
    const page = renderEvaluationPage({ ...base, beside: '/data/others.jsonl', measured });
    assert.match(page, /the first 3 dialogs of this run, the first 4 of \/data\/others\.jsonl/u);
    assert.match(page, /^\| distinct_1 \| 0\.100 \| 0\.200 \|$/mu);
  });

  it('names a unit and a source for every measure there is', () => {
    assert.ok(Object.keys(measures).length > 40);
    for (const [name, { meaning, unit, source }] of Object.entries(measures))
      assert.ok(meaning && unit && source, name);
  });
});
