import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { cleanUtterance } from '../../../studio/simulation/clean-utterance.ts';

describe('clean utterance', () => {
  const cases: [string, string, string][] = [
    ['a speaker prefix', 'User: I like tea.', 'I like tea.'],
    ['a bold speaker prefix', '**Assistant:** Try this.', 'Try this.'],
    ['a prefix with a dash', 'System - How about it?', 'How about it?'],
    ['a prefix on its own line', 'Assistant:\nHello!', 'Hello!'],
    ['a word that only begins like a prefix', 'Systematic reviews say so.', 'Systematic reviews say so.'],
    ['prose about an agent', 'Agent-based games are fun.', 'Agent-based games are fun.'],
    ['quotes around it', '"I like tea."', 'I like tea.'],
    ['typographic quotes after a prefix', 'User: “I like tea.”', 'I like tea.'],
    ['quotes inside it', '"Tea" or "coffee"', '"Tea" or "coffee"'],
    ['a lone quote', '"', '"'],
    ['code fences', '```text\nHello there.\n```', 'Hello there.'],
    ['a thought', '<think>The user\nwants tea.</think>\n\nI like tea.', 'I like tea.'],
    ['a thought without its start', 'wants tea.</think>I like tea.', 'I like tea.'],
    ['a thought that was cut', '<think>The user wants', ''],
    ['line breaks and tabs', 'I like\n\n  tea\tand\u0000 cake.', 'I like tea and cake.'],
    ['the next turn on its own line', 'I like tea.\nAssistant: Noted!\nUser: Thanks', 'I like tea.'],
    ['the next turn on the same line', 'User: I like tea. Assistant: Noted!', 'I like tea.'],
    ['a colon in prose', 'I loved the system: it works.', 'I loved the system: it works.'],
    ["the prompt's data tags", 'Try <data>Acme Lamp</data>.', 'Try Acme Lamp.'],
    ['nothing', ' \n ', ''],
    ['a fence on the same line', '```I like tea.```', 'I like tea.'],
    ['a named fence on the same line', '```text I like tea. ```', 'I like tea.'],
    ['the end of a turn (ChatML)', 'I like tea.<|im_end|>', 'I like tea.'],
    ['a turn of ChatML', '<|im_start|>assistant\nI like tea.<|im_end|>\n<|im_start|>user\nMe too.', 'I like tea.'],
    ['a turn of Llama', '<|start_header_id|>assistant<|end_header_id|>\n\nI like tea.<|eot_id|>', 'I like tea.'],
    ['a turn of Gemma', '<start_of_turn>model\nI like tea.<end_of_turn>', 'I like tea.'],
    ['a turn of Mistral', '[INST] Say it. [/INST]'.slice(15) + ' I like tea.</s>', 'I like tea.'],
    ['the end of a sentence (DeepSeek)', 'I like tea.<｜end▁of▁sentence｜>', 'I like tea.'],
    ['what goes on behind the end', 'I like tea.<|endoftext|>Human: And coffee?', 'I like tea.'],
    [
      'channels',
      '<|channel|>analysis<|message|>One line.<|end|><|start|>assistant<|channel|>final<|message|>I like tea.<|return|>',
      'I like tea.',
    ],
    ['channels without their tokens', 'analysisWe need one line.assistantfinalI like tea.', 'I like tea.'],
    ['a channel that was cut', '<|channel|>analysis<|message|>We need', ''],
    ['a thought in signs (Kimi)', '◁think▷Let me see.◁/think▷I like tea.', 'I like tea.'],
    ['a thought in brackets (Magistral)', '[THINK]Let me see.[/THINK]I like tea.', 'I like tea.'],
    ['a thought by another name', '<reasoning>Short.</reasoning>\nI like tea.', 'I like tea.'],
    ['a thought with a name before it (Seed)', '<seed:think>Short.</seed:think>I like tea.', 'I like tea.'],
    ['the end of a turn (EXAONE)', '[|assistant|]I like tea.[|endofturn|]', 'I like tea.'],
    ['the end of a turn (MiniMax)', ']~b]ai\nI like tea.[e~[', 'I like tea.'],
    ['the end of a turn (Gemma 4)', '<|channel>thought\nShort.\n<channel|>I like tea.<turn|>', 'I like tea.'],
    ['a turn of GLM', '[gMASK]sop I like tea.', 'I like tea.'],
    ['tokens in brackets', '[CLS] I like tea. [SEP][PAD][PAD]', 'I like tea.'],
    ['reserved tokens', '<reserved_107>I like tea.<extra_id_0><0x0A>', 'I like tea.'],
    [
      'the prompt that a server sends back',
      '<s>[INST] <<SYS>> Be kind. <</SYS>> Talk. [/INST] I like tea. </s>',
      'I like tea.',
    ],
    ['a tokenizer’s blanks (BPE)', 'IĠlikeĠtea.Ċ', 'I like tea.'],
    ['a tokenizer’s blanks (SentencePiece)', '▁I▁like▁tea.', 'I like tea.'],
    ['Maltese', 'I met Ġanni at Ċirkewwa.', 'I met Ġanni at Ċirkewwa.'],
    ['a thought between tokens (s1)', '<|im_start|>think\nShort.<|im_start|>answer\nI like tea.', 'I like tea.'],
    ['a thought between tokens (Apertus)', '<|inner_prefix|>Short.<|inner_suffix|>I like tea.', 'I like tea.'],
    [
      'a thought between tokens (Solar)',
      '<|think|>Short.<|end|><|begin|>assistant<|content|>I like tea.<|end|>',
      'I like tea.',
    ],
    [
      'a thought in words (Granite)',
      'Here is my thought process:\nShort.\nHere is my response:\nI like tea.',
      'I like tea.',
    ],
    ['a thought in a fence', '```thinking\nShort.\n```\nI like tea.', 'I like tea.'],
    ['a thought in a tag with blanks', '< think >Short.</ think >I like tea.', 'I like tea.'],
    ['a thought in a tag with attributes', '<think type="x">Short.</think>I like tea.', 'I like tea.'],
    ['entities of HTML', 'I like tea &amp; cake.', 'I like tea & cake.'],
    ['tokens in entities', 'I like tea.&lt;/s&gt;', 'I like tea.'],
    ['character data', '<answer><![CDATA[I like tea.]]></answer>', 'I like tea.'],
    ['invisible signs', '\uFEFF\u200BI like\u00AD tea.\u202C', 'I like tea.'],
    ['a joined emoji', 'I like tea 👩‍🍳.', 'I like tea 👩‍🍳.'],
    ['half a character at the cut', 'I like tea.\uFFFD', 'I like tea.'],
    ['what it is called', 'Final answer: I like tea.', 'I like tea.'],
    ['what it is called, as a heading', '### Response:\nI like tea.', 'I like tea.'],
    ['a prefix of another kind', 'Human: I like tea.', 'I like tea.'],
    ['prose with such a word', 'You and me, we like tea.', 'You and me, we like tea.'],
    ['a line about a line', 'The line: always too long.', 'The line: always too long.'],
    ['a remark behind it', 'I like tea.\n\n(Note: I kept it short.)', 'I like tea.'],
    ['a rule and a remark behind it', 'I like tea.\n\n---\nLet me know.', 'I like tea.'],
    ['marks of Markdown', '> *I like tea.*', 'I like tea.'],
    ['backticks', '`I like tea.`', 'I like tea.'],
    ['an answer in a tag', '<think>Short.</think><answer>I like tea.</answer>', 'I like tea.'],
  ];
  for (const [title, raw, clean] of cases) {
    it(`handles ${title}`, () => {
      assert.equal(cleanUtterance(raw), clean);
    });
  }

  it('leaves one line, whatever comes', () => {
    const part = fc.constantFrom(
      'User:',
      'Hi.',
      '\n',
      '```',
      '"',
      '<think>',
      '</think>',
      '\u2028',
      ' ',
      'System - ',
      '\r',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 12 }), (parts) => {
        const clean = cleanUtterance(parts.join(''));
        assert.equal(clean, clean.trim());
        assert.doesNotMatch(clean, /[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });

  it("takes off the prompt's quotation marks around labels, and no others", () => {
    const raw = 'The "wait time" and the “staff” are "fine".';
    assert.equal(cleanUtterance(raw, ['wait time', 'staff']), 'The wait time and the staff are "fine".');
  });
});
