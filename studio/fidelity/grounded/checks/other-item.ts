import type { GroundedCheck } from '../check.ts';
import { shinglesOf, wordsOf } from '../../../text/words.ts';
import { holdsKindred } from '../kindred-words.ts';
import { isDenial } from './false-denial.ts';
import { readEvidence } from '../evidence.ts';
import { ownTitleStems } from '../read-turn.ts';
import { readSentences, stemsOf } from '../said-words.ts';
import type { SaidWord } from '../said-words.ts';

/** What is said of an item is not what a quote of another candidate says, and none of its own. */
export const findOtherItemProblems: GroundedCheck = ({ turn, sentences, evidence, others, saidStems }) => {
  if (turn.speaker === 'user' || !['recommend', 'explain'].includes(turn.act) || others.length === 0) return [];
  const isOwn = (stem: string): boolean => holdsKindred(evidence.stems, stem);
  return sentences
    .filter(({ isQuestion, text }) => !isQuestion && !isDenial(text) && !pointing.test(text))
    .flatMap(({ words }) => {
      const foreign = words.filter(({ stem, isContent }) => isContent && !isOwn(stem));
      return readEvidence(others).quotes.flatMap(({ item, quote, clauses }) => {
        const stems = new Set(
          clauses
            .flatMap((clause) => clause.words)
            .filter(({ isContent }) => isContent)
            .map(({ stem }) => stem),
        );
        const shared = distinct(foreign.filter(({ stem }) => stems.has(stem)));
        const unsaid = shared.filter(({ stem }) => !saidStems.has(stem));
        return shared.length >= 2 && unsaid.length >= 1
          ? [
              {
                check: 'other-item',
                detail: `${shared.map(({ word }) => `"${word}"`).join(', ')} is said of "${item.title}" (${quote.id})`,
              },
            ]
          : [];
      });
    })
    .slice(0, 1);
};

const pointing = /\b(?:the other|than|unlike|compared|former|instead of|both)\b/iu;

const distinct = (words: readonly SaidWord[]): SaidWord[] =>
  words.filter(({ stem }, at) => words.findIndex((word) => word.stem === stem) === at);

/** A run of words taken from a quote of another candidate. */
export const findBorrowedQuoteProblems: GroundedCheck = ({ turn, plainText, evidence, others }) => {
  if (turn.speaker === 'user' || !['recommend', 'explain'].includes(turn.act) || isDenial(plainText)) return [];
  const heard = [evidence.text, ...turn.transcript.map(({ text }) => text)].map(
    (text) => ` ${wordsOf(text).join(' ')} `,
  );
  const quoted = [...plainText.matchAll(/["“]([^"“”]+)["”]/gu)].map(([, inner = '']) => inner);
  const runs = [...runsOf(plainText, leastRun), ...quoted.flatMap((inner) => runsOf(inner, leastQuoted))].filter(
    (run) => !heard.some((text) => text.includes(` ${run} `)),
  );
  return readEvidence(others)
    .quotes.flatMap(({ item, quote }) => {
      const words = ` ${wordsOf(quote.text).join(' ')} `;
      const run = runs.find((candidate) => words.includes(` ${candidate} `));
      return run === undefined
        ? []
        : [{ check: 'other-item', detail: `"${run}" is said of "${item.title}" (${quote.id})` }];
    })
    .slice(0, 1);
};

/** Words in a row that two people do not write by chance; fewer between quotation marks. */
const leastRun = 4;
const leastQuoted = 3;

const runsOf = (text: string, size: number): string[] => {
  const words = wordsOf(text);
  return words.length < size ? [] : [...shinglesOf(words, size)];
};

/** In a comparison each side keeps its own: a stretch that speaks of one item says nothing that only the other's quotes hold. */
export const findSwappedItemProblems: GroundedCheck = ({ turn, text, namedHere }) => {
  if (turn.speaker === 'user' || turn.act !== 'compare') return [];
  // A word of a third item's title may stand in anybody's review: "the lemongrass chicken".
  const compared = namedHere.length >= 2 ? namedHere : turn.candidates;
  const items = compared.map((item) => ({
    item,
    names: ownTitleStems(item, turn.candidates),
    evidence: readEvidence([item]),
  }));
  // A name says nothing of its item, and none of its words need be its own: "Copper Pie Company" beside "Copper Kettle" and "Pie Corner".
  const titleStems = new Set(compared.flatMap(({ title }) => [...stemsOf(title)]));
  let spokenOf: (typeof items)[number] | undefined;
  return readSentences(text)
    .flatMap(({ clauses }) => clauses)
    .flatMap((clause) => {
      const named = items.filter(
        ({ item, names }) =>
          clause.text.toLowerCase().includes(item.title.toLowerCase()) ||
          clause.words.some(({ stem }) => names.has(stem)),
      );
      const [only] = named;
      spokenOf = named.length === 1 ? only : named.length === 0 ? spokenOf : undefined;
      if (spokenOf === undefined || /\b(?:both|than|against|unlike|compared|other)\b/iu.test(clause.text)) return [];
      const current = spokenOf;
      const foreign = distinct(
        clause.words.filter(
          ({ stem, isContent }) =>
            isContent &&
            !titleStems.has(stem) &&
            !current.evidence.stems.has(stem) &&
            items.some(({ evidence }) => evidence !== current.evidence && evidence.stems.has(stem)),
        ),
      );
      const own = clause.words.filter(
        ({ stem, isContent }) => isContent && !current.names.has(stem) && current.evidence.stems.has(stem),
      );
      return foreign.length > own.length &&
        (foreign.length >= 2 ||
          (named.length === 1 && foreign.length === 1 && own.length === 0 && foreign[0]?.role === 'adjective'))
        ? [
            {
              check: 'other-item',
              detail: `${foreign.map(({ word }) => `"${word}"`).join(', ')} is not said of "${current.item.title}"`,
            },
          ]
        : [];
    })
    .slice(0, 1);
};
