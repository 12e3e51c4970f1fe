import assert from 'node:assert/strict';
import { readAnswer, readCitations } from '../../../studio/simulation/read-answer.ts';

describe('read answer', () => {
  const cases: { title: string; content: string; utterance: string }[] = [
    { title: 'JSON as asked', content: '{"utterance": "Hi \\"you\\"."}', utterance: 'Hi "you".' },
    { title: 'JSON in a fence', content: '```json\n{"utterance": "Hi."}\n```', utterance: 'Hi.' },
    { title: 'JSON after a remark', content: 'Sure {here}: {"utterance": "Hi."} Fine?', utterance: 'Hi.' },
    { title: 'JSON cut in a word', content: '{"utterance": "I would like a qu', utterance: 'I would like a qu' },
    { title: 'JSON cut in an escape', content: '{"utterance":"Tab\\u00', utterance: 'Tab' },
    { title: 'plain text', content: 'I like it.', utterance: 'I like it.' },
    { title: 'JSON with one text by another name', content: '{"next_line": "Hi."}', utterance: 'Hi.' },
    {
      title: 'the field that is named as an utterance is',
      content: '{"text": "Hi.", "mood": "glad"}',
      utterance: 'Hi.',
    },
    { title: 'JSON of another shape', content: '{"a": "Hi.", "b": "Ho."}', utterance: '{"a": "Hi.", "b": "Ho."}' },
    { title: 'JSON in JSON', content: JSON.stringify('{"utterance": "Hi \\"you\\"."}'), utterance: 'Hi "you".' },
    {
      title: 'JSON in the utterance',
      content: JSON.stringify({ utterance: '{"utterance": "Hi."}' }),
      utterance: 'Hi.',
    },
    { title: 'a text as JSON', content: '"Hi."', utterance: 'Hi.' },
    { title: 'a list of one', content: '["Hi."]', utterance: 'Hi.' },
    { title: 'a dict of Python', content: "{'utterance': 'It\\'s fine.'}", utterance: "It's fine." },
    { title: 'a dict with double quotes', content: `{'utterance': "It's fine."}`, utterance: "It's fine." },
    { title: 'a dict with more in it', content: "{'role': 'user', 'utterance': 'Hi.',}", utterance: 'Hi.' },
    { title: 'a dict in a fence', content: "```python\n{'utterance': 'Hi.'}\n```", utterance: 'Hi.' },
    {
      title: 'JSON behind a thought with braces',
      content: '<think>{"utterance": "No."}</think>{"utterance": "Hi."}',
      utterance: 'Hi.',
    },
    {
      title: 'a call of a tool',
      content: JSON.stringify({ name: 'f', arguments: '{"utterance": "Hi."}' }),
      utterance: 'Hi.',
    },
    {
      title: 'a list of messages',
      content: '{"messages": [{"role": "assistant", "content": "Hi."}]}',
      utterance: 'Hi.',
    },
    { title: 'a key without quotes', content: "{utterance: 'It\\'s fine.'}", utterance: "It's fine." },
    { title: 'a field without braces', content: '"utterance": "Hi."', utterance: 'Hi.' },
    { title: 'a tuple of Python', content: "('Hi.',)", utterance: 'Hi.' },
    { title: 'an object as Python prints it', content: "Answer(utterance='Hi.')", utterance: 'Hi.' },
    { title: 'prose that ends with a quotation', content: 'They call it "tea".', utterance: 'They call it "tea".' },
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

describe('read citations', () => {
  it('takes ids and decision beside the line, in a fence and with brackets around the ids', () => {
    const answer =
      '```json\n{"utterance": "Hi.", "cites": ["[q1]", "Q12, u3", "q1", "none"], "decision": "accept"}\n```';
    assert.deepEqual(readCitations(answer), { cites: ['q1', 'q12', 'u3'], decision: 'accept' });
  });

  it('takes what is there and leaves out what is of another shape', () => {
    assert.deepEqual(readCitations('{"utterance": "Hi."}'), {});
    assert.deepEqual(readCitations('{"utterance": "Hi.", "cites": "q1", "decision": "maybe"}'), {});
    assert.deepEqual(readCitations('{"utterance": "Hi.", "cites": [], "decision": "none"}'), {
      cites: [],
      decision: 'none',
    });
    assert.deepEqual(readCitations('Hi [q1].'), {});
  });
});
