import { stemmer } from 'stemmer';
import type { Mention } from '../mentions/extract-mentions.ts';
import type { LinkRule } from '../mentions/link.ts';
import { isEmptyHead } from '../mentions/learn-terms.ts';
import { namesFunction } from '../mentions/opinion-words.ts';

/** The aspect that a mention is of; none where its words name none of the run's. */
export type PlaceTerm = (mention: Pick<Mention, 'head' | 'term' | 'rule' | 'isItem'>) => string | undefined;

/**
 * A mention is of its head's aspect. A verb without one has that of a thing in its phrase ("unlock the levels"), and so has a word that says nothing by
 * itself ("battery life"); else nothing names what it is about.
 * `heads` are the aspects of lemmas, of kept ones and others.
 */
export function createPlaceTerm(heads: Iterable<readonly [string, string]>, kept: ReadonlySet<string>): PlaceTerm {
  const own = new Map<string, string>();
  const byStem = new Map<string, string>();
  for (const [head, aspectId] of heads) {
    if (!kept.has(aspectId)) continue;
    own.set(head, aspectId);
    const stem = stemmer(head);
    if (!byStem.has(stem)) byStem.set(stem, aspectId);
  }
  return ({ head, term, rule, isItem }) => {
    if (isItem || (rule === 'failing' && !namesFunction(head))) return undefined;
    const found = own.get(head);
    if (found !== undefined || !(isVerbal(rule) || isEmptyHead(head))) return found;
    const words = term.toLowerCase().match(/\p{L}+/gu) ?? [];
    return words.map((word) => byStem.get(stemmer(word))).findLast((aspectId) => aspectId !== undefined);
  };
}

/** "did not work" names nothing, "won't sync" and "cannot open the menu" do. */
const isVerbal = (rule: LinkRule | 'spoken-of'): boolean => rule === 'failing' || rule === 'verb' || rule === 'to-verb';
