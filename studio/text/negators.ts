import { wordsOf } from './words.ts';

/** Words that deny what stands after them, in the spelling of `wordsOf`. */
const denyingWords =
  'not no never none neither nor nobody nothing without hardly barely scarcely rarely seldom zero lacks cannot';

/** What stands before "n't" and, as many write it, before a bare "nt". */
const auxiliaries = 'ai are ca could did do does had has have is must should was were wo would need';

/** "n't" and "nt" alone are what taggers leave of "don't" and "dont". */
const contractions = ['', ...auxiliaries.split(' ')].flatMap((auxiliary) => [`${auxiliary}n't`, `${auxiliary}nt`]);

/** The project's one list of negators: of mentions, of the stance of a turn, and of checks. */
export const negators: ReadonlySet<string> = new Set([...denyingWords.split(' '), ...contractions]);

/** Whether a text denies something, anything. */
export const holdsNegator = (text: string): boolean => wordsOf(text).some((word) => negators.has(word));

/**
 * Verbs that deny what they govern ("fails to impress"), beside the negators. Only checks of turns read them: what a mention's verb does to its
 * object is decided by the tagged sentence.
 */
export const denyingVerbs: ReadonlySet<string> = new Set(
  'refuse refuses refused fail fails failed lack lacks lacking unable prevent prevents avoid avoids instead'.split(' '),
);
