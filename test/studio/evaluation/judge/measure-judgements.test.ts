import assert from 'node:assert/strict';
import type { Comparison, Judgement } from '../../../../schemas/judgement.ts';
import { decidePair, measureJudgements, scoreDialogs } from '../../../../studio/evaluation/judge/measure-judgements.ts';
import type { DialogCall } from '../../../../studio/evaluation/judge/measure-judgements.ts';
import { answeredCall } from '../../../doubles/judge.ts';

const judgementOf = (score: 1 | 2 | 3 | 4 | 5): Judgement => {
  const answer = { reason: '', score };
  return { naturalness: answer, coherence: { ...answer, score: 3 }, grounding: answer };
};
const comparisonOf = (better: 'A' | 'B' | 'tie'): Comparison => {
  const answer = { reason: '', better };
  return { naturalness: answer, coherence: { reason: '', better: 'tie' }, grounding: answer };
};
const base = {
  attempt: 0,
  call: 0,
  judge: 'openai:one',
  asked: 'x',
  judgement: null,
  comparison: null,
  modelCall: answeredCall,
};
const scored = (dialogId: string, repetition: number, score: 1 | 2 | 3 | 4 | 5): DialogCall => ({
  ...base,
  dialogId,
  question: { kind: 'judgement', repetition },
  judgement: judgementOf(score),
});
const compared = (dialogId: string, isSwapped: boolean, better: 'A' | 'B' | 'tie'): DialogCall => ({
  ...base,
  dialogId,
  question: { kind: 'comparison', repetition: 0, against: 'other', isSwapped },
  comparison: comparisonOf(better),
});
const valueOf = (calls: readonly DialogCall[], measure: string) =>
  measureJudgements(calls).find((figure) => figure.measure === measure)?.value;

describe('judgements in sum', () => {
  it('are means over dialogs, however often each was judged, and the spread within them', () => {
    const calls = [scored('d1', 0, 5), scored('d1', 1, 3), scored('d2', 0, 1)];
    assert.equal(valueOf(calls, 'judge_naturalness'), (4 + 1) / 2);
    assert.equal(valueOf(calls, 'judge_naturalness_spread'), Math.SQRT2);
    assert.equal(valueOf(calls, 'judge_coherence'), 3);
    assert.deepEqual(
      [...(scoreDialogs(calls).get('openai:one')?.naturalness ?? [])],
      [
        ['d1', 4],
        ['d2', 1],
      ],
    );
  });

  it('keep judges apart and leave out answers that could not be read', () => {
    const calls = [
      scored('d1', 0, 5),
      { ...scored('d1', 0, 1), judge: 'openai:two' },
      { ...scored('d2', 0, 1), judgement: null },
    ];
    assert.deepEqual(
      measureJudgements(calls)
        .filter(({ measure }) => measure === 'judge_grounding')
        .map(({ judge, value, dialogs }) => [judge, value, dialogs]),
      [
        ['openai:one', 5, 1],
        ['openai:two', 1, 1],
      ],
    );
    assert.deepEqual(measureJudgements([]), []);
  });

  it('of pairs count a win only where both orders agree', () => {
    const calls = [
      compared('d1', false, 'A'),
      compared('d1', true, 'B'),
      compared('d2', false, 'A'),
      compared('d2', true, 'A'),
      compared('d3', false, 'B'),
      compared('d3', true, 'A'),
      compared('d4', false, 'tie'),
      compared('d4', true, 'tie'),
      compared('d5', false, 'A'),
    ];
    const shares = ['better', 'worse', 'tied', 'undecided'].map((verdict) =>
      valueOf(calls, `judge_naturalness_${verdict}`),
    );
    assert.deepEqual(shares, [0.25, 0.25, 0.25, 0.25]);
    assert.equal(valueOf(calls, 'judge_coherence_tied'), 1);
    assert.equal(decidePair(comparisonOf('A'), undefined, 'naturalness'), undefined);
    assert.equal(decidePair(comparisonOf('A'), comparisonOf('tie'), 'naturalness'), 'undecided');
  });
});
