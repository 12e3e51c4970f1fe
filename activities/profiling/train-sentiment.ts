import { z } from 'zod';
import { scoreWords } from '../../studio/sentiment/clause-sentiment.ts';
import type { SentimentScorer } from '../../studio/sentiment/clause-sentiment.ts';
import { decodeEntities } from '../../studio/text/html-entities.ts';
import { checkHeldOut, trainLearnedSentiment } from '../../studio/sentiment/learned-sentiment.ts';
import type { StageContext } from '../stage/run-stage.ts';
import { createStagePause } from '../stage/stage-pause.ts';

/** More teach little that is new; so many are read in seconds and fit in memory. */
const trainingReviews = 20_000;
const folds = 3;

const RowsSchema = z.array(
  z.object({ user_id: z.string(), item_id: z.string(), rating: z.number(), clauses: z.array(z.string()) }),
);

/**
 * The scorer that the config asks for. A learned one reads the earlier half of the reviews only: for any time in the later half it knows
 * nothing of what came after. Its figures are of users it has not read.
 */
export async function prepareScorer({
  db,
  deps,
  config,
}: StageContext): Promise<{ scorer: SentimentScorer; figures: Record<string, number> }> {
  if (config.sentiment.scorer === 'lexicon') return { scorer: { kind: 'lexicon' }, figures: {} };
  const sql = await deps.readSql('studio/profiling/training_reviews.sql');
  const rows = RowsSchema.parse(await db.rows(sql, { seed: config.seed, limit: trainingReviews }));
  const reviews = rows.map(({ user_id: userId, item_id: itemId, rating, clauses }) => {
    return { userId, itemId, rating, clauses: clauses.map(decodeEntities) };
  });
  const pause = createStagePause(deps, 'mentions');
  const { heldOutAccuracy, lexiconAccuracy } = await checkHeldOut(
    reviews,
    scoreWords,
    { seed: config.seed, folds },
    pause,
  );
  return {
    scorer: { kind: 'learned', model: await trainLearnedSentiment(reviews, scoreWords, config.seed, pause) },
    figures: {
      sentiment_training_reviews: reviews.length,
      sentiment_held_out_accuracy: heldOutAccuracy,
      sentiment_lexicon_accuracy: lexiconAccuracy,
    },
  };
}
