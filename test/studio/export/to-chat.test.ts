import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { toChat, toChatLine, toPreferenceLine } from '../../../studio/export/to-chat.ts';

const said = [
  { speaker: 'system', text: 'Hello!' },
  { speaker: 'user', text: 'A bar.' },
  { speaker: 'system', text: 'Right.' },
  { speaker: 'system', text: 'Try the Anchor.' },
  { speaker: 'user', text: 'Yes.' },
] as const;

describe('a dialog as chat', () => {
  it('begins with the instruction, which holds a greeting; then the user; a loss is taken on the assistant alone', () => {
    const [system, ...messages] = toChat([...said], 'system');
    assert.match(system?.content ?? '', /^You recommend items.*You began the conversation with: "Hello!"$/u);
    assert.deepEqual(messages, [
      { role: 'user', content: 'A bar.', train: false },
      { role: 'assistant', content: 'Right. Try the Anchor.', train: true },
      { role: 'user', content: 'Yes.', train: false },
    ]);
  });

  it('alternates from the user on and loses no word, whoever begins and whoever is to speak', () => {
    const turn = fc.record({
      speaker: fc.constantFrom('user' as const, 'system' as const),
      text: fc.stringMatching(/^[a-z]{1,5}$/u),
    });
    fc.assert(
      fc.property(
        fc.array(turn, { minLength: 1 }),
        fc.constantFrom('user' as const, 'system' as const),
        (turns, speaker) => {
          const [system, ...messages] = toChat(turns, speaker);
          assert.equal(system?.role, 'system');
          messages.forEach(({ role, train }, at) => {
            assert.equal(role, at % 2 === 0 ? 'user' : 'assistant');
            assert.equal(train, role === 'assistant');
          });
          const opening = /with: "(.*)"$/u.exec(system?.content ?? '')?.[1];
          const words = [...(opening === undefined ? [] : [opening]), ...messages.map(({ content }) => content)].join(
            ' ',
          );
          assert.equal(words, turns.map(({ text }) => text).join(' '));
        },
      ),
    );
  });

  it('is a line with ids, and a pair has the reasons and the prompt of the one who spoke', () => {
    const ids = { dialog_id: 'd1', split: 'train' };
    const chat = toChatLine({ ...ids, outcome: 'accepted', item_id: 'i1', said });
    assert.equal(chat.split, 'train');
    assert.deepEqual(Object.keys(chat.line), ['dialog_id', 'split', 'outcome', 'item_id', 'messages']);
    const row = {
      ...ids,
      turn: 1,
      attempt: 0,
      chosen: 'A bar.',
      rejected: 'The Anchor.',
      reasons: ['title-leak: x'],
      said: said.slice(0, 1),
    };
    const pair = toPreferenceLine({ ...row, speaker: 'user' }).line;
    assert.deepEqual(pair, {
      ...ids,
      turn: 1,
      attempt: 0,
      speaker: 'user',
      reasons: ['title-leak: x'],
      prompt: [
        {
          role: 'system',
          content: 'You are a user who looks for a recommendation. Say what you look for, ask, object, and decide.',
        },
        { role: 'user', content: 'Hello!' },
      ],
      chosen: [{ role: 'assistant', content: 'A bar.' }],
      rejected: [{ role: 'assistant', content: 'The Anchor.' }],
    });
    assert.throws(() => toPreferenceLine({ ...row, speaker: 'nobody' }));
  });
});
