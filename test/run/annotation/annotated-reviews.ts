import type { DialogPlan } from '../../../schemas/dialog-plan.ts';

/** What a careless page would run: it stands in reviews, in a title and in a turn. */
export const script = `<script>window.owned = 1</script><img src=x onerror="window.owned = 1">'"&amp;`;

/** The reviews that the plan cites, one by the user of each side, and the target's, which nothing cites. */
export function reviewsOf(plan: DialogPlan): object[] {
  const cited = plan.turns.flatMap(({ evidence }) => evidence);
  const long = `${script} 🍕 ${'It was as good as they say, and then some. '.repeat(14)}`;
  const earlier = [...new Map(cited.map((mention) => [mention.reviewId, mention])).values()].map((mention) => ({
    review_id: mention.reviewId,
    user_id: mention.side === 'user' ? plan.userId : `someone else than ${plan.userId}`,
    item_id: mention.itemId,
    rating: 4,
    reviewed_at: mention.reviewedAt,
    text: long,
  }));
  const target = { user_id: plan.userId, item_id: plan.targetItemId, rating: 5, reviewed_at: plan.asOf };
  return [...earlier, { ...target, review_id: `target of ${plan.dialogId}`, text: `${script} Loved it.` }];
}
