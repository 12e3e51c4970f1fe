import type { Database, RunFolder } from '../../activities/dependencies.ts';
import { readAttempts } from '../../activities/dialogs/dialog-files.ts';
import type { Claim } from '../../schemas/claim.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import { openRelations } from '../reading/check-relations.ts';
import { readDialogIn } from '../reading/read-dialog.ts';
import type { FoundDialog } from '../reading/read-dialog.ts';
import { readCitedReviews, readUserReviews, toShownClaim } from '../reading/read-reviews.ts';
import { collectQuotes, placeQuote } from './collect-quotes.ts';
import type { SpokenTurn } from './collect-quotes.ts';
import type { ViewedAttempt, ViewedClaim, ViewedDialog, ViewedTurn } from './viewed-dialog.ts';

/**
 * One dialog with all that stands behind it. `reviewsFrom` is the run whose reviews are shown around quotes: a fork's folder holds its dialog and
 * little else. `db` gets views of the relations that are read. Throws RunFolderUnusable.
 */
export async function readViewedDialog(
  db: Database,
  run: RunFolder,
  dialogId: string,
  reviewsFrom: RunFolder = run,
): Promise<ViewedDialog> {
  const found = await readDialogIn(db, run, dialogId);
  const { plan, reason, realizer, split, profile } = found;
  const said: readonly SpokenTurn[] = found.status === 'planned' ? await readSaid(run, dialogId) : found.turns;
  await openRelations(db, reviewsFrom, ['reviews', 'items']);
  const turns = plan.turns.map((planned) => {
    const spoken = said.find(({ turn }) => turn === planned.turn);
    return { planned, spoken, quotes: collectQuotes(plan, planned, spoken) };
  });
  const reviews = await readCitedReviews(
    db,
    turns.flatMap(({ quotes }) => quotes.map(({ reviewId }) => reviewId)),
  );
  const target = plan.candidates.find(({ itemId }) => itemId === plan.targetItemId);
  return {
    runId: run.ref.runId,
    dialogId,
    status: found.status === 'planned' && (said.length > 0 || found.rejected.length > 0) ? 'unfinished' : found.status,
    reason,
    realizer,
    split,
    profile,
    userId: plan.userId,
    asOf: plan.asOf,
    outcome: plan.outcome,
    outcomeReason: plan.outcomeReason,
    path: plan.path,
    targetItem: { itemId: plan.targetItemId, title: target?.title ?? plan.targetItemId },
    wishes: plan.wishes.map(({ label, source, share, sentiment, polarity }) => ({
      label,
      source,
      share,
      sentiment,
      polarity,
    })),
    candidates: plan.candidates.map(({ claims, ...candidate }) => ({
      ...candidate,
      claims: claims.map((claim) => toViewedClaim(claim, plan)),
    })),
    turns: turns.map(({ planned, spoken, quotes }): ViewedTurn => {
      const { turn, speaker, superNode, act, slots } = planned;
      const rejected = found.rejected.filter((attempt) => attempt.turn === turn).map(toViewedAttempt);
      return {
        turn,
        speaker,
        superNode,
        act,
        state: spoken !== undefined ? 'said' : rejected.length > 0 ? 'refused' : 'waiting',
        text: spoken?.text ?? null,
        attempts: rejected.length + (spoken === undefined ? 0 : 1),
        claims: speaker === 'system' ? (slots.claims ?? []).map((claim) => toViewedClaim(claim, plan)) : [],
        quotes: quotes.map((quote) => placeQuote(quote, reviews.get(quote.reviewId))),
        rejected,
      };
    }),
    ...(await readUserReviews(db, dialogId)),
  };
}

/** What was said by now in a dialog that has not ended, from its journal. */
async function readSaid(run: RunFolder, dialogId: string): Promise<SpokenTurn[]> {
  const attempts = await readAttempts(run, dialogId);
  return attempts.filter(({ accepted }) => accepted).map(({ turn, text, cites }) => ({ turn, text, cites }));
}

const toViewedClaim = (claim: Claim, plan: DialogPlan): ViewedClaim => ({
  ...toShownClaim(claim, plan),
  level: claim.level,
  polarity: claim.polarity,
});

/** A problem is `title-leak: …`, or the name of a failure and its message. */
function toViewedAttempt({ attempt, text, problems }: FoundDialog['rejected'][number]): ViewedAttempt {
  return {
    attempt,
    text,
    problems: problems.map((problem) => {
      const at = problem.indexOf(': ');
      return at < 0 ? { check: problem, detail: '' } : { check: problem.slice(0, at), detail: problem.slice(at + 2) };
    }),
  };
}
