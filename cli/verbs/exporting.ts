import { Option } from 'commander';
import type { ExportOptions } from '../commands/export.ts';
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
