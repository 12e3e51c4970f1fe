import assert from 'node:assert/strict';
import type { ModelCall } from '../../../schemas/model-call.ts';
import { findTokenLimitProblems } from '../../../studio/fidelity/token-limit.ts';

const call = (finishReason: string | null, maxTokens: number | null = 160): ModelCall => ({
  requestHash: '',
  parameters: { baseUrl: '', model: 'm', temperature: null, seed: null, maxTokens, format: 'text' },
  answer: '',
  finishReason,
  promptTokens: null,
  cachedTokens: null,
  completionTokens: null,
  costUsd: null,
  latencyMs: 0,
  failure: null,
});

describe('an answer without a sentence', () => {
  it('is the fault of the token limit where that ended it, and the setting is named', () => {
    const [problem] = findTokenLimitProblems(call('length'));
    assert.equal(problem?.check, 'token-limit');
    assert.match(problem.detail, /cut at model\.maxTokens \(160\) before its first/u);
    assert.match(findTokenLimitProblems(call('length', null))[0]?.detail ?? '', /its token limit/u);
  });

  it('is another fault where the model ended it itself, or no model was called', () => {
    assert.deepEqual(findTokenLimitProblems(call('stop')), []);
    assert.deepEqual(findTokenLimitProblems(call(null)), []);
    assert.deepEqual(findTokenLimitProblems(null), []);
  });
});
