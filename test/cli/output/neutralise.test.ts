import assert from 'node:assert/strict';
import { array, assert as assertProperty, integer, oneof, property } from 'fast-check';
import { neutralise, neutraliseJson } from '../../../cli/output/neutralise.ts';

/** Texts of any code points, those below U+3000 (controls and marks) more often. */
const anyText = array(oneof(integer({ min: 0, max: 0x2fff }), integer({ min: 0, max: 0x10ffff }))).map((points) =>
  String.fromCodePoint(...points),
);

const raw = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

describe('neutralise', () => {
  const cases: [string, string][] = [
    ['plain text, “quotes” and 🍕', 'plain text, “quotes” and 🍕'],
    ['\u001b[2J', String.raw`\x1b[2J`],
    ['\u009b31m', String.raw`\x9b31m`],
    ['a\nb\tc\r', String.raw`a\nb\tc\r`],
    ['\u202egnp.exe', String.raw`\u{202e}gnp.exe`],
    ['zero\u200bwidth', String.raw`zero\u{200b}width`],
    ['👩\u200d🍳', '👩\u200d🍳'],
    ['\ud800', String.raw`\u{d800}`],
  ];
  for (const [text, safe] of cases) {
    it(`makes ${JSON.stringify(text)} safe`, () => assert.equal(neutralise(text), safe));
  }

  it('lets nothing through that a terminal obeys', () => {
    assertProperty(property(anyText, (text) => assert.doesNotMatch(neutralise(text), raw)));
  });
});

describe('neutraliseJson', () => {
  it('keeps the value and lets nothing through', () => {
    assertProperty(
      property(anyText, (text) => {
        const safe = neutraliseJson(JSON.stringify({ text }));
        assert.deepEqual(JSON.parse(safe), { text });
        assert.doesNotMatch(safe, raw);
      }),
    );
  });
});
