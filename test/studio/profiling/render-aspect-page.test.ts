import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { renderAspectPage } from '../../../studio/profiling/render-aspect-page.ts';
import type { ShownClause } from '../../../studio/profiling/render-aspect-page.ts';

const clause: ShownClause = { reviewId: 'r1', charStart: 4, charEnd: 20, text: 'the wait was long' };
const renderText = (text: string): string =>
  renderAspectPage(
    [{ aspectId: 'a01', label: 'wait', topTerms: ['wait'], mentions: 1, examples: [{ ...clause, text }] }],
    [],
  );

describe('renderAspectPage', () => {
  it('shows aspects with examples, and a trajectory with its months and mentions', () => {
    const page = renderAspectPage(
      [{ aspectId: 'a01', label: 'wait', topTerms: ['wait', 'line'], mentions: 2, examples: [clause] }],
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
      '2 mentions. Top terms: wait, line.',
      '- “the wait was long” (review r1, 4 to 20)',
      '## Soup &amp; Co: wait is falling',
      'Item i1, 2 mentions, -0.50 a year (± 0.13).',
      '| 2020-01 | 2 | 0.25 | 0.10 | 0.20 |',
      '- 2020-01, -0.75: “the wait was long” (review r1, 4 to 20)',
    ]) {
      assert.ok(page.split('\n').includes(line), line);
    }
  });

  it('lets no review text become Markdown or HTML, nor end its line', () => {
    const page = renderText('<script>x</script>\n# head [a](http://b) `c` | d \u202Eecaps');
    assert.ok(
      page.includes('“&lt;script&gt;x&lt;/script&gt; \\# head \\[a\\]\\(http\\://b\\) \\`c\\` \\| d ecaps”'),
      page,
    );
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
