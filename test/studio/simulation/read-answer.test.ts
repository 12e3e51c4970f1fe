import assert from 'node:assert/strict';
import { readAnswer } from '../../../studio/simulation/read-answer.ts';

describe('read answer', () => {
  const cases: { title: string; content: string; utterance: string }[] = [
    { title: 'JSON as asked', content: '{"utterance": "Hi \\"you\\"."}', utterance: 'Hi "you".' },
    { title: 'JSON in a fence', content: '```json\n{"utterance": "Hi."}\n```', utterance: 'Hi.' },
    { title: 'JSON after a remark', content: 'Sure {here}: {"utterance": "Hi."} Fine?', utterance: 'Hi.' },
    { title: 'JSON cut in a word', content: '{"utterance": "I would like a qu', utterance: 'I would like a qu' },
    { title: 'JSON cut in an escape', content: '{"utterance":"Tab\\u00', utterance: 'Tab' },
    { title: 'plain text', content: 'I like it.', utterance: 'I like it.' },
    { title: 'JSON of another shape', content: '{"text": "Hi."}', utterance: '{"text": "Hi."}' },
    { title: 'an utterance that is no text', content: '{"utterance": 3}', utterance: '{"utterance": 3}' },
  ];
  for (const { title, content, utterance } of cases) {
    it(`takes ${title}`, () => assert.equal(readAnswer(content), utterance));
  }

  it('is done at once with nothing but braces', () => {
    const content = '{}'.repeat(20_000);
    const startedMs = performance.now();
    assert.equal(readAnswer(content), content);
    assert.ok(performance.now() - startedMs < 500);
  });
});
