import { z } from 'zod';
import { ratingScales } from '../../../schemas/rating.ts';
import rubricData from './rubric.json' with { type: 'json' };

const RubricSchema = z.strictObject({
  task: z.string(),
  scales: z
    .array(
      z.strictObject({
        name: z.enum(ratingScales),
        question: z.string(),
        /** What the scores 1 to 5 mean, in this order. */
        levels: z.array(z.string()).length(5),
      }),
    )
    .refine((scales) => scales.map(({ name }) => name).join() === ratingScales.join(), 'every scale once, in order'),
});
export type Rubric = z.infer<typeof RubricSchema>;

/** What the judge, model or person, goes by. Throws where the file is not a rubric. */
export const rubric: Rubric = RubricSchema.parse(rubricData);
