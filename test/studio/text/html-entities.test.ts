import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { decodeEntities, fillEntities } from '../../../studio/text/html-entities.ts';

describe('HTML entities', () => {
  it('are decoded once, whatever their case and form; what is none stays', () => {
    assert.equal(decodeEntities('Tom &amp; Jerry&#39;s &QUOT;caf&#xE9;&quot; &#128512;'), `Tom & Jerry's "café" 😀`);
    assert.equal(
      decodeEntities('&amp;lt; AT&T; a & b &unknown; &#0; &#xD800; &#9999999;'),
      '&lt; AT&T; a & b &unknown; &#0; &#xD800; &#9999999;',
    );
  });

  it('are filled to their length', () => {
    assert.equal(fillEntities('don&#39;t &amp; &#128512;'), "don'''''t &&&&& &&&&&&&&&");
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('&amp;', '&#39;', '&#x1F600;', '&'))),
        (pieces) => {
          const text = pieces.join('');
          assert.equal(fillEntities(text).length, text.length);
          assert.ok(decodeEntities(text).length <= text.length);
        },
      ),
    );
  });
});
