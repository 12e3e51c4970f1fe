import assert from 'node:assert/strict';
import { applyMacro } from '../../studio/staging/apply-macro.ts';

const decode = (values: readonly string[]): Promise<Record<string, unknown>> =>
  applyMacro('datasets/amazon/decode_html.sql', 'decode_html(written)', values);

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

  it('decodes nothing twice and leaves everything else alone', async () => {
    const decoded = {
      '&amp;lt;': '&lt;',
      '&amp;#34;': '&#34;',
      '&amp;amp;': '&amp;',
      '&#38;amp;': '&amp;',
      '5 < 6 & 7 > 2': '5 < 6 & 7 > 2',
      '<b>bold</b> &copy; &unknown;': '<b>bold</b> &copy; &unknown;',
      'a\\1b': 'a\\1b',
    };
    assert.deepEqual(await decode(Object.keys(decoded)), decoded);
  });
});
