import { z } from 'zod';
import { stageNames } from './stage-names.ts';

export const StageNameSchema = z.enum(stageNames);

export const InputFileSchema = z.object({
  /** Relative to the source folder. */
  file: z.string(),
  format: z.string(),
  bytes: z.number().int().nonnegative(),
  lines: z.number().int().nonnegative(),
  sha256: z.string(),
});
export type InputFile = z.infer<typeof InputFileSchema>;

/** What one step of a stage did to the number of rows. */
export const RowStepSchema = z.object({
  step: z.string(),
  rowsIn: z.number().int().nonnegative(),
  rowsOut: z.number().int().nonnegative(),
  note: z.string().optional(),
});
export type RowStep = z.infer<typeof RowStepSchema>;

export const StageReportSchema = z.object({
  stage: StageNameSchema,
  /** Hash of everything the stage's result depends on; an equal one means the result is reused. */
  fingerprint: z.string(),
  rows: z.record(z.string(), z.number().int().nonnegative()),
  /** CRC-32 of each relation's file as it was written, so that a damaged one is noticed; absent in older runs. */
  checksums: z.record(z.string(), z.number().int().nonnegative()).optional(),
  /** The same of the stage's other files, by their paths below the run's folder. */
  files: z.record(z.string(), z.number().int().nonnegative()).optional(),
  steps: z.array(RowStepSchema),
  inputs: z.array(InputFileSchema),
  durationMs: z.number().nonnegative(),
  /** Figures worth a line in the log, e.g. the aspects' mean cosine. */
  figures: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type StageReport = z.infer<typeof StageReportSchema>;

export const ManifestSchema = z.object({
  runId: z.string(),
  configHash: z.string(),
  seed: z.number().int(),
  versions: z.record(z.string(), z.string()),
  status: z.enum(['running', 'complete']),
  stages: z.array(StageReportSchema),
});
export type Manifest = z.infer<typeof ManifestSchema>;
