import { Option } from 'commander';
import type { ExportOptions } from '../commands/export.ts';
import type { ForgetOptions } from '../commands/forget.ts';
import type { HydrateOptions } from '../commands/hydrate.ts';
import { examples, runsOption } from './verb.ts';
import type { AddVerb } from './verb.ts';

export const addExport: AddVerb = (program, context, end) => {
  program
    .command('export')
    .description(
      'write a run’s dialogs in the form that other programs read, a copy of its dataset to pass on, or a DuckDB file of all its relations',
    )
    .argument('[RUN]', 'id of a run or its beginning; default: the run that changed last')
    .addOption(
      new Option(
        '--to <FORM>',
        'chat: messages for fine-tuning; preference: accepted and refused answers to one prompt; dialoguekit, argilla, crslab: dialogs as those programs read them; recbole: the reviews as interactions; dataset: a copy to pass on; duckdb: views over the run’s Parquet files',
      )
        .choices(['chat', 'preference', 'dialoguekit', 'argilla', 'crslab', 'recbole', 'dataset', 'duckdb'])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option(
        '--text <WHICH>',
        'for dataset, dialoguekit, argilla, crslab: none, references instead of reviews’ words; quotes, as it is; default: what the source’s licence allows',
      ).choices(['none', 'quotes']),
    )
    .option(
      '--pseudonymise',
      'for dataset: salted hashes instead of the ids of users and dialogs; the salt is CONVREC_PSEUDONYM_SALT, else a file left in the run',
    )
    .option('--out <DIR>', 'folder of the files; default: export/FORM in the run, for duckdb the run’s own')
    .addOption(runsOption())
    .addHelpText(
      'after',
      `\n${examples([
        'convrec export --to chat',
        'convrec export sample-yelp --to preference --out pairs',
        'convrec export --to duckdb',
        'convrec export --to dialoguekit --text none',
        'convrec export --to dataset --text none --out to-pass-on',
        'convrec export --to dataset --pseudonymise --out to-pass-on',
      ])}`,
    )
    .action(async (run: string | undefined, options: ExportOptions) => {
      const { exportTo } = await import('../commands/export.ts');
      end(await exportTo(run, options, context));
    });
};

export const addHydrate: AddVerb = (program, context, end) => {
  program
    .command('hydrate')
    .description('put the words of reviews back into a copy of a dataset that has references in their place')
    .argument('<FOLDER>', 'what convrec export --to dataset --text none wrote')
    .option('--run <RUN>', 'id of a run over the same reviews, or its beginning')
    .option('--reviews <FILE>', 'Parquet with the columns review_id and text')
    .option('--out <DIR>', 'a new folder; default: FOLDER-hydrated')
    .addOption(runsOption())
    .addHelpText(
      'after',
      `\n${examples(['convrec hydrate to-pass-on --run yelp-1', 'convrec hydrate to-pass-on --reviews reviews.parquet'])}`,
    )
    .action(async (folder: string, options: HydrateOptions) => {
      const { hydrate } = await import('../commands/hydrate.ts');
      end(await hydrate(folder, options, context));
    });
};

export const addForget: AddVerb = (program, context, end) => {
  program
    .command('forget')
    .description('make a run again as if users or reviews had never been in it, and search it for what they wrote')
    .argument('<RUN>', 'id of a run or its beginning')
    .option('--user <ID...>', 'users whose reviews go; an id that begins with - as --user=ID')
    .option('--review <ID...>', 'reviews that go, with their copies')
    .option('--source <PATH>', 'where the run’s reviews lie now, if they were moved')
    .option('--delete-old', 'delete the run afterwards, where the search finds nothing')
    .option('--budget-usd <N>', 'the most that new calls may cost; default: the run’s own budget')
    .option('--budget-tokens <N>', 'the same in tokens')
    .option('--no-worker', 'leave the work to `convrec worker` processes elsewhere')
    .option('--no-check', 'begin without asking each model for a line of a few tokens first')
    .addOption(runsOption())
    .addHelpText(
      'after',
      `\nIds: convrec sql RUN "select user_id, review_id, text from reviews". Answers of models to requests that stay the same are taken over, not paid again.\nIt ends with 10 where the search finds anything.\n\n${examples(
        [
          'convrec forget yelp-3f9c --user qVc8ODYU5SZjKXVBgXdI7w',
          'convrec forget yelp-3f9c --review KU_O5udG6zpxOg-VcAEodg --delete-old',
        ],
      )}`,
    )
    .action(async (run: string, options: ForgetOptions) => {
      const { forget } = await import('../commands/forget.ts');
      end(await forget(run, options, context));
    });
};
