import { Argument, Command, Option } from 'commander';
import { RecommenderNameSchema, SplitSchemeSchema } from '../schemas/recommender.ts';
import type { Context } from './context.ts';
import { describeExitCodes } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import type { AnnotateOptions } from './commands/annotate.ts';
import type { BenchmarkOptions } from './commands/benchmark.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import type { EvaluateOptions } from './commands/evaluate.ts';
import type { LaunchOptions } from './commands/launch.ts';
import type { ReplayOptions } from './commands/replay.ts';
import type { RunsOptions } from './commands/runs.ts';
import type { ServerAction, ServerOptions } from './commands/server.ts';
import type { AspectsOptions } from './commands/aspects.ts';
import type { ShowOptions } from './commands/show.ts';
import type { SqlOptions } from './commands/sql.ts';
import type { RateOptions, SteerOptions } from './commands/steer.ts';
import type { StatusOptions } from './commands/status.ts';
import type { TrainOptions } from './commands/train.ts';
import type { VerifyOptions } from './commands/verify.ts';
import type { WorkerOptions } from './commands/worker.ts';

type End = (exitCode: ExitCode) => void;

/** Every verb with its help. What a verb does is loaded when it is called, so that help comes at once. */
export function createProgram(context: Context, end: End): Command {
  const { terminal } = context;
  const program = new Command('convrec')
    .description('Turns timestamped reviews into conversational recommendation datasets, on durable workflows.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void terminal.write(text),
      writeErr: (text) => terminal.note(text.trimEnd()),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('See convrec --help, or convrec VERB --help.')
    .configureHelp({ showGlobalOptions: false })
    .addHelpText('after', `\n${examples(['convrec launch', 'convrec status', 'convrec sql --saved list'])}`)
    .addHelpText('after', `\n${describeExitCodes()}`);
  addLaunch(program, context, end);
  addLooks(program, context, end);
  addSteering(program, context, end);
  addRecommenders(program, context, end);
  addServices(program, context, end);
  return program;
}

function addLaunch(program: Command, context: Context, end: End): void {
  program
    .command('launch')
    .description('make a dataset: on the bundled sample, or on your own reviews with --source')
    .option('--config <FILE>', 'settings in YAML or JSON (default: convrec.yaml, .yml or .json here)')
    .option('--source <PATH>', 'folder of Yelp, Amazon Reviews or MobileRec files, or "sample"')
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
      const { launch } = await import('./commands/launch.ts');
      end(await launch(options, context));
    });
}

function addLooks(program: Command, context: Context, end: End): void {
  program
    .command('status')
    .description('how far a run is')
    .argument('[RUN]', 'id of a run or its beginning; default: the run that changed last')
    .addOption(runsOption())
    .option('--json', 'one JSON object')
    .addHelpText('after', `\n${examples(['convrec status', 'convrec status sample-yelp --json'])}`)
    .action(async (run: string | undefined, options: StatusOptions) => {
      const { status } = await import('./commands/status.ts');
      end(await status(run, options, context));
    });
  program
    .command('show')
    .description('a dialog with the super-node, act, attempts and evidence of each turn')
    .argument('<DIALOG>', 'id of a dialog or its beginning')
    .option('--run <RUN>', 'default: the run that changed last')
    .addOption(runsOption())
    .option('--json', 'one JSON object')
    .addHelpText('after', `\n${examples(['convrec show d41', 'convrec show d41 --run sample-yelp'])}`)
    .action(async (dialog: string, options: ShowOptions) => {
      const { show } = await import('./commands/show.ts');
      end(await show(dialog, options, context));
    });
  program
    .command('aspects')
    .description('write a page of a run’s aspects and some trajectories, with the clauses behind them, into the run')
    .argument('[RUN]', 'id of a run or its beginning; default: the run that changed last')
    .addOption(runsOption())
    .addHelpText('after', `\n${examples(['convrec aspects', 'convrec aspects sample-yelp'])}`)
    .action(async (run: string | undefined, options: AspectsOptions) => {
      const { aspects } = await import('./commands/aspects.ts');
      end(await aspects(run, options, context));
    });
  program
    .command('sql')
    .description('ask a run’s relations a question, while it is going on too; reads nothing else and writes nothing')
    .argument('[RUN-AND-QUERY...]', 'the query, or - for stdin; a run before it, default: the one that changed last')
    .addOption(
      new Option('--format <NAME>', 'table (200 rows at most), json or csv')
        .choices(['table', 'json', 'csv'])
        .default('table'),
    )
    .option('--saved <NAME>', 'a query that comes with the project; "list" lists them')
    .addOption(runsOption())
    .addHelpText(
      'after',
      `\n${examples([
        'convrec sql "select status, count(*) from dialogs group by all"',
        'convrec sql sample-yelp "show tables"',
        'convrec sql --saved falling-aspects --format csv',
        'convrec sql - < question.sql',
      ])}`,
    )
    .action(async (words: string[], options: SqlOptions) => {
      const { sql } = await import('./commands/sql.ts');
      end(await sql(words, options, context));
    });
  program
    .command('verify')
    .description('check a finished dataset against the reviews, by statements that share nothing with what made it')
    .argument('<FOLDER>', 'a dataset’s folder, or its run’s')
    .option('--reviews <FILE>', 'Parquet of the reviews (default: the run’s that the dataset stands in)')
    .option('--items <FILE>', 'Parquet of the items (default: the same)')
    .option('--json', 'one JSON object')
    .addHelpText('after', `\n${examples(['convrec verify runs/sample-yelp-1a2b3c4d5e/dataset'])}`)
    .action(async (folder: string, options: VerifyOptions) => {
      const { verify } = await import('./commands/verify.ts');
      end(await verify(folder, options, context));
    });
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
      const { annotate } = await import('./commands/annotate.ts');
      end(await annotate(run, options, context));
    });
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
      const { evaluate } = await import('./commands/evaluate.ts');
      end(await evaluate(run, options, context));
    });
  program
    .command('replay')
    .description(
      'make a dialog again from what the run keeps of it, by today’s code, and tell the first difference; offline',
    )
    .argument('[DIALOG-AND-RUN...]', 'id of a dialog or its beginning, and a run; with --failed or --all a run')
    .option('--failed', 'all failed dialogs of the run')
    .option('--all', 'all dialogs of the run that ended')
    .option('--from-turn <N>', 'make a new dialog: turns before N (0-based) as they were, the rest live')
    .option('--model <NAME>', 'who speaks from there: "offline" or "openai:NAME" (default: the run’s)')
    .option('--base-url <URL>', 'address of that endpoint')
    .option('--edit-plan <FILE>', 'go on by this plan: JSON, begun as that of `convrec show DIALOG --json`')
    .addOption(runsOption())
    .option('--json', 'one JSON object a dialog')
    .addHelpText(
      'after',
      `\n${examples([
        'convrec replay d41',
        'convrec replay d41 sample-yelp',
        'convrec replay sample-yelp --failed',
        'convrec replay d41 --from-turn 7 --model openai:gpt-4o-mini',
      ])}`,
    )
    .action(async (words: string[], options: ReplayOptions) => {
      const { replay } = await import('./commands/replay.ts');
      end(await replay(words, options, context));
    });
  program
    .command('plan-graph')
    .description('the graph of super-nodes that plans are drawn from, as a Mermaid flowchart; checks it too')
    .addHelpText('after', `\n${examples(['convrec plan-graph > plan-graph.mmd'])}`)
    .action(async () => {
      const { planGraph } = await import('./commands/plan-graph.ts');
      end(await planGraph(context));
    });
  program
    .command('runs')
    .description('list the runs, complete or not')
    .addOption(runsOption())
    .option('--json', 'one JSON list')
    .addHelpText('after', `\n${examples(['convrec runs', 'convrec runs --runs /data/runs --json'])}`)
    .action(async (options: RunsOptions) => {
      const { runs } = await import('./commands/runs.ts');
      end(await runs(options, context));
    });
}

function addSteering(program: Command, context: Context, end: End): void {
  program
    .command('gather')
    .description('make the dataset of the dialogs that a cancelled or resting run has; it can go on afterwards')
    .argument('<RUN>', 'id of a run or its beginning')
    .addOption(runsOption())
    .option('--no-worker', 'leave the work to `convrec worker` processes elsewhere')
    .option('--json', 'events as JSON lines on stdout')
    .addHelpText('after', `\n${examples(['convrec gather sample-yelp'])}`)
    .action(async (run: string, options: LaunchOptions) => {
      const { launch } = await import('./commands/launch.ts');
      end(await launch({ ...options, run, gatherOnly: true }, context));
    });
  program
    .command('retry')
    .description('make the failed dialogs of a run anew; the record of each stays until the new one succeeds')
    .argument('<RUN>', 'id of a run or its beginning')
    .requiredOption('--failed', 'the dialogs that failed')
    .addOption(runsOption())
    .option('--no-worker', 'leave the work to `convrec worker` processes elsewhere')
    .option('--budget-usd <N>', 'the most that all calls of the run may cost, those already made among them')
    .option('--budget-tokens <N>', 'the same in tokens')
    .option('--json', 'events as JSON lines on stdout')
    .addHelpText('after', `\n${examples(['convrec retry sample-yelp --failed'])}`)
    .action(async (run: string, options: LaunchOptions) => {
      const { launch } = await import('./commands/launch.ts');
      end(await launch({ ...options, run, retryFailed: true }, context));
    });
  const verbs = [
    ['pause', 'let the dialogs in work end and begin no other until `convrec resume`'],
    ['resume', 'go on with a paused run'],
    ['cancel', 'let the dialogs in work end, then end the run; launching it again goes on with it'],
  ] as const;
  for (const [verb, description] of verbs) {
    program
      .command(verb)
      .description(description)
      .argument('<RUN>', 'id of a run that is going on, or its beginning')
      .addOption(runsOption())
      .option('--json', 'the run’s progress as one JSON object')
      .addHelpText(
        'after',
        `\n${examples([`convrec ${verb} sample-yelp`, `TEMPORAL_ADDRESS=10.0.0.5:7233 convrec ${verb} yelp-1a2b`])}`,
      )
      .action(async (run: string, options: SteerOptions) => {
        const { steer } = await import('./commands/steer.ts');
        end(await steer(verb, run, options, context));
      });
  }
  program
    .command('set-rate')
    .description('change how much a run that is going on does at once')
    .argument('<RUN>', 'id of a run that is going on, or its beginning')
    .option('--dialogs <N>', 'dialogs simulated at once')
    .option('--requests-per-second <R>', 'model calls a second over all workers and runs, or "none"')
    .addOption(runsOption())
    .option('--json', 'the run’s progress as one JSON object')
    .addHelpText('after', `\n${examples(['convrec set-rate sample-yelp --dialogs 32'])}`)
    .action(async (run: string, options: RateOptions) => {
      const { setRate } = await import('./commands/steer.ts');
      end(await setRate(run, options, context));
    });
}

function addRecommenders(program: Command, context: Context, end: End): void {
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
      const { train } = await import('./commands/train.ts');
      end(await train(run, options, context));
    });
  addTrainingOptions(
    program
      .command('benchmark')
      .description('train all recommenders on the dialogs of a run, with equal means, and compare them')
      .argument('<RUN>', 'id of a run or its beginning')
      .option('--models <NAMES>', 'some of them, with commas between', 'all')
      .option('--splits <NAMES>', 'time, dialog, or both', 'all')
      .option('--seeds <N>', 'trainings a model, each with a seed of its own', '5')
      .option('--trials <N>', 'settings tried a model on validation; 1 takes them as given', '4'),
  )
    .addHelpText('after', `\n${examples(['convrec benchmark sample-yelp --seeds 5 --trials 4'])}`)
    .action(async (run: string, options: BenchmarkOptions) => {
      const { benchmark } = await import('./commands/benchmark.ts');
      end(await benchmark(run, options, context));
    });
}

const addTrainingOptions = (command: Command): Command =>
  command
    .option('--seed <N>', 'seed of everything random')
    .option('--epochs <N>', 'passes over the training dialogs, at most')
    .option('--set <KEY=VALUE>', 'any other setting, e.g. width=64 (repeatable; docs/recommender.md)', collect)
    .addOption(runsOption())
    .option('--no-worker', 'leave the work to `convrec worker` processes elsewhere')
    .option('--json', 'events as JSON lines on stdout');

function addServices(program: Command, context: Context, end: End): void {
  program
    .command('worker')
    .description(
      'work on the runs of a server until Ctrl+C; any number may run, on any machine that sees the runs folder',
    )
    .addOption(runsOption())
    .addHelpText(
      'after',
      `\n${examples(['convrec worker', 'TEMPORAL_ADDRESS=10.0.0.5:7233 convrec worker --runs /shared/runs'])}`,
    )
    .action(async (options: WorkerOptions) => {
      const { worker } = await import('./commands/worker.ts');
      end(await worker(options, context));
    });
  program
    .command('server')
    .description('the local Temporal server of a folder of runs, with its web UI')
    .addArgument(new Argument('[ACTION]', 'what to do').choices(['start', 'stop', 'status']).default('start'))
    .addOption(runsOption())
    .option('--force', 'stop it although runs use it; they go on when it is back')
    .addHelpText('after', `\n${examples(['convrec server', 'convrec server status', 'convrec server stop'])}`)
    .action(async (action: ServerAction, options: ServerOptions) => {
      const { server } = await import('./commands/server.ts');
      end(await server(action, options, context));
    });
  program
    .command('doctor')
    .description('check what a run needs: server, disk, memory, Node, model endpoint, data; says what to do about each')
    .option('--config <FILE>', 'settings in YAML or JSON (default: convrec.yaml, .yml or .json here)')
    .option('--source <PATH>', 'also check that these reviews can be read')
    .option('--model <NAME>', 'also check this endpoint: "openai:NAME"')
    .option('--base-url <URL>', 'address of that endpoint')
    .addOption(runsOption())
    .option('--json', 'one JSON list')
    .addHelpText('after', `\n${examples(['convrec doctor', 'convrec doctor --source ~/data/yelp --json'])}`)
    .action(async (options: DoctorOptions) => {
      const { doctor } = await import('./commands/doctor.ts');
      end(await doctor(options, context));
    });
  program
    .command('version')
    .description('versions of this project and of what results may depend on')
    .option('--json', 'one JSON object')
    .addHelpText('after', `\n${examples(['convrec version --json'])}`)
    .action(async (options: { json?: boolean }) => {
      const { version } = await import('./commands/version.ts');
      end(await version(options, context));
    });
}

const runsOption = (): Option => new Option('--runs <DIR>', 'folder of the runs (default: CONVREC_RUNS, else ./runs)');

const examples = (lines: readonly string[]): string => ['Examples:', ...lines.map((line) => `  ${line}`)].join('\n');

const collect = (value: string, before: string[] = []): string[] => [...before, value];
