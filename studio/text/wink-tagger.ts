import winkNLP from 'wink-nlp';
import model from 'wink-eng-lite-web-model';

/** One for the process: each load of the model makes its texts longer (wink-eng-lite-web-model 1.8), until they are too long for a string. */
let tagger: ReturnType<typeof winkNLP> | undefined;

/** wink-nlp's English tagger (its model is part of the package), loaded at the first call, which takes 0.2 s. */
export const winkTagger = (): ReturnType<typeof winkNLP> => (tagger ??= winkNLP(model, ['sbd', 'pos']));

/** A token that is longer is no word, and tokenizers are slow on it. */
export const overlongToken = /\S{61,}/gu;
/** The first word's capital would make a name of it: "Service was slow". Not that of "TV" or "iPhone". */
export const sentenceCapital = /^\P{L}*\p{Lu}(?=\p{Ll})/u;
