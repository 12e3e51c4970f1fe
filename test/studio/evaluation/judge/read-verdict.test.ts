import assert from 'node:assert/strict';
import { zodResponseFormat } from 'openai/helpers/zod';
import { ComparisonSchema, JudgementSchema } from '../../../../schemas/judgement.ts';
import { readComparison, readJudgement } from '../../../../studio/evaluation/judge/read-verdict.ts';

describe('a judge’s answer', () => {
  const whole =
    '{"naturalness": {"reason": "r", "score": 4}, "coherence": {"reason": "", "score": 1}, "grounding": {"reason": "g", "score": 5}}';

  it('is read as asked for, in a fence and among remarks', () => {
    for (const content of [whole, `\`\`\`json\n${whole}\n\`\`\``, `Here you are: ${whole} I hope this helps.`]) {
      const judgement = readJudgement(content);
      assert.deepEqual(
        [judgement?.naturalness.score, judgement?.coherence.score, judgement?.grounding.score],
        [4, 1, 5],
        content,
      );
    }
  });

  it('is read with digits in quotes and without reasons', () => {
    assert.equal(
      readJudgement('{"naturalness": 3, "coherence": "2", "grounding": {"score": " 1 "}}')?.coherence.score,
      2,
    );
  });

  it('is not read where a scale is missing, off the scale or cut', () => {
    for (const content of [
      '{"naturalness": 3, "coherence": 2}',
      whole.replace('"score": 4', '"score": 6'),
      whole.replace('"score": 4', '"score": 3.5'),
      whole.slice(0, -6),
      'All three are fine: 5.',
      '',
    ]) {
      assert.equal(readJudgement(content), undefined, content);
    }
  });

  it('of two dialogs is a letter or a tie', () => {
    const content =
      '{"naturalness": {"reason": "", "better": "Dialog a"}, "coherence": "B", "grounding": {"better": "Tie"}}';
    const { naturalness, coherence, grounding } = readComparison(content) ?? {};
    assert.deepEqual([naturalness?.better, coherence?.better, grounding?.better], ['A', 'B', 'tie']);
    assert.equal(readComparison(content.replace('Tie', 'both')), undefined);
  });

  it('can be asked for with a JSON schema that endpoints take', () => {
    for (const [name, schema] of [
      ['judgement', JudgementSchema],
      ['comparison', ComparisonSchema],
    ] as const) {
      const format = JSON.stringify(zodResponseFormat(schema, name).json_schema.schema);
      assert.match(format, name === 'judgement' ? /"enum":\[1,2,3,4,5\]/u : /"enum":\["A","B","tie"\]/u);
      assert.match(format, /"additionalProperties":false/u);
    }
  });
});
