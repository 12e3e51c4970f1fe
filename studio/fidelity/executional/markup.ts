import type { TurnCheck } from '../check.ts';
import { executional } from '../check.ts';
import { withoutTitles } from '../named-in-turn.ts';

/** Nobody speaks in tokens of a chat template, tags of thoughts, JSON, Python or code, whatever the model's family; titles may hold what they like. */
export const findMarkupProblems: TurnCheck = (context) => {
  const text = withoutTitles(context);
  return patterns.flatMap((pattern) => {
    const match = pattern.exec(text);
    return match === null ? [] : [executional('markup', `"${match[0].trim().slice(0, 60)}"`)];
  });
};

const patterns: readonly RegExp[] = [
  // Tokens of templates, whole or in part: <|im_end|>, <|eot_id|>, im_end|>, <｜end▁of▁sentence｜>, [/INST], <<SYS>>, </s>, ◁think▷.
  /<\s*\|[^<>|]{0,40}\|?>?|\|>|[<｜]\s*｜|｜\s*[>｜]|▁|\bim_(?:start|end)\b|\[\/?(?:INST|THINK|TOOL_CALLS?|SYSTEM_PROMPT|AVAILABLE_TOOLS)\]|<<\/?SYS>>|◁|▷|\[\||\|\]|\]~b\]|\[e~\[/iu,
  /\[(?:PAD|EOS|BOS|SEP|CLS|UNK|MASK|gMASK)\]|[a-z.,!?]Ġ/u,
  // Tags, whole or as a cut left them: </s>, <think>, < think >, <0x0A>, <end_of_turn>, <seed:think>, </.
  /<\s*\/?\s*[a-z][\w:-]{0,30}(?:\s[^<>]{0,40})?\/?>|<0x[\da-f]{2}>|<!\[CDATA\[|<!--|<\?xml\b|<\/?\s*$|&(?:lt|gt|amp|quot|nbsp|#\d{1,6});|<\/?(?:think|thinking|thoughts?|reasoning|answer|response|output|final|utterance|tool_calls?)\b/iu,
  // Channels that lost their tokens.
  /\bassistant(?:final|commentary|analysis)\b|^analysis(?=[A-Z\s])|^(?:analysis|commentary|final)\s*[:|]/u,
  // JSON and dicts, whole or what a cut left of them.
  /\{\s*["'“”‘’]|["'“”‘’]\s*\}|["'“”](?:utterance|next_?line|content|role|text|response)["'“”]\s*:|\[\s*["“]|["”]\s*\]\s*$|\\[nrt"']|\\u[0-9a-f]{4}|\b(?:utterance|next_line)["']?\s*[:=]|\b\w+\(\w+=["']|\(\s*["'][^"']*["']\s*,\s*\)|\\boxed\{/iu,
  // What a play has beside its lines.
  /^\s*(?:\*[a-z][^*]{1,40}\*|\((?:smil|laugh|nod|sigh|paus|think|chuckl|grin|wink|clears? )[^()]{0,40}\))/iu,
  // Code.
  /```|~~~|^\s*(?:json|python|yaml|xml|plaintext)\s*[:{[]/iu,
];
