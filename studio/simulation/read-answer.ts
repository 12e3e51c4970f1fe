import { z } from 'zod';
import { decisions } from '../../schemas/checked-turn.ts';
import type { Decision } from '../../schemas/checked-turn.ts';
import { withoutModelMarkup } from './model-markup.ts';
import { readPythonDict } from './read-python-dict.ts';

/** What an endpoint that can hold a model to a schema is asked for: the line, and in rich prompts what it rests on and decides. */
export const AnswerSchema = z.object({ utterance: z.string() });
export const SystemAnswerSchema = AnswerSchema.extend({ cites: z.array(z.string()) });
export const UserAnswerSchema = SystemAnswerSchema.extend({ decision: z.enum(decisions) });

/** JSON in JSON in JSON. */
const mostNested = 4;

/**
 * The utterance in an answer that is JSON as asked, JSON in a fence or among other words, JSON in JSON, a dict of Python, an object with one text
 * by another name, JSON cut at the token limit, or nothing of the kind.
 */
export function readAnswer(content: string): string {
  let text = withoutModelMarkup(content);
  for (let depth = 0; depth < mostNested; depth += 1) {
    const inner = readOnce(text);
    if (inner === undefined) return text;
    text = inner;
  }
  return text;
}

/** What a rich answer says beside its line, as far as it does. An id is taken for one whatever stands around it: `[q1]`. */
export function readCitations(content: string): { cites?: string[]; decision?: Decision } {
  const parsed = parseStructured(withoutModelMarkup(content), CitationsSchema);
  if (parsed === undefined) return {};
  const { cites, decision } = parsed;
  const ids = cites?.flatMap((cited) => cited.match(/\b[qu]\d{1,4}\b/giu) ?? []).map((id) => id.toLowerCase());
  return {
    ...(ids === undefined ? {} : { cites: [...new Set(ids)] }),
    ...(decision === undefined ? {} : { decision }),
  };
}

const CitationsSchema = z.object({
  utterance: z.string(),
  cites: z.array(z.string()).optional().catch(undefined),
  decision: z.enum(decisions).optional().catch(undefined),
});

/** What a text holds that has a form; undefined where it is plain. */
function readOnce(text: string): string | undefined {
  const whole = parseStructured(text, AnswerSchema);
  if (whole !== undefined) return whole.utterance;
  const bare = withoutFence(text);
  const parsed = parseJson(bare) ?? readPythonDict(bare);
  const only = onlyText(parsed) ?? soleLiteral(bare);
  if (only !== undefined) return only;
  const cut = /^[^{]{0,40}\{\s*["']utterance["']\s*:\s*"((?:[^"\\]|\\.)*)/su.exec(text)?.[1];
  return cut === undefined ? undefined : unescape(cut);
}

/** The one text in a form that is nearly JSON or Python: `{utterance: "Hi."}`, `"utterance": "Hi."`, `("Hi.",)`, `Answer(utterance='Hi.')`. */
function soleLiteral(text: string): string | undefined {
  const literal = nearlyForms.map((form) => form.exec(text)?.[1]).find((each) => each !== undefined);
  return literal === undefined ? undefined : unescape(literal.slice(1, -1).replaceAll(String.raw`\'`, "'"));
}

const literalPattern = String.raw`("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,?\s*`;
const nearlyForms: readonly RegExp[] = [
  new RegExp(String.raw`^\s*\w{0,30}\(\s*(?:\w{1,30}\s*=\s*)?${literalPattern}\)\s*$`, 'su'),
  new RegExp(
    String.raw`^\s*\{?\s*["']?(?:utterance|next_?line|line|text|response|answer)["']?\s*[:=]\s*${literalPattern}\}?\s*$`,
    'isu',
  ),
];

const withoutFence = (text: string): string =>
  text.trim().replace(/^(?:```|~~~)\w*\s*([\s\S]*?)\s*(?:```|~~~)?$/u, '$1');

const fieldNames =
  /^(?:next_?line|line|text|content|response|answer|reply|message|output|user|assistant|speech|says?|arguments|parameters|input)$/iu;

/** The one text in what was parsed: a text itself, a list of one, an object's only field or the one field that is named as an utterance is. */
function onlyText(parsed: unknown): string | undefined {
  if (typeof parsed === 'string') return parsed;
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const fields = Object.entries(parsed);
  if (Array.isArray(parsed) || fields.length === 1) return fields.length === 1 ? onlyText(fields[0]?.[1]) : undefined;
  const named = fields.filter(
    ([name, value]) => typeof value === 'string' && (name === 'utterance' || fieldNames.test(name)),
  );
  return named.length === 1 ? onlyText(named[0]?.[1]) : undefined;
}

/** A JSON object in a text that fits the schema; undefined where there is none. Models put fences and remarks around what they are asked for. */
export function parseStructured<T>(text: string, schema: z.ZodType<T>): T | undefined {
  // Few of each: an answer of nothing but braces must not take long.
  const starts = placesOf('{', text).slice(0, mostTried);
  const ends = placesOf('}', text).slice(-mostTried).toReversed();
  for (const start of starts) {
    for (const end of ends) {
      if (end < start) break;
      const parsed = schema.safeParse(parseJson(text.slice(start, end + 1)));
      if (parsed.success) return parsed.data;
    }
  }
  return undefined;
}

const mostTried = 6;

const placesOf = (sign: string, text: string): number[] =>
  text.split('').flatMap((character, at) => (character === sign ? [at] : []));

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A string's inside as JSON writes it; a half escape at the cut is dropped. */
const unescape = (inside: string): string => {
  const whole = inside.replace(/\\(?:u[\da-f]{0,3})?$/iu, '');
  const parsed = parseJson(`"${whole}"`);
  return typeof parsed === 'string' ? parsed : whole;
};
