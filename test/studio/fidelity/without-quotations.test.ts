import assert from 'node:assert/strict';
import { withoutQuotations } from '../../../studio/fidelity/without-quotations.ts';

describe('withoutQuotations', () => {
  const cases: [string, string, string[], string][] = [
    ['a quote', 'One wrote: "The lid rattles a lot." Hm.', ['The lid rattles a lot.'], 'One wrote: "it." Hm.'],
    ['letters of another case', 'as I wrote, the lid rattles', ['The lid rattles.'], 'as I wrote, it'],
    ['quotation marks inside', `One wrote: "They call it 'crisp'."`, ['They call it “crisp”.'], 'One wrote: "it."'],
    ['two words', 'Great lid, they say.', ['Great lid'], 'Great lid, they say.'],
    ['other words', 'The lid never rattles.', ['The lid rattles.'], 'The lid never rattles.'],
    [
      'several',
      '"The lid sits tight," but "the lid rattles."',
      ['The lid rattles.', 'The lid sits tight.'],
      '"it," but "it."',
    ],
    [
      'one that is the beginning of another',
      'One wrote: "The lid rattles while it boils."',
      ['The lid rattles.', 'The lid rattles while it boils.'],
      'One wrote: "it."',
    ],
    [
      'a mark at the end',
      'One wrote: "The lid rattles!" But two like it.',
      ['The lid rattles!'],
      'One wrote: "it!" But two like it.',
    ],
  ];
  for (const [what, text, clauses, masked] of cases)
    it(`masks what is repeated word for word: ${what}`, () => assert.equal(withoutQuotations(text, clauses), masked));
});
