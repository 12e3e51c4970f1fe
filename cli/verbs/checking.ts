import type { CheckOptions } from '../commands/check.ts';
import { collect, examples } from './verb.ts';
import type { AddVerb } from './verb.ts';

export const addCheck: AddVerb = (program, context, end) => {
  program
    .command('check')
    .description(
      'check turns given as data against their evidence; prints {"id", "problems"} a turn, in the file’s order',
    )
    .argument('<FILE>', 'turns, one JSON object a line: speaker, act, transcript, candidates with quotes, text')
    .option('--verifier <NAME>', 'ask a model too, "openai:NAME": one call a turn that the checks let pass')
    .option('--base-url <URL>', 'address of the verifier’s endpoint')
    .option('--set <KEY=VALUE>', 'a setting of the verifier, e.g. model.judge.temperature=0 (repeatable)', collect)
    .addHelpText(
      'after',
      `\nA turn with problems is a result, not an error: the exit code is 0. A line that is no turn ends the check with 3.\n\n${examples(
        ['convrec check turns.jsonl > problems.jsonl', 'convrec check turns.jsonl --verifier openai:gpt-4o-mini'],
      )}`,
    )
    .action(async (file: string, options: CheckOptions) => {
      const { check } = await import('../commands/check.ts');
      end(await check(file, options, context));
    });
};
