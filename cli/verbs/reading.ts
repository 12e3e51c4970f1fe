import { Option } from 'commander';
import type { AspectsOptions } from '../commands/aspects.ts';
import type { CompareOptions } from '../commands/compare.ts';
import type { ReplayOptions } from '../commands/replay.ts';
import type { ReportOptions } from '../commands/report.ts';
import type { RunsOptions } from '../commands/runs.ts';
import type { ShowOptions } from '../commands/show.ts';
import type { SqlOptions } from '../commands/sql.ts';
import type { StatusOptions } from '../commands/status.ts';
import type { ViewOptions } from '../commands/view.ts';
import { examples, runsOption } from './verb.ts';
import type { AddVerb } from './verb.ts';

export const addStatus: AddVerb = (program, context, end) => {
  program
    .command('status')
    .description('how far a run is')
    .argument('[RUN]', 'id of a run or its beginning; default: the run that changed last')
    .addOption(runsOption())
    .addOption(new Option('--json', 'one JSON object').conflicts('watch'))
    .option('--watch [SECONDS]', 'look again every so many seconds (5) until it has ended: pace, cost, time left')
    .addHelpText(
      'after',
      `\n${examples(['convrec status', 'convrec status sample-yelp --json', 'convrec status --watch'])}`,
    )
    .action(async (run: string | undefined, options: StatusOptions) => {
      const { status } = await import('../commands/status.ts');
      end(await status(run, options, context));
    });
};

export const addShow: AddVerb = (program, context, end) => {
  program
    .command('show')
    .description('a dialog with the super-node, act, attempts and evidence of each turn')
    .argument('<DIALOG>', 'id of a dialog or its beginning')
    .option('--run <RUN>', 'default: the run that changed last')
    .addOption(runsOption())
    .option('--json', 'one JSON object')
    .addHelpText('after', `\n${examples(['convrec show d41', 'convrec show d41 --run sample-yelp'])}`)
    .action(async (dialog: string, options: ShowOptions) => {
      const { show } = await import('../commands/show.ts');
      end(await show(dialog, options, context));
    });
};

export const addView: AddVerb = (program, context, end) => {
  program
    .command('view')
    .description('serve a page on this machine to look through a run’s dialogs and what is behind them, until Ctrl+C')
    .argument('[RUN]', 'id of a run or its beginning; default: the run that changed last')
    .option('--beside <RUN>', 'another run, whose dialogs of the same ids can be shown side by side')
    .option('--port <N>', 'default: a free one')
    .addOption(runsOption())
    .addHelpText('after', `\n${examples(['convrec view', 'convrec view yelp-gpt --beside yelp-offline'])}`)
    .action(async (run: string | undefined, options: ViewOptions) => {
      const { view } = await import('../commands/view.ts');
      end(await view(run, options, context));
    });
};

export const addReport: AddVerb = (program, context, end) => {
  program
    .command('report')
    .description(
      'write one page of a run into the run: what is thin, the funnel, trajectories, plans, dialogs, repairs, cost',
    )
    .argument('[RUN]', 'id of a run or its beginning; default: the run that changed last')
    .option('--figures <DIR>', 'write each figure there too: SVG, Vega-Lite, its rows as CSV, its query')
    .addOption(runsOption())
    .addHelpText('after', `\n${examples(['convrec report', 'convrec report sample-yelp --figures paper/figures'])}`)
    .action(async (run: string | undefined, options: ReportOptions) => {
      const { report } = await import('../commands/report.ts');
      end(await report(run, options, context));
    });
};

export const addCompare: AddVerb = (program, context, end) => {
  program
    .command('compare')
    .description(
      'two runs beside each other: figures with intervals, settings and dialogs that differ; a page in the second',
    )
    .argument('<A>', 'id of a run or its beginning')
    .argument('<B>', 'id of another run or its beginning')
    .option('--json', 'nested numbers, as dvc metrics reads them, and no page')
    .addOption(runsOption())
    .addHelpText(
      'after',
      `\n${examples(['convrec compare sample-yelp-1 sample-yelp-2', 'convrec compare a b --json > metrics.json'])}`,
    )
    .action(async (a: string, b: string, options: CompareOptions) => {
      const { compare } = await import('../commands/compare.ts');
      end(await compare(a, b, options, context));
    });
};

export const addAspects: AddVerb = (program, context, end) => {
  program
    .command('aspects')
    .description('write a page of a run’s aspects and some trajectories, with the clauses behind them, into the run')
    .argument('[RUN]', 'id of a run or its beginning; default: the run that changed last')
    .addOption(runsOption())
    .addHelpText('after', `\n${examples(['convrec aspects', 'convrec aspects sample-yelp'])}`)
    .action(async (run: string | undefined, options: AspectsOptions) => {
      const { aspects } = await import('../commands/aspects.ts');
      end(await aspects(run, options, context));
    });
};

export const addSql: AddVerb = (program, context, end) => {
  program
    .command('sql')
    .description('ask a run’s relations a question, while it is going on too; reads nothing else and writes nothing')
    .argument('[RUN-AND-QUERY...]', 'the query, or - for stdin; a run before it, default: the one that changed last')
    .addOption(
      new Option('--format <NAME>', 'table (200 rows at most), json, csv, markdown, or parquet with --out')
        .choices(['table', 'json', 'csv', 'markdown', 'parquet'])
        .default('table'),
    )
    .option('--out <FILE>', 'where --format parquet writes its file')
    .option('--safe', 'with --format csv: no cell that a spreadsheet would take for a formula')
    .option('--assert-empty', 'end with 10 where the query gives a row, as a check in a script')
    .option('--saved <NAME>', 'a query that comes with the project; "list" lists them')
    .addOption(runsOption())
    .addHelpText(
      'after',
      `\n${examples([
        'convrec sql "select status, count(*) from dialogs group by all"',
        'convrec sql sample-yelp "show tables"',
        'convrec sql --saved falling-aspects --format csv',
        'convrec sql --saved look-ahead --assert-empty',
        'convrec sql "select * from attempts where not accepted" --format parquet --out refused.parquet',
        'convrec sql - < question.sql',
      ])}`,
    )
    .action(async (words: string[], options: SqlOptions) => {
      const { sql } = await import('../commands/sql.ts');
      end(await sql(words, options, context));
    });
};

export const addReplay: AddVerb = (program, context, end) => {
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
      const { replay } = await import('../commands/replay.ts');
      end(await replay(words, options, context));
    });
};

export const addPlanGraph: AddVerb = (program, context, end) => {
  program
    .command('plan-graph')
    .description('the graph of super-nodes that plans are drawn from, as a Mermaid flowchart; checks it too')
    .addHelpText('after', `\n${examples(['convrec plan-graph > plan-graph.mmd'])}`)
    .action(async () => {
      const { planGraph } = await import('../commands/plan-graph.ts');
      end(await planGraph(context));
    });
};

export const addRuns: AddVerb = (program, context, end) => {
  program
    .command('runs')
    .description('list the runs, complete or not')
    .addOption(runsOption())
    .option('--json', 'one JSON list')
    .addHelpText('after', `\n${examples(['convrec runs', 'convrec runs --runs /data/runs --json'])}`)
    .action(async (options: RunsOptions) => {
      const { runs } = await import('../commands/runs.ts');
      end(await runs(options, context));
    });
};
