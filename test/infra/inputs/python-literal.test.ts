import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { pythonDictToJson } from '../../../infra/inputs/python-literal.ts';

const convert = (text: string): unknown => {
  const json = pythonDictToJson(text);
  return json === null ? null : JSON.parse(json);
};

describe('Python dicts as JSON', () => {
  it('converts what the loose files of 2014 hold', () => {
    const text = `{'asin': 'X1', 'title': "It's a \\"pump\\"", 'price': 12.5, 'ranks': {'Tools': 7}, 'sets': [['A', 'B'], ['C']], 'new': True, 'old': False, 'none': None}`;
    assert.deepEqual(convert(text), {
      asin: 'X1',
      title: `It's a "pump"`,
      price: 12.5,
      ranks: { Tools: 7 },
      sets: [['A', 'B'], ['C']],
      new: true,
      old: false,
      none: null,
    });
  });

  it('reads byte escapes as UTF-8, those of unicode strings as code points', () => {
    assert.deepEqual(
      convert(String.raw`{'a': 'caf\xc3\xa9', u'b': u'caf\xe9', 'c': u'\u2019\U0001f600', 'd': 'caf\xe9'}`),
      {
        a: 'café',
        b: 'café',
        c: '’😀',
        d: 'café',
      },
    );
  });

  it('reads the other escapes', () => {
    assert.deepEqual(convert(String.raw`{'a': 'x\ny\tz\\ \' \"', 'b': '\q'}`), {
      a: `x\ny\tz\\ ' "`,
      b: String.raw`\q`,
    });
  });

  it('takes tuples, numbers as keys, signs, exponents and a comma at the end', () => {
    assert.deepEqual(convert(`{'a': (1, -2.5, 1e3,), 7: 'x',}`), { a: [1, -2.5, 1000], '7': 'x' });
  });

  it('refuses anything that is not exactly one such dict', () => {
    const others = [
      `[1]`,
      `{'a': f(1)}`,
      `{'a': 1} x`,
      `{'a'}`,
      `{'a': 'b`,
      `{'a': 1 'b': 2}`,
      `{'a': nan}`,
      `{a: 1}`,
      `{}}`,
      ``,
      `{'a': ${'['.repeat(200)}`,
    ];
    for (const text of others) assert.equal(pythonDictToJson(text), null, text);
  });

  it('gives back what was written, for any strings and nesting', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => !/[\p{Cc}\p{Cs}]/u.test(value));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('dict'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      dict: fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(fc.dictionary(text, value, { maxKeys: 4, noNullPrototype: true }), (dict) => {
        assert.deepEqual(convert(toPython(dict)), JSON.parse(JSON.stringify(dict)));
      }),
    );
  });
});

function toPython(value: unknown): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
  if (Array.isArray(value)) return `[${value.map(toPython).join(', ')}]`;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, entry]) => `${toPython(key)}: ${toPython(entry)}`)
      .join(', ')}}`;
  }
  return value === null ? 'None' : JSON.stringify(value);
}
