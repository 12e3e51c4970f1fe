/**
 * What chat templates, reasoning formats and channels of one model family or another leave around an answer, taken off where it is plain what
 * the answer is. What remains of them is refused by the check `markup`.
 */
export function withoutModelMarkup(raw: string): string {
  return withoutWrappers(withoutTokenSigns(withoutControlTokens(withoutThoughts(finalChannel(raw)))));
}

/** gpt-oss: the text of the last `final` channel; none where only its analysis came. */
function finalChannel(raw: string): string {
  const content = /<\|content\|>([^<]*)(?:<\|end\|>\s*)?$/u.exec(raw)?.[1];
  // Solar names its parts by messages.
  if (content !== undefined) return content;
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
  'rationale',
  'internal',
  'inner_monologue',
  'inner_thoughts',
  'antThinking',
  'seed:think',
];

/** Beginnings and ends of thoughts, pair by pair. */
const thoughtMarks: readonly (readonly [open: string, close: string])[] = [
  ...thoughtTags.map((tag) => [`<${tag}>`, `</${tag}>`] as const),
  ['<|im_start|>think', '<|im_start|>answer'],
  ['<|inner_prefix|>', '<|inner_suffix|>'],
  ['<|channel>thought', '<channel|>'],
  ['Here is my thought process:', 'Here is my response:'],
  ['◁think▷', '◁/think▷'],
  ['[THINK]', '[/THINK]'],
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
  ['<|START_THINKING|>', '<|END_THINKING|>'],
  ['<|thinking|>', '<|/thinking|>'],
  ['<unused94>', '<unused95>'],
];

/** Pairs whose end also ends other things. */
const sharedEnds: typeof thoughtMarks = [
  ['<|think|>', '<|end|>'],
  ['```thinking', '```'],
];

/** A thought that the token limit cut has no end; one that the chat template began has no beginning. */
function withoutThoughts(raw: string): string {
  const text = [...thoughtMarks, ...sharedEnds].reduce((rest, marks) => {
    const [open = '', close = ''] = marks.map(toPattern);
    return rest.replaceAll(new RegExp(`${open}[\\s\\S]*?(?:${close}|$)`, 'giu'), '');
  }, raw);
  return thoughtMarks.reduce(
    (rest, [, close]) => rest.replace(new RegExp(`^[\\s\\S]*${toPattern(close)}`, 'iu'), ''),
    text,
  );
}

/** A tag may have blanks in it, or attributes. */
function toPattern(mark: string): string {
  const tag = /^<(\/?)([\w:]+)>$/u.exec(mark);
  if (tag !== null) return String.raw`<\s*${tag[1]}\s*${tag[2]}(?:\s[^<>]{0,100})?>`;
  return mark.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}

/** `<|im_end|>`, `<turn|>`, `<｜end▁of▁sentence｜>`, `[|endofturn|]`, `</s>`, `<end_of_turn>`, `<0x0A>`, `[/INST]`, `[e~[`, `<<SYS>>`. */
const controlToken =
  /<\|[^<>|\n]{1,40}\|?>|<[^<>|\n]{1,40}\|>|<｜[^<>｜\n]{1,40}｜>|\[\|[^[\]|\n]{1,40}\|\]|<\/?(?:s|bos|eos|pad|unk|eot|eop|sop|eod|end|start_of_turn|end_of_(?:turn|utterance|text)|(?:unused|special_|reserved_|extra_id_)\d+|0x[\da-f]{2})>|\[\/?INST\]|\]~b\]|\[e~\[|<<\/?SYS>>/giu;
/** In capitals alone: "[Mask]" may stand in a title. */
const bracketToken = /\[(?:PAD|EOS|BOS|SEP|CLS|UNK|MASK|gMASK)\](?:sop\b)?/gu;
/** The speaker's name between tokens, which the template puts there. */
const templateRole = /^\s*(?:assistant|model|user|system|ai|sop)\s*(?=<|\n|$)/iu;

/** The first text between control tokens: behind it the model went on with the conversation. */
function withoutControlTokens(text: string): string {
  if (text.search(controlToken) < 0 && text.search(bracketToken) < 0) return text;
  // What stands before the last answer's beginning is the prompt, which some servers send back.
  const answer = text.slice(text.lastIndexOf('[/INST]') + 1);
  const pieces = (text.includes('[/INST]') ? `[${answer}` : text)
    .split(controlToken)
    .flatMap((piece) => piece.split(bracketToken))
    .map((piece) => piece.replace(templateRole, ''));
  return pieces.find((piece) => piece.trim() !== '') ?? '';
}

/**
 * Signs that a tokenizer writes for blanks and line ends, where a server left them: `I▁like▁tea.`, `IĠlikeĠtea.Ċ`. Ġ is a letter of Maltese too,
 * but stands behind no small letter there.
 */
const withoutTokenSigns = (text: string): string =>
  /▁|[a-z.,!?]Ġ/u.test(text) ? text.replaceAll(/[▁Ġ]/gu, ' ').replaceAll('Ċ', '\n') : text;

const wrapper =
  /^\s*(?:<\?xml[^<>]*>\s*)?<(answer|response|output|final|final_answer|utterance|message|reply|seed:answer)>([\s\S]*?)(?:<\/\1>\s*|$)$|^\s*<\|?(?:begin_of_solution|START_RESPONSE)\|?>([\s\S]*)$/iu;

const withoutWrappers = (text: string): string => {
  const match = wrapper.exec(text);
  const inner = match === null ? text : (match[2] ?? match[3] ?? '');
  return inner.replace(/^\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*$/u, '$1').replace(/^\s*\\boxed\{([^{}]*)\}\s*$/u, '$1');
};
