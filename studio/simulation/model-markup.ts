/**
 * What chat templates, reasoning formats and channels of one model family or another leave around an answer, taken off where it is plain what
 * the answer is. What remains of them is refused by the check `markup`.
 */
export function withoutModelMarkup(raw: string): string {
  return withoutWrappers(withoutControlTokens(withoutThoughts(finalChannel(raw))));
}

/** gpt-oss: the text of the last `final` channel; none where only its analysis came. */
function finalChannel(raw: string): string {
  const bare = /^\s*analysis[\s\S]*?assistantfinal([\s\S]*)$/u.exec(raw)?.[1];
  if (bare !== undefined) return bare;
  if (!/<\|channel\|>/u.test(raw)) return raw;
  const finals = [...raw.matchAll(/<\|channel\|>\s*final\b[^<]*(?:<\|constrain\|>[^<]*)?<\|message\|>/gu)];
  const last = finals.at(-1);
  if (last !== undefined) return raw.slice(last.index + last[0].length);
  // What stands before the first channel is no channel's.
  return raw.slice(0, raw.search(/(?:<\|start\|>\s*\w*\s*)?<\|channel\|>/u));
}

const thoughtTags = [
  'think',
  'thinking',
  'thought',
  'thoughts',
  'reasoning',
  'reflection',
  'analysis',
  'scratchpad',
  'seed:think',
];

/** Beginnings and ends of thoughts, pair by pair. */
const thoughtMarks: readonly (readonly [open: string, close: string])[] = [
  ...thoughtTags.map((tag) => [`<${tag}>`, `</${tag}>`] as const),
  ['◁think▷', '◁/think▷'],
  ['[THINK]', '[/THINK]'],
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
  ['<|START_THINKING|>', '<|END_THINKING|>'],
  ['<|thinking|>', '<|/thinking|>'],
  ['<unused94>', '<unused95>'],
];

/** A thought that the token limit cut has no end; one that the chat template began has no beginning. */
function withoutThoughts(raw: string): string {
  return thoughtMarks.reduce((text, marks) => {
    const [open, close] = marks.map((mark) => mark.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
    return text
      .replaceAll(new RegExp(`${open}[\\s\\S]*?(?:${close}|$)`, 'giu'), '')
      .replace(new RegExp(`^[\\s\\S]*${close}`, 'iu'), '');
  }, raw);
}

/** `<|im_end|>`, `<｜end▁of▁sentence｜>`, `</s>`, `<end_of_turn>`, `[/INST]`, `<<SYS>>`, and those without their first sign. */
const controlToken =
  /<\|[^<>|\n]{1,40}\|>|<｜[^<>｜\n]{1,40}｜>|<\/?(?:s|bos|eos|pad|unk|start_of_turn|end_of_turn|unused\d+)>|\[\/?INST\]|<<\/?SYS>>/giu;
/** The speaker's name between tokens, which the template puts there. */
const templateRole = /^\s*(?:assistant|model|user|system)\s*(?=<|\n|$)/iu;

/** The first text between control tokens: behind it the model went on with the conversation. */
function withoutControlTokens(text: string): string {
  if (text.search(controlToken) < 0) return text;
  const pieces = text.split(controlToken).map((piece) => piece.replace(templateRole, ''));
  return pieces.find((piece) => piece.trim() !== '') ?? '';
}

const wrapper =
  /^\s*<(answer|response|output|final|final_answer|utterance|message|reply)>([\s\S]*?)(?:<\/\1>\s*|$)$|^\s*<\|?(?:begin_of_solution|START_RESPONSE)\|?>([\s\S]*)$/iu;

const withoutWrappers = (text: string): string => {
  const match = wrapper.exec(text);
  return match === null ? text : (match[2] ?? match[3] ?? '');
};
