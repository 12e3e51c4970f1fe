import assert from 'node:assert/strict';
import { applyMacro } from '../../studio/staging/apply-macro.ts';

const decode = (values: readonly string[]): Promise<Record<string, unknown>> =>
  applyMacro(
    ['html_character', 'decode_html'].map((name) => `datasets/amazon/${name}.sql`),
    'decode_html(written)',
    values,
  );

describe('decode_html', () => {
  it('turns line-break tags and the usual entities into characters', async () => {
    const decoded = {
      'one<br />two<br>three<BR/>': 'one\ntwo\nthree\n',
      '27&#34; &quot;wide&quot;': '27" "wide"',
      'it&#39;s &apos;ok&apos; &#x27;': "it's 'ok' '",
      'a &lt; b &gt; c&nbsp;d': 'a < b > c d',
      'salt &amp; pepper &#38; more': 'salt & pepper & more',
    };
    assert.deepEqual(await decode(Object.keys(decoded)), decoded);
  });

  it('decodes all named and numbered entities and drops tags, like the text stages', async () => {
    const decoded = {
      'so &hellip; good &eacute;&Eacute; &#8217;&#146;&#x1F600;': 'so \u2026 good \u00e9\u00c9 \u2019\u2019\u{1f600}',
      '<p class="x">One</p><p>Two <b>bold</b> <a href="http://x.y/?a=1&amp;b=2">link</a></p>':
        '\nOne\n\nTwo bold link\n',
      '&lt;b&gt; stays': '<b> stays',
    };
    assert.deepEqual(await decode(Object.keys(decoded)), decoded);
  });

  it('decodes nothing twice and leaves everything else alone', async () => {
    const decoded = {
      '&amp;lt;': '&lt;',
      '&amp;#34;': '&#34;',
      '&amp;amp;': '&amp;',
      '&#38;amp;': '&amp;',
      '5 < 6 & 7 > 2': '5 < 6 & 7 > 2',
      '<sarcasm>great</sarcasm> &unknown; &#0; &#xD800; x<y>z':
        '<sarcasm>great</sarcasm> &unknown; &#0; &#xD800; x<y>z',
      'a\\1b': 'a\\1b',
    };
    assert.deepEqual(await decode(Object.keys(decoded)), decoded);
  });
});
