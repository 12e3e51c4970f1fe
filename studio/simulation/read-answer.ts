import { z } from 'zod';

/** What an endpoint that can hold a model to a schema is asked for. */
export const AnswerSchema = z.object({ utterance: z.string() });

/** The utterance in an answer that is JSON as asked, JSON in a fence or among other words, JSON cut at the token limit, or no JSON at all. */
export function readAnswer(content: string): string {
  const whole = parseStructured(content, AnswerSchema);
  if (whole !== undefined) return whole.utterance;
  const cut = /^[^{]{0,40}\{\s*"utterance"\s*:\s*"((?:[^"\\]|\\.)*)/su.exec(content)?.[1];
  return cut === undefined ? content : unescape(cut);
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
