import type { LaunchOptions } from '../commands/launch-options.ts';
import { collect, examples, runsOption } from './verb.ts';
import type { AddVerb } from './verb.ts';

export const addLaunch: AddVerb = (program, context, end) => {
  program
    .command('launch')
    .description('make a dataset: on the bundled sample, or on your own reviews with --source')
    .option('--config <FILE>', 'settings in YAML or JSON (default: convrec.yaml, .yml or .json here)')
    .option('--source <PATH>', 'folder of Yelp, Amazon Reviews or MobileRec files, or "sample"')
    .option('--language <NAME>', '"en" refuses reviews that are not English, "any" goes on with them')
    .option('--sample-domain <NAME>', 'what the sample simulates: yelp, amazon or mobilerec')
    .option('--sample-users <N>', 'users of the sample')
    .option('--seed <N>', 'seed of everything random')
    .option('--model <NAME>', '"offline" or "openai:NAME" for any OpenAI-compatible endpoint (key: OPENAI_API_KEY)')
    .option('--base-url <URL>', 'address of that endpoint')
    .option('--limit <N>', 'at most so many dialogs')
    .option('--concurrency <N>', 'dialogs simulated at once; no result depends on it')
    .option('--budget-usd <N>', 'the most that all calls of the run may cost; a larger one goes on with it')
    .option('--budget-tokens <N>', 'the same in tokens, prompts and answers together')
    .option('--set <KEY=VALUE>', 'any other setting, e.g. profile.halfLifeDays=180 (repeatable)', collect)
    .addOption(runsOption())
    .option('--print-config', 'print the effective config, and who decided each setting, and end')
    .option('--run <RUN>', 'go on with this run; settings that are not given are its own, and --limit may grow')
    .option('--fresh', 'set an earlier run of the same input and config aside and make it again')
    .option('--preview <N>', 'make the first N dialogs, show prompts, and say what the whole run would take')
    .option('--no-worker', 'leave the work to `convrec worker` processes elsewhere')
    .option('--no-check', 'begin without asking each model for a line of a few tokens first')
    .option('--detach', 'start the run and end; a `convrec worker` does the work')
    .option('--json', 'events as JSON lines on stdout')
    .addHelpText(
      'after',
      `\n${examples([
        'convrec launch',
        'convrec launch --source ~/data/yelp --limit 200',
        'convrec launch --model openai:gpt-4o-mini --set fidelity.maximumAttempts=3',
        'CONVREC_SEED=7 convrec launch --config convrec.yaml --print-config',
      ])}\n\nSettings: default < config file < CONVREC_<SECTION>__<SETTING> in the environment < flag.`,
    )
    .action(async (options: LaunchOptions) => {
      const { launch } = await import('../commands/launch.ts');
      end(await launch(options, context));
    });
};

export const addGather: AddVerb = (program, context, end) => {
  program
    .command('gather')
    .description('make the dataset of the dialogs that a cancelled or resting run has; it can go on afterwards')
    .argument('<RUN>', 'id of a run or its beginning')
    .addOption(runsOption())
    .option('--no-worker', 'leave the work to `convrec worker` processes elsewhere')
    .option('--json', 'events as JSON lines on stdout')
    .addHelpText('after', `\n${examples(['convrec gather sample-yelp'])}`)
    .action(async (run: string, options: LaunchOptions) => {
      const { launch } = await import('../commands/launch.ts');
      end(await launch({ ...options, run, gatherOnly: true }, context));
    });
};

export const addRetry: AddVerb = (program, context, end) => {
  program
    .command('retry')
    .description('retry the failed dialogs of a run; the record of each stays until the new one succeeds')
    .argument('<RUN>', 'id of a run or its beginning')
    .requiredOption('--failed', 'the dialogs that failed')
    .addOption(runsOption())
    .option('--no-worker', 'leave the work to `convrec worker` processes elsewhere')
    .option('--no-check', 'begin without asking each model for a line of a few tokens first')
    .option('--budget-usd <N>', 'the most that all calls of the run may cost, those already made among them')
    .option('--budget-tokens <N>', 'the same in tokens')
    .option('--json', 'events as JSON lines on stdout')
    .addHelpText('after', `\n${examples(['convrec retry sample-yelp --failed'])}`)
    .action(async (run: string, options: LaunchOptions) => {
      const { launch } = await import('../commands/launch.ts');
      end(await launch({ ...options, run, retryFailed: true }, context));
    });
};
