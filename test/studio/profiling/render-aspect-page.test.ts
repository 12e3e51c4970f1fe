import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { renderAspectPage } from '../../../studio/profiling/render-aspect-page.ts';
import type { ShownAspect, ShownClause } from '../../../studio/profiling/render-aspect-page.ts';

const clause: ShownClause = { reviewId: 'r1', charStart: 4, charEnd: 20, text: 'the wait was long' };
const aspect: ShownAspect = {
  aspectId: 'a01',
  label: 'wait',
  topTerms: ['wait', 'line'],
  voices: 3,
  reviewers: 2,
  terms: [
    { label: 'waiting time', voices: 2, reviewers: 2 },
    { label: 'line', voices: 1, reviewers: 1 },
  ],
  examples: [clause],
};
const renderText = (text: string): string =>
  renderAspectPage(
    [{ ...aspect, terms: [{ label: text, voices: 1, reviewers: 1 }], examples: [{ ...clause, text }] }],
    [],
  );

describe('renderAspectPage', () => {
  it('shows aspects with their terms and examples, and a trajectory with its months and mentions', () => {
    const page = renderAspectPage(
      [aspect],
      [
        {
          itemId: 'i1',
          title: 'Soup & Co',
          aspectId: 'a01',
          label: 'falling',
          mentions: 2,
          slopePerYear: -0.5,
          slopeSe: 0.125,
          bins: [{ month: '2020-01', mentions: 2, mean: 0.25, shrunkMean: 0.1, level: 0.2 }],
          evidence: [{ ...clause, month: '2020-01', sentiment: -0.75 }],
        },
      ],
    );
    for (const line of [
      '## a01 wait',
      'Spoken of in 3 reviews by 2 reviewers. Words: wait, line.',
      '| waiting time | 2 | 2 |',
      '| line | 1 | 1 |',
      '- “the wait was long” (review r1, 4 to 20)',
      '## Soup &amp; Co: wait is falling',
      'Item i1, 2 mentions, -0.50 a year (± 0.13).',
      '| 2020-01 | 2 | 0.25 | 0.10 | 0.20 |',
      '- 2020-01, -0.75: “the wait was long” (review r1, 4 to 20)',
    ]) {
      assert.ok(page.split('\n').includes(line), line);
    }
  });

  it('counts one as one, has no table without terms, and ends a long one', () => {
    const bare = renderAspectPage([{ ...aspect, voices: 1, reviewers: 1, terms: [] }], []);
    assert.ok(bare.includes('Spoken of in 1 review by 1 reviewer. Words: wait, line.'), bare);
    assert.ok(!bare.includes('| term |'), bare);
    const terms = Array.from({ length: 40 }, (_, at) => ({ label: `term${at}`, voices: 40 - at, reviewers: 1 }));
    const rows = renderAspectPage([{ ...aspect, terms }], []).match(/^\| term\d+ \|.*$/gmu) ?? [];
    assert.equal(rows.length, 15);
    assert.deepEqual([rows[0], rows[14]], ['| term0 | 40 | 1 |', '| term14 | 26 | 1 |']);
  });

  it('lets no review text become Markdown or HTML, nor end its line', () => {
    const page = renderText('<script>x</script>\n# head [a](http://b) `c` | d \u202Eecaps');
    const harmless = '&lt;script&gt;x&lt;/script&gt; \\# head \\[a\\]\\(http\\://b\\) \\`c\\` \\| d ecaps';
    assert.ok(page.includes(`“${harmless}”`), page);
    assert.ok(page.includes(`| ${harmless} | 1 | 1 |`), page);
    const lines = renderText('x').split('\n').length;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const rendered = renderText(text);
        assert.equal(rendered.split('\n').length, lines);
        assert.ok(!/[<>\r\u2028\u202E]/u.test(rendered));
      }),
      { numRuns: 50 },
    );
  });
});
