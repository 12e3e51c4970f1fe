import type { RunConfig } from '../../schemas/run-config.ts';

/** What wrote the utterances and what the reviews are, in a few sentences. */
export function describeOrigin({ model, source, seed }: RunConfig): string {
  const realizer =
    model.kind === 'offline'
      ? 'The utterances were written by the **offline realizer**, a seeded grammar over the plan. No language model took part.'
      : `The utterances were written by ${describeModels(model)} behind an OpenAI-compatible endpoint, held to fidelity checks.`;
  const reviews =
    source.kind === 'sample'
      ? `The reviews behind them are **simulated** as well (the bundled sample, seed ${source.sample.seed}).`
      : 'The reviews behind them are those of the source.';
  return `Simulated dialogs between a user agent and a system agent. ${realizer} ${reviews} Run seed ${seed}.`;
}

/** The models that wrote the utterances. */
export function describeModels({ name, user, system }: RunConfig['model']): string {
  const [ofUser, ofSystem] = [user.name ?? name, system.name ?? name];
  if (ofUser === ofSystem) return `the language model \`${ofUser}\``;
  return `two language models (\`${ofUser}\` as the user, \`${ofSystem}\` as the system)`;
}
