import { z } from 'zod';

/** Where a trajectory is heading; the rule that assigns it stands in `studio/profiling/trajectory_summaries.sql`. */
export const TrajectoryLabelSchema = z.enum(['rising', 'falling', 'steady', 'mixed', 'sparse']);
export type TrajectoryLabel = z.infer<typeof TrajectoryLabelSchema>;

/** Direction of an opinion; `mixed` lies between the two thresholds of `studio/sentiment/polarity.ts`. */
export const PolaritySchema = z.enum(['positive', 'negative', 'mixed']);
export type Polarity = z.infer<typeof PolaritySchema>;
