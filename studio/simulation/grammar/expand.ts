import type { Random } from '../../random.ts';
import { contract } from './contract.ts';

/**
 * Rules of a grammar: each name has its alternatives. In an alternative, `{name}` stands for a rule or a value, `[a|b|]` for a choice on
 * the spot (an empty part may be drawn), and `a_` for the article that fits the next word.
 */
export type Rules = Readonly<Record<string, readonly string[]>>;

/** Texts from outside the grammar. They are put in last and never read as grammar; only titles keep their case at a sentence's start. */
export type Values = Readonly<Record<string, string>>;

export interface Manner {
  form: 'sentence' | 'clause';
  /** Whether the speaker says "I've" for "I have". Values from outside are never contracted. */
  contracts: boolean;
}

type Part = { kind: 'text'; text: string } | { kind: 'name'; name: string } | { kind: 'choice'; options: Part[][] };

/** Private-use characters stand for values until the text around them is tidy. */
const firstPlaceholder = 0xe000;

/** Draws one text for the rule `start`: whole sentences, or a clause to be put into one. Throws where a name is neither rule nor value. */
export function expand(rules: Rules, values: Values, start: string, random: Random, manner: Manner): string {
  const names: string[] = [];
  const draw = (parts: readonly Part[]): string => parts.map(drawPart).join('');
  const drawPart = (part: Part): string => {
    if (part.kind === 'text') return part.text;
    if (part.kind === 'choice') return draw(random.pick(part.options));
    const alternatives = rules[part.name];
    if (alternatives !== undefined) return draw(parse(random.pick(alternatives)));
    if (values[part.name] === undefined) throw new Error(`the grammar has no rule or value {${part.name}}`);
    names.push(part.name);
    return String.fromCharCode(firstPlaceholder + names.length - 1);
  };
  const drawn = tidy(drawPart({ kind: 'name', name: start }));
  return putValues(manner.contracts ? contract(drawn) : drawn, names, values, manner.form);
}

const parsed = new Map<string, Part[]>();

function parse(alternative: string): Part[] {
  const known = parsed.get(alternative);
  if (known !== undefined) return known;
  const { parts, end } = parseFrom(alternative, 0, '');
  if (end !== alternative.length) throw new Error(`unbalanced bracket in grammar: ${alternative}`);
  parsed.set(alternative, parts);
  return parts;
}

/** Reads parts until one of `stops` or the end of the text; `end` is the position of that stop. */
function parseFrom(text: string, from: number, stops: string): { parts: Part[]; end: number } {
  const parts: Part[] = [];
  let at = from;
  while (at < text.length && !stops.includes(text.charAt(at))) {
    const char = text.charAt(at);
    if (char === '{') {
      const close = text.indexOf('}', at);
      if (close < 0) throw new Error(`unbalanced brace in grammar: ${text}`);
      parts.push({ kind: 'name', name: text.slice(at + 1, close) });
      at = close + 1;
    } else if (char === '[') {
      const options: Part[][] = [];
      do {
        const option = parseFrom(text, at + 1, '|]');
        options.push(option.parts);
        at = option.end;
      } while (text.charAt(at) === '|');
      if (text.charAt(at) !== ']') throw new Error(`unbalanced bracket in grammar: ${text}`);
      parts.push({ kind: 'choice', options });
      at += 1;
    } else {
      const next = text.slice(at).search(/[{[|\]]/u);
      const end = next < 0 ? text.length : next === 0 ? at + 1 : at + next;
      parts.push({ kind: 'text', text: text.slice(at, end) });
      at = end;
    }
  }
  return { parts, end: at };
}

/** Grammar texts hold no names, so inside a sentence only "I" keeps a capital. */
function tidy(text: string): string {
  return text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/(?<=[,;:] )[A-Z](?=[a-z])/gu, (letter) => letter.toLowerCase())
    .replaceAll(/ (?=[,.;:?!])/gu, '')
    .replaceAll(/,(?=[.;:?!])/gu, '')
    .trim();
}

function putValues(text: string, names: readonly string[], values: Values, form: Manner['form']): string {
  const nameAt = (mark: string): string => names[mark.charCodeAt(0) - firstPlaceholder] ?? '';
  const valueOf = (mark: string): string => values[nameAt(mark)] ?? '';
  const withArticles = text.replaceAll(/\b([aA])_ (\S+)/gu, (_all, a: string, next: string) => {
    const word = isPlaceholder(next.charAt(0)) ? valueOf(next.charAt(0)) : next;
    return `${a}${startsWithVowelSound(word) ? 'n' : ''} ${next}`;
  });
  let shown = '';
  // Whether the next letter opens a sentence; quotes and brackets keep it so.
  let isStart = form === 'sentence';
  for (let at = 0; at < withArticles.length; at += 1) {
    const char = withArticles.charAt(at);
    const isValue = isPlaceholder(char);
    const piece = isValue ? valueOf(char) : char;
    if (char === '.' && at > 0 && endsSentence(shown)) {
      isStart = true;
      continue;
    }
    shown += isStart && !(isValue && keepsCase(nameAt(char), piece)) ? capitalised(piece) : piece;
    if (/\S/u.test(piece)) isStart = isValue ? false : /["'(]/u.test(char) ? isStart : endsSentence(char);
  }
  return shown;
}

/** A title is written as its owner writes it; an article of ours before a short one is not part of it. */
const keepsCase = (name: string, value: string): boolean =>
  titleValues.has(name) && (name === 'title' || !value.startsWith('the '));

const titleValues = new Set(['title', 'titleShort', 'otherShort', 'named', 'otherNamed']);

const isPlaceholder = (char: string): boolean => char >= '\ue000' && char <= '\uf8ff';
const endsSentence = (text: string): boolean => /[.?!…]$/u.test(text);
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const withArticle = (words: string): string => `${startsWithVowelSound(words) ? 'an' : 'a'} ${words}`;

const startsWithVowelSound = (word: string): boolean =>
  /^(?:[aeiou]|hon|hour)/iu.test(word) && !/^(?:uni|use|usa|eu|one\b|once)/iu.test(word);
