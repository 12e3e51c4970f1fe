import { z } from 'zod';

/** Where a trajectory is heading; the rule that assigns it stands in `studio/profiling/trajectory_summaries.sql`. */
export const TrajectoryLabelSchema = z.enum(['rising', 'falling', 'steady', 'mixed', 'sparse']);
export type TrajectoryLabel = z.infer<typeof TrajectoryLabelSchema>;

/** Direction of an opinion; `mixed` holds praise and complaint. Who spoke without either has no opinion. */
export const PolaritySchema = z.enum(['positive', 'negative', 'mixed']);
export type Polarity = z.infer<typeof PolaritySchema>;

/** What a user thinks of an aspect: `neutral` spoke of it without praise or complaint. */
export const StanceSchema = z.enum([...PolaritySchema.options, 'neutral']);
export type Stance = z.infer<typeof StanceSchema>;
