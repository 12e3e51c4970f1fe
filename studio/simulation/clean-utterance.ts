import { withoutModelMarkup } from './model-markup.ts';

/** A speaker's name as models write it before a line: "User:", "**Assistant**:", "System - ". */
const speakerPrefix =
  /^[*_#>\s-]*(?:user|assistant|system|customer|recommender|agent)\b[*_\s]*(?::|[-–—](?=\s))[*_\s]*/iu;

const quotePairs: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ["'", "'"],
  ['‘', '’'],
];

/** A fence that shares its line with the text; one on a line of its own goes with the line. */
const fenceOnTheLine =
  /^\s*(?:```|~~~)(?!\w*[ \t]*(?:\n|$))(?:(?:text|txt|plaintext|markdown|md)\b)?[ \t]*|(?<=\S)[ \t]*(?:```|~~~)\s*$/giu;

/**
 * The utterance in a model's raw answer: without thoughts, a template's tokens, code fences, speaker's name, the prompt's `<data>` tags, the quotes around `labels`
 * and around the whole, on one line, and only the first turn where the model went on with the conversation.
 */
export function cleanUtterance(raw: string, labels: readonly string[] = []): string {
  const lines = withoutModelMarkup(raw)
    .replaceAll(fenceOnTheLine, '')
    .split(/\r\n|[\n\r\u2028\u2029]/u)
    .map((line) => line.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim())
    .filter((line) => line !== '' && !/^(?:```|~~~)/u.test(line));
  return withoutLabelQuotes(withoutQuotes(firstTurn(lines).replaceAll(/<\/?data>/giu, '')), labels);
}

/** Labels stand between quotation marks in the prompt, and models keep them: nobody talks like that. */
function withoutLabelQuotes(text: string, labels: readonly string[]): string {
  return labels.reduce((plain, label) => plain.replaceAll(`"${label}"`, label).replaceAll(`“${label}”`, label), text);
}

/** Lines up to the next speaker's name. A line of its own that is only a name opens the turn below it. */
function firstTurn(lines: readonly string[]): string {
  const turn: string[] = [];
  for (const line of lines) {
    const isNamed = speakerPrefix.test(line);
    if (isNamed && turn.length > 0) break;
    const text = line.replace(speakerPrefix, '').trim();
    if (text !== '') turn.push(text);
  }
  return withoutSpokenOn(turn.join(' '));
}

/** "Sounds good. Assistant: Great!" on one line. Only capitalised names with a colon: "the system: a mess" is prose. */
const withoutSpokenOn = (text: string): string =>
  text.replace(/(?<=[.!?…"”']\s)(?:User|Assistant|System):\s.*$/u, '').trim();

function withoutQuotes(text: string): string {
  const pair = quotePairs.find(([open, close]) => text.length > 1 && text.startsWith(open) && text.endsWith(close));
  if (pair === undefined) return text;
  const inner = text.slice(1, -1);
  // '"Red" or "blue"' only looks quoted.
  return inner.includes(pair[0]) || inner.includes(pair[1]) ? text : inner.trim();
}
