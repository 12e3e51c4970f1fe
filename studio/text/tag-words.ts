import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';
import { splitWords } from './terms.ts';
import type { ItemToken } from 'wink-nlp';
import type { Word } from './terms.ts';

/** Part of speech as far as aspects need it; `name` is a proper noun. */
export type WordRole = 'noun' | 'name' | 'adjective' | 'verb' | 'other';

export interface TaggedWord extends Word {
  role: WordRole;
}

export type TagWords = (clause: string) => TaggedWord[];

const roles: Readonly<Record<string, WordRole>> = { NOUN: 'noun', PROPN: 'name', ADJ: 'adjective', VERB: 'verb' };

/** A token that is longer is no word, and tokenizers are slow on it. */
const overlongToken = /\S{61,}/gu;
/** The first word's capital would make a name of it: "Service was slow". Not that of "TV" or "iPhone". */
const sentenceCapital = /^\P{L}*\p{Lu}(?=\p{Ll})/u;

/** One for the process: each load of the model makes its texts longer (wink-eng-lite-web-model 1.8), until they are too long for a string. */
let tagger: ReturnType<typeof winkNLP> | undefined;

/**
 * Makes wink-nlp's English tagger (its model is part of the package; 0.2 s to load, 20,000 clauses a second). Only clauses that aspects are
 * induced from are tagged: finding aspects in all others is a look-up of terms.
 */
export function createTagWords(): TagWords {
  tagger ??= winkNLP(model, ['sbd', 'pos']);
  const nlp = tagger;
  return (clause) => {
    const text = clause
      .replaceAll('’', "'")
      .replaceAll(overlongToken, ' ')
      .replace(sentenceCapital, (start) => start.toLowerCase());
    const tagged: TaggedWord[] = [];
    nlp
      .readDoc(text)
      .tokens()
      .each((token: ItemToken) => {
        // oxlint-disable-next-line typescript/unbound-method -- wink knows its readers by identity
        const role = roles[token.out(nlp.its.pos)] ?? 'other';
        for (const word of splitWords(token.out())) tagged.push({ ...word, role });
      });
    return tagged;
  };
}
