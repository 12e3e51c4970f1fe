import type { TopicName } from '../../schemas/dialog-plan.ts';

/** By what a wish, a question and a claim are known to be on the same: a term of an aspect, or the aspect itself. */
export const topicOf = ({ aspectId, topicId, label }: TopicName): TopicName => ({ aspectId, topicId, label });
