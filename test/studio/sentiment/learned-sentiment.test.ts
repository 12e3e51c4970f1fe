import assert from 'node:assert/strict';
import { createScoreClause, scoreWords } from '../../../studio/sentiment/clause-sentiment.ts';
import {
  checkHeldOut,
  createLearnedScore,
  trainLearnedSentiment,
} from '../../../studio/sentiment/learned-sentiment.ts';
import type { RatedReview } from '../../../studio/sentiment/learned-sentiment.ts';
import { createPause, withoutPause } from '../../../studio/profiling/pause.ts';
import { createRandom } from '../../../studio/random.ts';

const praise = ['we got a table by the window', 'the owner came to say hello', 'they remembered my order'];
const complaint = ['we stood around for an hour', 'the owner looked at his phone', 'they mixed up my order'];
const chat = ['it was my birthday', 'we came on a monday', 'my sister ordered the soup'];

/** Opinions that hold no word of the lexicon. A name stands in the reviews of one item alone, all of them praise. */
function drawRated(count: number, seed: number): RatedReview[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, at) => {
    const isPraise = at % 3 > 0;
    const item = isPraise && at % 5 === 0 ? 'named' : `i${at % 20}`;
    const clauses = [random.pick(isPraise ? praise : complaint), random.pick(chat)];
    if (item === 'named') clauses.push('dinner with Marisol');
    return { userId: `u${at % 40}`, itemId: item, rating: isPraise ? 5 : 1, clauses };
  });
}

const reviews = drawRated(600, 3);

describe('learned sentiment', () => {
  it('knows praise and complaint without an opinion word, by clause', async () => {
    const score = createLearnedScore(await trainLearnedSentiment(reviews, scoreWords, 1, withoutPause), scoreWords);
    for (const clause of praise) assert.ok((score(clause) ?? 0) > 0.3, clause);
    for (const clause of complaint) assert.ok((score(clause) ?? 0) < -0.3, clause);
    for (const clause of chat) assert.ok(Math.abs(score(clause) ?? 0) < 0.3, clause);
    assert.equal(score('zxcv qwer'), null);
    assert.equal(score(''), null);
  });

  it('gives no weight to what is said of few items', async () => {
    const model = await trainLearnedSentiment(reviews, scoreWords, 1, withoutPause);
    assert.equal(createLearnedScore(model, scoreWords)('Marisol'), null);
  });

  it('speaks as the lexicon does where it has learned nothing', async () => {
    const model = await trainLearnedSentiment([], scoreWords, 1, withoutPause);
    const score = createScoreClause({ kind: 'learned', model });
    for (const clause of ['the staff was friendly', 'the waiter was rude', 'we came on a monday']) {
      assert.equal(Math.sign(score(clause) ?? 0), Math.sign(scoreWords(clause) ?? 0), clause);
    }
  });

  it('is the same for the same reviews and seed', async () => {
    const [one, other] = [1, 2].map(() => trainLearnedSentiment(drawRated(600, 3), scoreWords, 7, withoutPause));
    assert.deepEqual(await one, await other);
  });

  it('is checked on users that it has not read', async () => {
    const figures = await checkHeldOut(reviews, scoreWords, { seed: 1, folds: 3 }, withoutPause);
    assert.ok(figures.heldOutAccuracy > 0.95);
    assert.equal(figures.lexiconAccuracy, 0.5);
    // Stars that follow nothing can be learned by heart, but not foretold.
    const random = createRandom(5);
    const noise = reviews.map((review) => ({ ...review, rating: random.chance(0.5) ? 5 : 1 }));
    const { heldOutAccuracy } = await checkHeldOut(noise, scoreWords, { seed: 1, folds: 3 }, withoutPause);
    assert.ok(heldOutAccuracy > 0.4 && heldOutAccuracy < 0.6, String(heldOutAccuracy));
  });

  it('stops when the activity is cancelled', async () => {
    let now = 0;
    const pause = createPause({ nowMs: () => (now += 100), report: () => {}, signal: AbortSignal.abort() });
    await assert.rejects(trainLearnedSentiment(reviews, scoreWords, 1, pause), { name: 'AbortError' });
  });
});
