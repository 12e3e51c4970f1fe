export { evaluateRun } from './evaluate-run.ts';
export { generateDataset } from './generate-dataset.ts';
export { synthesizeDialog } from './synthesize-dialog.ts';
export { synthesizeShard } from './synthesize-shard.ts';
export { benchmarkRecommenders, trainRecommender } from './train-recommender.ts';
