import type { RateOptions, SteerOptions } from '../commands/steer.ts';
import { examples, runsOption } from './verb.ts';
import type { AddVerb } from './verb.ts';

export const addSteering: AddVerb = (program, context, end) => {
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
        const { steer } = await import('../commands/steer.ts');
        end(await steer(verb, run, options, context));
      });
  }
};

export const addSetRate: AddVerb = (program, context, end) => {
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
      const { setRate } = await import('../commands/steer.ts');
      end(await setRate(run, options, context));
    });
};
