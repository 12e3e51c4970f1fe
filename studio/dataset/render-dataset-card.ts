import type { RunConfig } from '../../schemas/run-config.ts';

export interface DatasetCardInput {
  runId: string;
  config: RunConfig;
  /** Dialogs a split. */
  splits: Readonly<Record<string, number>>;
  counts: Readonly<Record<string, number>>;
  /** Dialogs an outcome, and those of them whose target the user rated 1 or 2 afterwards. */
  outcomes: readonly { outcome: string; dialogs: number; ratedLow: number }[];
  topReasons: readonly { what: string; reason: string; rows: number }[];
  example: readonly { role: string; content: string }[];
  /** Calls, tokens and cost; undefined for the offline realizer. */
  modelUse: Readonly<Record<string, number | string>> | undefined;
}

/** The dataset's README: what it is, how it was made, what was left out and why. Holds no time and no path, so equal runs give equal cards. */
export function renderDatasetCard(input: DatasetCardInput): string {
  const { runId, config, splits, counts } = input;
  const count = (name: string): string => (counts[name] ?? 0).toLocaleString('en-US');
  return `${renderFrontMatter(splits)}# Conversational recommendation dialogs: ${runId}

${describeOrigin(config)}

| split | dialogs |
|---|---|
${Object.entries(splits)
  .map(([split, dialogs]) => `| ${split} | ${dialogs.toLocaleString('en-US')} |`)
  .join('\n')}

${count('accepted')} dialogs with ${count('turns')} turns, from ${count('reviews')} reviews by ${count('users')} users of ${count('items')} items;
${count('aspects')} induced aspects. Every dialog stands at one review (the target interaction); all that is said in it rests on reviews
written strictly before that one. A dialog in which the user takes the target re-enacts what happened, whatever the user thought of it
afterwards; any other ending is a decision that the evidence of the time makes likely, drawn by the shares of the setting \`outcomes\`.

| outcome | dialogs | target rated 1 or 2 afterwards |
|---|---|---|
${input.outcomes.map(({ outcome, dialogs, ratedLow }) => `| ${outcome} | ${dialogs.toLocaleString('en-US')} | ${ratedLow.toLocaleString('en-US')} |`).join('\n')}

## Files
- \`train.jsonl\`, \`valid.jsonl\`, \`test.jsonl\`: one dialog a line, \`dialogs.parquet\`: the same rows.
- \`predecessor/train.jsonl\`, \`val.jsonl\`, \`test.jsonl\`: the shape of MobileConvRec (\`user_id\`, \`user_previous_interactions\`, \`recommended_*\`, \`turns\`).
- \`SHA256SUMS\`: checksums of these files, for \`sha256sum --check SHA256SUMS\`.

| field | meaning |
|---|---|
| dialog_id, user_id, split | a hash of user and target review; the source's user; train, valid or test (by time, no user in two splits) |
| as_of | time of the target interaction: the dialog's now |
| outcome, outcome_reason | accepted, accepted_with_doubt, postponed, left (without any item) or already_known (an item that the user reviewed before), and why |
| realizer | what wrote the utterances |
| target | item_id, title, category, price, review_id, rating (given after the dialog: no agent knows it) |
| messages | role (\`user\`, \`assistant\`) and content |
| turns | turn, speaker, super_node, act, text, attempts, named_item_ids, evidence (review_id, character span in code points, aspect, month, sentiment) |
| profile | the user's decayed aspect preferences as of now, with the review ids behind them |
| history | the user's earlier reviews |
| plan | the whole dialog plan: path, wishes, candidates with their claims, style |

## What was left out
${count('rejected_rows')} input rows rejected, ${count('ineligible_users')} core users without a target, ${count('unplanned_targets')} targets without a plan,
${count('failed')} dialogs that failed a fidelity check for good. The relations of the run hold each of them with its reason.

| what | reason | rows |
|---|---|---|
${input.topReasons.map(({ what, reason, rows }) => `| ${what} | ${cell(reason)} | ${rows.toLocaleString('en-US')} |`).join('\n') || '| nothing | | 0 |'}

${describeModelUse(input)}## One dialog
${input.example.map(({ role, content }) => `> **${role}**: ${cell(content)}`).join('\n>\n') || 'No dialog was accepted.'}

## Terms
Utterances are simulated; users and items are those of the source, whose licence governs what may be passed on. The method follows
ConvRecStudio (arXiv 2506.17285); formulas, plan graph and checks are convrec-studio's own.
`;
}

/** What Hugging Face's `datasets` reads of a card: which files are which splits. Without it all files of the folder would be one table. */
function renderFrontMatter(splits: Readonly<Record<string, number>>): string {
  const filled = splitNames.filter(({ name }) => (splits[name] ?? 0) > 0);
  if (filled.length === 0) return '';
  const listFiles = (pathOf: (split: (typeof splitNames)[number]) => string): string =>
    filled.map((split) => `      - split: ${split.published}\n        path: ${pathOf(split)}`).join('\n');
  return `---
language:
  - en
configs:
  - config_name: default
    default: true
    data_files:
${listFiles(({ name }) => `${name}.jsonl`)}
  - config_name: predecessor
    data_files:
${listFiles(({ predecessor }) => `predecessor/${predecessor}.jsonl`)}
---

`;
}

/** A split by the names of its files and by that which `datasets` knows. */
const splitNames = [
  { name: 'train', predecessor: 'train', published: 'train' },
  { name: 'valid', predecessor: 'val', published: 'validation' },
  { name: 'test', predecessor: 'test', published: 'test' },
] as const;

function describeOrigin({ model, source, seed }: RunConfig): string {
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

function describeModels({ name, user, system }: RunConfig['model']): string {
  const [ofUser, ofSystem] = [user.name ?? name, system.name ?? name];
  if (ofUser === ofSystem) return `the language model \`${ofUser}\``;
  return `two language models (\`${ofUser}\` as the user, \`${ofSystem}\` as the system)`;
}

function describeModelUse({ modelUse }: DatasetCardInput): string {
  if (modelUse === undefined) return '';
  const count = (name: string): string => Number(modelUse[name]).toLocaleString('en-US');
  const { costUsd } = modelUse;
  const cost = typeof costUsd === 'number' ? `${costUsd} USD` : 'unknown, since no price is known for each of them';
  return `## What the language model did
${count('calls')} calls, ${count('answers')} of them answered, ${count('repairs')} to repair a turn; ${count('promptTokens')} tokens in, ${count('completionTokens')} out; cost: ${cost}.

`;
}

/** Keeps untrusted text inside its table cell or quote. */
function cell(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
