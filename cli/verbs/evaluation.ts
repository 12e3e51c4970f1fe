import type { AnnotateOptions } from '../commands/annotate.ts';
import type { EvaluateOptions } from '../commands/evaluate.ts';
import type { VerifyOptions } from '../commands/verify.ts';
import { collect, examples, runsOption } from './verb.ts';
import type { AddVerb } from './verb.ts';

export const addVerify: AddVerb = (program, context, end) => {
  program
    .command('verify')
    .description('check a finished dataset against the reviews, by statements that share nothing with what made it')
    .argument('<FOLDER>', 'a dataset’s folder, or its run’s')
    .option('--reviews <FILE>', 'Parquet of the reviews (default: the run’s that the dataset stands in)')
    .option('--items <FILE>', 'Parquet of the items (default: the same)')
    .option('--json', 'one JSON object')
    .addHelpText('after', `\n${examples(['convrec verify runs/sample-yelp-1a2b3c4d5e/dataset'])}`)
    .action(async (folder: string, options: VerifyOptions) => {
      const { verify } = await import('../commands/verify.ts');
      end(await verify(folder, options, context));
    });
};

export const addAnnotate: AddVerb = (program, context, end) => {
  program
    .command('annotate')
    .description('serve a page on this machine where people rate a run’s dialogs, until Ctrl+C')
    .argument('[RUN]', 'id of a run or its beginning; default: the run that changed last')
    .option('--dialogs <N>', 'dialogs each rater is given (default: 20)')
    .option('--shared <SHARE>', 'share of them that all raters are given, for their agreement (default: 0.5)')
    .option('--checks <N>', 'attention checks besides: dialogs with a planted defect (default: one in ten)')
    .option('--seed <N>', 'seed of who is given what in which order (default: the run’s)')
    .option('--port <N>', 'default: a free one')
    .addOption(runsOption())
    .addHelpText(
      'after',
      `\n${examples(['convrec annotate', 'convrec annotate sample-yelp --dialogs 40 --shared 0.25'])}`,
    )
    .action(async (run: string | undefined, options: AnnotateOptions) => {
      const { annotate } = await import('../commands/annotate.ts');
      end(await annotate(run, options, context));
    });
};

export const addEvaluate: AddVerb = (program, context, end) => {
  program
    .command('evaluate')
    .description(
      'measure a run’s dialogs, ask a model to judge some, sum up what people said; writes relations and a page',
    )
    .argument('[RUN]', 'id of a run or its beginning; default: the run that changed last')
    .option('--judge <NAME>', '"openai:NAME", or "none" (default: the run’s own, none where it was made offline)')
    .option('--base-url <URL>', 'address of the judge’s endpoint')
    .option('--dialogs <N>', 'dialogs to judge, the first by their ids', '50')
    .option('--repetitions <N>', 'times that each of them is judged', '3')
    .option('--against <RUN>', 'let the judge compare them with another run’s dialogs of the same ids, in both orders')
    .option('--beside <FILE>', 'JSON lines of other dialogs, measured beside these at the same number of words')
    .option('--budget-usd <N>', 'the most that all calls of the run may cost, those of its dialogs among them')
    .option('--budget-tokens <N>', 'the same in tokens')
    .option('--set <KEY=VALUE>', 'a setting of the judge, e.g. model.judge.temperature=0.5 (repeatable)', collect)
    .addOption(runsOption())
    .option('--no-worker', 'leave the work to `convrec worker` processes elsewhere')
    .option('--no-check', 'begin without asking the judge for a line of a few tokens first')
    .option('--json', 'one JSON object')
    .addHelpText(
      'after',
      `\n${examples([
        'convrec evaluate',
        'convrec evaluate sample-yelp --judge openai:gpt-4o-mini --dialogs 20',
        'convrec evaluate yelp-gpt --against yelp-offline',
      ])}`,
    )
    .action(async (run: string | undefined, options: EvaluateOptions) => {
      const { evaluate } = await import('../commands/evaluate.ts');
      end(await evaluate(run, options, context));
    });
};
