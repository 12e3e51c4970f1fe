import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import { kindredStems } from '../fidelity/grounded/kindred-words.ts';
import { contentStems } from '../fidelity/grounded/said-words.ts';

/** A topic of an item of which a dialog says that no earlier review speaks. */
export interface Silence {
  itemId: string;
  topicId: string;
  label: string;
}

export const silenceKey = ({ itemId, topicId }: Pick<Silence, 'itemId' | 'topicId'>): string =>
  JSON.stringify([itemId, topicId]);

/** Each silence of the plan's turns once: said with a recommendation, in an answer, or behind a decision. */
export function findSilences({ turns }: DialogPlan): Silence[] {
  const silences = turns.flatMap(({ act, slots: { itemId, unknown = [], about, claims, doubt } }) => {
    if (itemId === undefined) return [];
    const answered = act === 'explain' && about !== undefined && claims?.length === 0 ? [about] : [];
    const doubted = doubt?.claim === null ? [doubt.about] : [];
    return [...unknown, ...answered, ...doubted].map(({ topicId, label }) => ({ itemId, topicId, label }));
  });
  return [...new Map(silences.map((silence) => [silenceKey(silence), silence])).values()];
}

/**
 * For each word of a label a regular expression (RE2, for lower-cased text) of that word and of those that people use for the same. Reviews in which all
 * of them are found may speak of the aspect. They find more than the check of a false denial does, never less.
 */
export function patternsOf(label: string): string[] {
  const stems = contentStems(label);
  const words = stems.length > 0 ? stems : (label.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [label.toLowerCase()]);
  return words.map((stem) => [stem, ...kindredStems(stem)].toSorted().map(toPattern).join('|'));
}

/** A short stem begins too many words, so only its inflections count. Scripts that write words without spaces have no borders to look for. */
function toPattern(stem: string): string {
  const escaped = stem.replaceAll(/[\\^$.*+?()[\]{}|/-]/gu, String.raw`\$&`);
  if (!/^[\p{Script=Latin}\p{N}]+$/u.test(stem)) return escaped;
  const start = String.raw`(?:^|[^\p{L}])`;
  const root = escaped.replace(/(?:[eiy]|(?<=..[ai]b)l)$/u, '');
  if (root.length > 3) return `${start}${root}`;
  const end = root === escaped ? '' : escaped.endsWith('e') ? 'e?' : '(?:i|y|ie)';
  const doubled = root === '' ? '' : `${root.slice(-1)}?`;
  return `${start}${root}${end}(?:e|${suffixes}|${doubled}(?:ed|ings?|ers?))?${String.raw`(?:$|[^\p{L}])`}`;
}

/** What Porter's stemmer takes off. */
const suffixes = 's|es|ful|fully|ly|ness(?:es)?|ives?|ivity|ity|ities';
