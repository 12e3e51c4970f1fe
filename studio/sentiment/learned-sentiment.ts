import { createRandom } from '../random.ts';
import type { Pause } from '../profiling/pause.ts';

/**
 * Words weighed by the stars of the reviews they stand in. It is trained on whole reviews and asked about single clauses, which it can be
 * because a review's logit is the sum of its clauses'.
 */
export interface LearnedSentiment {
  /** Logit of each hashed word and pair of words, 2^featureBits of them; 0 for one that is not spread over enough items. */
  weights: Float32Array;
  /** Logit of the lexicon's score 1. */
  lexiconWeight: number;
}

export interface RatedReview {
  userId: string;
  itemId: string;
  /** 1 to 5; those of 3 teach nothing and should be left out. */
  rating: number;
  clauses: readonly string[];
}

/** Score of a clause by the lexicon. */
type ScoreWords = (clause: string) => number | null;

const featureBits = 17;
const features = 2 ** featureBits;
/**
 * A word must stand in reviews of so many items. What is said of few items, above all their names, would carry the stars of their later
 * reviews into the sentiment of earlier ones.
 */
const itemsForWeight = 5;
const epochs = 5;
const learningRate = 0.1;
const decay = 1e-4;

interface Example {
  isPraise: boolean;
  userHash: number;
  itemHash: number;
  clauses: { features: Uint32Array; lexicon: number }[];
}

/**
 * Logistic regression (AdaGrad, classes weighed equally) of 4 and 5 against 1 and 2 stars on a review's words, each clause's share of the
 * logit divided by the root of its number of features and of the review's clauses. Equal input and seed give equal weights.
 */
export async function trainLearnedSentiment(
  reviews: readonly RatedReview[],
  scoreWords: ScoreWords,
  seed: number,
  pause: Pause,
): Promise<LearnedSentiment> {
  return train(await toExamples(reviews, scoreWords, pause), seed, pause);
}

export interface HeldOutFigures {
  /** Balanced accuracy of telling 1 and 2 from 4 and 5 stars of reviews by users that were not trained on. */
  heldOutAccuracy: number;
  /** The same of the lexicon alone. */
  lexiconAccuracy: number;
}

/** Trains once for each of `folds` parts of the users and asks about the rest: a review is praise when its clauses' logits sum to more than 0. */
export async function checkHeldOut(
  reviews: readonly RatedReview[],
  scoreWords: ScoreWords,
  { seed, folds }: { seed: number; folds: number },
  pause: Pause,
): Promise<HeldOutFigures> {
  const examples = await toExamples(reviews, scoreWords, pause);
  const learned: Verdict[] = [];
  const lexicon: Verdict[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const isHeldOut = ({ userHash }: Example): boolean => userHash % folds === fold;
    const model = await train(
      examples.filter((example) => !isHeldOut(example)),
      seed,
      pause,
    );
    for (const { isPraise, clauses } of examples.filter(isHeldOut)) {
      learned.push([isPraise, sum(clauses.map((clause) => logitOf(model, clause)))]);
      lexicon.push([isPraise, sum(clauses.map((clause) => clause.lexicon))]);
    }
  }
  return { heldOutAccuracy: balancedAccuracy(learned), lexiconAccuracy: balancedAccuracy(lexicon) };
}

/** tanh(logit / 2), which is the probability of praise stretched to [-1, 1]; `null` where no word of the clause has a weight. */
export function createLearnedScore(model: LearnedSentiment, scoreWords: ScoreWords): ScoreWords {
  return (clause) => {
    const lexicon = scoreWords(clause);
    const found = extractFeatures(clause);
    if (lexicon === null && found.every((feature) => model.weights[feature] === 0)) return null;
    return Math.tanh(logitOf(model, { features: found, lexicon: lexicon ?? 0 }) / 2);
  };
}

function logitOf(
  { weights, lexiconWeight }: LearnedSentiment,
  { features: found, lexicon }: Example['clauses'][number],
): number {
  let total = 0;
  for (const feature of found) total += weights[feature] ?? 0;
  return total / Math.sqrt(Math.max(1, found.length)) + lexiconWeight * lexicon;
}

async function toExamples(reviews: readonly RatedReview[], scoreWords: ScoreWords, pause: Pause): Promise<Example[]> {
  const examples: Example[] = [];
  for (const { userId, itemId, rating, clauses } of reviews) {
    examples.push({
      isPraise: rating > 3,
      userHash: hashText(userId),
      itemHash: hashText(itemId),
      clauses: clauses.map((clause) => ({ features: extractFeatures(clause), lexicon: scoreWords(clause) ?? 0 })),
    });
    await pause('sentiment: reviews are read');
  }
  return examples;
}

async function train(examples: readonly Example[], seed: number, pause: Pause): Promise<LearnedSentiment> {
  const isSpread = findSpreadFeatures(examples);
  const weights = new Float64Array(features);
  const squares = new Float64Array(features).fill(1e-2);
  let [lexiconWeight, lexiconSquares, bias, biasSquares] = [2, 1, 0, 1];
  const praises = examples.filter(({ isPraise }) => isPraise).length;
  const [praiseWeight, complaintWeight] = [praises, examples.length - praises].map(
    (count) => examples.length / (2 * Math.max(1, count)),
  );
  const random = createRandom(seed);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const { isPraise, clauses } of random.shuffle(examples)) {
      if (clauses.length === 0) continue;
      const share = 1 / Math.sqrt(clauses.length);
      const lexicon = share * sum(clauses.map((clause) => clause.lexicon));
      let logit = bias + lexiconWeight * lexicon;
      for (const { features: found } of clauses) {
        const scale = share / Math.sqrt(Math.max(1, found.length));
        for (const feature of found) logit += scale * (weights[feature] ?? 0);
      }
      const classWeight = (isPraise ? praiseWeight : complaintWeight) ?? 1;
      const error = classWeight * (1 / (1 + Math.exp(-logit)) - (isPraise ? 1 : 0));
      for (const { features: found } of clauses) {
        const scale = share / Math.sqrt(Math.max(1, found.length));
        for (const feature of found) {
          if (isSpread[feature] !== 1) continue;
          const gradient = error * scale + decay * (weights[feature] ?? 0);
          const square = (squares[feature] ?? 0) + gradient * gradient;
          squares[feature] = square;
          weights[feature] = (weights[feature] ?? 0) - (learningRate * gradient) / Math.sqrt(square);
        }
      }
      biasSquares += error * error;
      bias -= (learningRate * error) / Math.sqrt(biasSquares);
      lexiconSquares += (error * lexicon) ** 2;
      lexiconWeight -= (learningRate * error * lexicon) / Math.sqrt(lexiconSquares);
      await pause('sentiment: words are weighed');
    }
  }
  return { weights: Float32Array.from(weights), lexiconWeight };
}

/** 1 for a feature that stands in reviews of `itemsForWeight` items at least. */
function findSpreadFeatures(examples: readonly Example[]): Uint8Array {
  const seen = new Uint32Array(features * itemsForWeight);
  const counts = new Uint8Array(features);
  for (const { itemHash, clauses } of examples) {
    for (const { features: found } of clauses) {
      for (const feature of found) {
        const count = counts[feature] ?? 0;
        const start = feature * itemsForWeight;
        if (count === itemsForWeight || seen.subarray(start, start + count).includes(itemHash)) continue;
        seen[start + count] = itemHash;
        counts[feature] = count + 1;
      }
    }
  }
  return counts.map((count) => (count === itemsForWeight ? 1 : 0));
}

const pattern = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\p{Extended_Pictographic}|[!?]/gu;
const negator =
  /^(?:no|not|never|none|nor|neither|nobody|nothing|without|hardly|barely|cannot)$|n't$|^(?:ai|are|ca|could|did|does|do|had|has|have|is|should|was|were|wo|would)nt$/u;
const negationReach = 3;

/** Hashes of a clause's words, those after a negator apart from the rest, and of its pairs of neighbours; each once. */
function extractFeatures(clause: string): Uint32Array {
  const found = new Set<number>();
  let before = '^';
  let wordsSinceNegator = Infinity;
  for (const [word] of clause.toLowerCase().replaceAll('’', "'").matchAll(pattern)) {
    found.add(hashText(wordsSinceNegator <= negationReach ? `~${word}` : word) % features);
    found.add(hashText(`${before} ${word}`) % features);
    before = word;
    wordsSinceNegator = negator.test(word) ? 1 : wordsSinceNegator + 1;
  }
  return Uint32Array.from(found);
}

/** FNV-1a over UTF-16 code units, its high bits folded into the low ones; 32 bits, unsigned. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

type Verdict = [isPraise: boolean, score: number];

/** Mean of the shares of praise and of complaints that are told; a score of 0 tells half. */
function balancedAccuracy(verdicts: readonly Verdict[]): number {
  const shareTold = (wanted: boolean): number => {
    const of = verdicts.filter(([isPraise]) => isPraise === wanted);
    const told = of.map(([, score]) => (score === 0 ? 0.5 : Number(score > 0 === wanted)));
    return sum(told) / Math.max(1, of.length);
  };
  return (shareTold(true) + shareTold(false)) / 2;
}
