import assert from 'node:assert/strict';
import { findNamedItems } from '../../../studio/fidelity/find-named-items.ts';

const items = [
  { itemId: 'spoon', title: 'Golden Spoon' },
  { itemId: 'express', title: 'Golden Spoon Express' },
  { itemId: 'pavonis', title: 'Pavonis Pro S Wireless Headphones with Microphone, Grey' },
  { itemId: 'calm', title: 'Calm' },
  { itemId: 'pilates', title: 'Thrive Pilates & Yoga' },
];

const namedIn = (text: string): string[] => findNamedItems(text, items).map(({ itemId }) => itemId);

describe('items that a text names', () => {
  const readings: Readonly<Record<string, readonly string[]>> = {
    'Have you been to Golden Spoon?': ['spoon'],
    'What about GOLDEN SPOON?': ['spoon'],
    'Try the golden-spoon, maybe.': ['spoon'],
    'Have you been to Golden Spon?': ['spoon'],
    'i like the golden spoom there': ['spoon'],
    'The Golden Spoon Express is nearer.': ['express'],
    'The golden spoon expres is nearer.': ['express'],
    'How about the pavonis pro?': ['pavonis'],
    'How about the Pavnois?': [],
    'How about the Pavnois Pro?': ['pavonis'],
    'I use Calm every night.': ['calm'],
  };
  for (const [text, expected] of Object.entries(readings)) {
    it(`${expected.join(', ') || 'none'}: ${text}`, () => assert.deepEqual(namedIn(text), expected));
  }

  const ordinary = [
    'Stay calm, that was a golden moment.',
    'Soon the spoons will be golden.',
    'I need wireless ones with a microphone.',
    'I wish to thrive, with plates that last.',
    'A pro would know.',
  ];
  for (const text of ordinary) it(`none: ${text}`, () => assert.deepEqual(namedIn(text), []));
});
