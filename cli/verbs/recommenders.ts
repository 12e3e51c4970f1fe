import { Option } from 'commander';
import type { Command } from 'commander';
import { RecommenderNameSchema, SplitSchemeSchema } from '../../packages/recommender/schema.ts';
import type { BenchmarkOptions } from '../commands/benchmark.ts';
import type { TrainOptions } from '../commands/train.ts';
import { collect, examples, runsOption } from './verb.ts';
import type { AddVerb } from './verb.ts';

export const addTrain: AddVerb = (program, context, end) => {
  addTrainingOptions(
    program
      .command('train')
      .description('train a recommender on the dialogs of a run; the model is an ONNX file in the run’s folder')
      .argument('<RUN>', 'id of a run or its beginning')
      .addOption(
        new Option('--model <NAME>', 'what to train').choices(RecommenderNameSchema.options).default('cross-attention'),
      )
      .addOption(
        new Option('--split <NAME>', 'the latest users are tested, or 15 % of the dialogs')
          .choices(SplitSchemeSchema.options)
          .default('time'),
      ),
  )
    .addHelpText('after', `\n${examples(['convrec train sample-yelp --model cross-attention --epochs 20'])}`)
    .action(async (run: string, options: TrainOptions) => {
      const { train } = await import('../commands/train.ts');
      end(await train(run, options, context));
    });
};

export const addBenchmark: AddVerb = (program, context, end) => {
  addTrainingOptions(
    program
      .command('benchmark')
      .description('train all recommenders on the dialogs of a run, with equal means, and compare them')
      .argument('<RUN>', 'id of a run or its beginning')
      .option('--models <NAMES>', 'some of them, with commas between', 'all')
      .option('--splits <NAMES>', 'time, dialog, or both', 'all')
      .option('--seeds <N>', 'trainings a model, each with a seed of its own', '5')
      .option('--trials <N>', 'settings tried a model on validation; 1 takes them as given', '10'),
  )
    .addHelpText('after', `\n${examples(['convrec benchmark sample-yelp --seeds 5 --trials 10'])}`)
    .action(async (run: string, options: BenchmarkOptions) => {
      const { benchmark } = await import('../commands/benchmark.ts');
      end(await benchmark(run, options, context));
    });
};

const addTrainingOptions = (command: Command): Command =>
  command
    .option('--seed <N>', 'seed of everything random')
    .option('--epochs <N>', 'passes over the training dialogs, at most')
    .option(
      '--set <KEY=VALUE>',
      'any other setting, e.g. width=64 (repeatable; packages/recommender/README.md)',
      collect,
    )
    .addOption(runsOption())
    .option('--no-worker', 'leave the work to `convrec worker` processes elsewhere')
    .option('--json', 'events as JSON lines on stdout');
