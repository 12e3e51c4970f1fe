import { decodeCharacters } from '../text/html-entities.ts';
import { withoutModelMarkup } from './model-markup.ts';

/** A speaker's name as models write it before a line: "User:", "**Assistant**:", "System - ". */
const speakerPrefix =
  /^[*_#>\s-]*(?:user|assistant|system|customer|recommender|agent)\b[*_\s]*(?::|[-–—](?=\s))[*_\s]*/iu;

/** Names that only stand before a line with a colon: "you - and me" is prose. */
const otherPrefix = /^[*_\s]*(?:human|ai|bot|you|me|seeker|shopper|expert|advisor)[*_\s]*:[*_\s]*/iu;

/** What models call the line that they were asked for: "Final answer: ", "**Next line:** ", "### Response:". */
const announcement =
  /^[*_#>\s]*(?:here(?:'s| is) (?:the|my) )?(?:(?:final|next|my)[ _])?(?:answer|response|reply|utterance|output|line)[*_\s]*:[*_\s]*/iu;

/** A remark on the line, or the rule before one, is no part of it. */
const remark = /^(?:[-*_]{3,}|[*_([]*(?:note|explanation|rationale|reasoning)\b[*_\s]*:.*)$/iu;

/** Signs that show nothing: zero-width ones, marks of direction, a byte order mark. A joiner between emoji is none. */
const invisible = /[\u{AD}\u{200B}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2060}\u{2066}-\u{2069}\u{FEFF}]/gu;

const quotePairs: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ["'", "'"],
  ['‘', '’'],
  ['`', '`'],
  ['*', '*'],
  ['_', '_'],
];

/** A fence that shares its line with the text; one on a line of its own goes with the line. */
const fenceOnTheLine =
  /^\s*(?:```|~~~)(?!\w*[ \t]*(?:\n|$))(?:(?:text|txt|plaintext|markdown|md)\b)?[ \t]*|(?<=\S)[ \t]*(?:```|~~~)\s*$/giu;

/**
 * The utterance in a model's raw answer: without thoughts, a template's tokens, code fences, speaker's name, the prompt's `<data>` tags, the quotes around `labels`
 * and around the whole, on one line, and only the first turn where the model went on with the conversation.
 */
export function cleanUtterance(raw: string, labels: readonly string[] = []): string {
  const lines = withoutModelMarkup(decodeCharacters(raw))
    .replaceAll(invisible, '')
    // A character that the token limit cut in its middle.
    .replaceAll(/^\uFFFD+|\uFFFD+$/gu, '')
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
    const isNamed = speakerPrefix.test(line) || otherPrefix.test(line);
    if ((isNamed || remark.test(line)) && turn.length > 0) break;
    const text = withoutPrefix(line, turn.length === 0);
    if (text !== '') turn.push(text);
  }
  return withoutSpokenOn(turn.join(' '));
}

/** A quotation or a list of one line is marked at its beginning, where a model writes Markdown. */
function withoutPrefix(line: string, isFirst: boolean): string {
  const text = line.replace(speakerPrefix, '').replace(otherPrefix, '').trim();
  return isFirst
    ? text
        .replace(announcement, '')
        .replace(/^(?:>|[-*•](?=\s))\s*/u, '')
        .trim()
    : text;
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
