import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createScrubber } from '../../../infra/model/scrub-secrets.ts';
import { findKey, keyDisguises } from '../../doubles/key-disguises.ts';

/** Keys of the kinds that vendors give out; none of them opens anything. */
const keys: Readonly<Record<string, string>> = {
  OpenAI: 'sk-proj-A9fK2mQ7xZ1bL4nV8cT3wE6rY5uI0oPqJ2hG7dS4',
  Anthropic: 'sk-ant-api03-kQ3x9LmZ7Tn2Vb8Yc4Rw6Es1Df5Gh0Jk_2Pa-9Xz3AA',
  Google: 'AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY',
  'Hugging Face': 'hf_QwErTy12UiOpAs34DfGhJk56LzXcVb78Nm',
  Azure: '3f9a1c0b7e5d42889a6b3c1d0e7f5a94',
};

const prose = [
  'Hello! I was thinking of a quiet place for dinner, nothing too loud, and not above 20 dollars.',
  'Reviewers praise the service (41 of 50), and since March 2019 the food was liked more and more.',
  'This model’s maximum context length is 8192 tokens. However, you requested 9000 tokens (8840 in the messages, 160 in the completion).',
  'Rate limit reached for gpt-4o-mini-2024-07-18 in organization org-123 on tokens per min (TPM): Limit 200000, Used 199500, Requested 800.',
  'Keys begin with "sk-..." and are found at https://platform.openai.com/account/api-keys; see request id 4f1c.',
];

describe('a scrubber', () => {
  for (const [vendor, key] of Object.entries(keys)) {
    for (const [name, disguise] of Object.entries(keyDisguises)) {
      it(`takes out a key like those of ${vendor}: ${name}`, () => {
        const text = createScrubber([key])(`Wrong key ("${disguise(key)}") given. Try again.`);
        assert.equal(findKey(text, key), undefined, text);
        assert.match(text, /\[key\]/u);
        // A letter beside it may go with it, where it is the key's next letter by chance.
        assert.match(text, /^Wrong ke.* given\. Try again\.$/su, 'what stands around it stays');
      });
    }
  }

  it('leaves every other text alone', () => {
    for (const key of Object.values(keys)) for (const text of prose) assert.equal(createScrubber([key])(text), text);
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.split('');
    const drawn = fc.string({ unit: fc.constantFrom(...letters), minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(drawn, fc.constantFrom(...prose), (key, text) => {
        fc.pre(/\d/u.test(key) && /[a-z]/iu.test(key));
        assert.equal(createScrubber([key])(text), text);
      }),
      { numRuns: 200 },
    );
  });

  it('finds any key in any disguise between any words', () => {
    const letters = 'abcdefghijkmnopqrstuvwxyzABCDEFGHIJKLMNPQRSTUVWXYZ0123456789'.split('');
    const key = fc
      .string({ unit: fc.constantFrom(...letters), minLength: 32, maxLength: 60 })
      .filter((text) => (text.match(/\d/gu) ?? []).length >= 5 && /[a-z]/u.test(text) && /[A-Z]/u.test(text));
    const disguises = fc.constantFrom(...Object.values(keyDisguises));
    fc.assert(
      fc.property(key, disguises, fc.lorem(), (secret, disguise, words) => {
        const text = createScrubber([secret])(`${words} <${disguise(secret)}> ${words}`);
        assert.equal(findKey(text, secret), undefined, text);
      }),
      { numRuns: 300 },
    );
  });

  for (const dummy of [
    'x',
    'EMPTY',
    'none',
    'no-key',
    'sk-no-key-required',
    'not-needed',
    'lm-studio',
    'ollama',
    'sk-1234',
    'your-api-key-here',
  ]) {
    it(`garbles nothing where the key is ${dummy}`, () => {
      const text = `model.internal.example: ${dummy} is an EMPTY extra, none more; sk-no-key-required, ${dummy}.`;
      assert.equal(createScrubber([dummy])(text), text);
    });
  }

  it('takes out a password of words and a short key as a whole, and leaves their words alone', () => {
    const scrub = createScrubber(['correct-horse-battery-staple', 'abc12345']);
    assert.equal(scrub('It is correct-horse-battery-staple, or abc12345.'), 'It is [key], or [key].');
    assert.equal(scrub('A correct horse, a battery, abc1234567.'), 'A correct horse, a battery, abc1234567.');
  });

  it('takes out every one of several secrets', () => {
    const [one = '', other = ''] = Object.values(keys);
    assert.equal(createScrubber([one, other])(`${one} and ${other} too`), '[key] and [key] too');
  });
});
