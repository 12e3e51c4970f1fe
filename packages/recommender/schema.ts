import { z } from 'zod';
import { RunRefSchema } from '../../schemas/run-ref.ts';

/** How dialogs are divided: the latest users are tested (`time`, the run's own split), or 70/15/15 of the dialogs at random (`dialog`). */
export const SplitSchemeSchema = z.enum(['time', 'dialog']);
export type SplitScheme = z.infer<typeof SplitSchemeSchema>;

/** What a target is ranked with: all items that existed, or itself and 24 drawn from all of them, or from its own category. */
export const ProtocolSchema = z.enum(['full', 'uniform', 'same-category']);
export type Protocol = z.infer<typeof ProtocolSchema>;

export const RecommenderNameSchema = z.enum([
  'popularity',
  'item-knn',
  'ease',
  'history-only',
  'gru4rec',
  'dialog-only',
  'early-fusion',
  'late-fusion',
  'cross-attention',
  'gated-joint',
]);
export type RecommenderName = z.infer<typeof RecommenderNameSchema>;

/** Models of closed form: no seed and no setting below changes them; their own options are chosen on validation each time. */
export const ClosedFormNameSchema = RecommenderNameSchema.extract(['popularity', 'item-knn', 'ease']);
export type ClosedFormName = z.infer<typeof ClosedFormNameSchema>;

export const isClosedForm = (name: RecommenderName): name is ClosedFormName =>
  ClosedFormNameSchema.safeParse(name).success;

const length = z.number().int().min(1).max(512);

/** Everything that decides a trained recommender beside its name and the data. Unknown keys are errors. */
export const RecommenderSettingsSchema = z.strictObject({
  seed: z.number().int().min(0).max(2_147_483_647).default(1),
  /** The dialog as one vector a turn, of the words' rows in the run's aspect model; or as words, each with a row trained from nothing. */
  dialogText: z.enum(['turn-vectors', 'words']).default('turn-vectors'),
  /** Whether items are known by the words of their title and category beside their id. */
  itemText: z.boolean().default(true),
  /** So many earlier interactions of each training user, the last ones, are examples too, without a dialog; by default all. */
  earlierInteractions: z.number().int().min(0).max(1000).default(1000),
  /** Interactions, and words or turns, that are read: the last ones. */
  historyLength: length.default(20),
  dialogLength: length.default(20),
  width: z.number().int().min(4).max(512).default(32),
  heads: z.number().int().min(1).max(16).default(2),
  layers: z.number().int().min(1).max(8).default(1),
  /** Width inside cross-attention's feed-forward layers; the other models get as wide ones as the same number of parameters allows. */
  feedForward: z.number().int().min(1).max(4096).default(64),
  batch: z.number().int().min(1).max(4096).default(64),
  /** At most; the learning rate comes down over all of them. */
  epochs: z.number().int().min(1).max(10_000).default(40),
  /** Epochs without a better NDCG@10 on validation after which training ends. */
  patience: z.number().int().min(1).max(1000).default(10),
  learningRate: z.number().positive().max(1).default(0.003),
  weightDecay: z.number().nonnegative().max(10).default(0.01),
  dropoutRate: z.number().min(0).max(0.9).default(0.2),
  /** Items drawn for each step that a target is told from; null: all items. */
  negatives: z.number().int().min(1).max(100_000).nullable().default(null),
});
export type RecommenderSettings = z.infer<typeof RecommenderSettingsSchema>;

/** One model to train on one split of a run. */
export const TrainingRequestSchema = z.object({
  ref: RunRefSchema,
  model: RecommenderNameSchema,
  scheme: SplitSchemeSchema,
  settings: RecommenderSettingsSchema,
  /** Whether the trained model is written as an ONNX file. */
  keepsModel: z.boolean(),
});
export type TrainingRequest = z.infer<typeof TrainingRequestSchema>;

/** How a training ended: what it needs no data to tell. */
export const TrainingReportSchema = z.object({
  /** Of all that decides the result; names its folder. */
  trainingId: z.string(),
  model: RecommenderNameSchema,
  scheme: SplitSchemeSchema,
  settings: RecommenderSettingsSchema,
  /** Trained numbers; 0 of a model of closed form. */
  parameters: z.number(),
  /** NDCG@10 of the best epoch on validation, full ranking. */
  validation: z.number(),
  /** 0 where none was trained, or none was better than the start. */
  bestEpoch: z.number(),
  epochs: z.number(),
  /** Of a model of closed form: its options that were best on validation. */
  chosen: z.string().default(''),
  trainingDialogs: z.number(),
  testDialogs: z.number(),
  /** On the test split, full ranking. */
  test: z.record(z.string(), z.number()),
  /** Below the run's folder; null where no model was asked for. */
  modelFile: z.string().nullable(),
});
export type TrainingReport = z.infer<typeof TrainingReportSchema>;

/** How far a training is; a file of the run's folder holds the last one of each training. */
export const TrainingProgressSchema = z.object({
  model: RecommenderNameSchema,
  scheme: SplitSchemeSchema,
  seed: z.number(),
  epoch: z.number(),
  /** At most. */
  epochs: z.number(),
  step: z.number(),
  steps: z.number(),
  loss: z.number(),
  /** Best NDCG@10 on validation so far; null before the first epoch's end. */
  best: z.number().nullable(),
  /** Until the last epoch, were there no early stop; null before there is anything to tell it by. */
  secondsLeft: z.number().nullable(),
  isDone: z.boolean(),
});
export type TrainingProgress = z.infer<typeof TrainingProgressSchema>;

export const BenchmarkRequestSchema = z.object({
  ref: RunRefSchema,
  models: z.array(RecommenderNameSchema).min(1),
  schemes: z.array(SplitSchemeSchema).min(1),
  settings: RecommenderSettingsSchema,
  /** Trainings a model with different seeds. */
  seeds: z.number().int().min(2).max(100),
  /** Settings tried a model on validation, the same for each; 1 takes the settings as they are. */
  trials: z.number().int().min(1).max(100),
});
export type BenchmarkRequest = z.infer<typeof BenchmarkRequestSchema>;
