import type { RunConfig } from '../../schemas/run-config.ts';
import { citation } from './citation.ts';
import { datasetSplits } from './dataset-tables.ts';
import { describeModels, describeOrigin } from './describe-origin.ts';
import { renderFrontMatter } from './render-front-matter.ts';
import type { CardTable } from './render-front-matter.ts';

export interface DatasetCardInput {
  runId: string;
  config: RunConfig;
  /** Licence of the reviews: an id of Hugging Face's cards, and what it means for these dialogs. */
  licence: { id: string; name?: string; link?: string; note: string };
  /** The first one is the default. */
  tables: readonly CardTable[];
  /** Dialogs a split, by the run's names of splits. */
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
  return `${renderFrontMatter(input)}# Conversational recommendation dialogs: ${runId}

${describeOrigin(config)}

| split | dialogs |
|---|---|
${datasetSplits
  .map(({ split, published }) => `| ${published} | ${(splits[split] ?? 0).toLocaleString('en-US')} |`)
  .join('\n')}

${count('accepted')} dialogs with ${count('turns')} turns, from ${count('reviews')} reviews by ${count('users')} users of ${count('items')} items;
${count('aspects')} induced aspects. Every dialog stands at one review (the target interaction); all that is said in it rests on reviews
written strictly before that one. A dialog in which the user takes the target re-enacts what happened, whatever the user thought of it
afterwards; any other ending is a decision that the evidence of the time makes likely, drawn by the shares of the setting \`outcomes\`.

| outcome | dialogs | target rated 1 or 2 afterwards |
|---|---|---|
${input.outcomes.map(({ outcome, dialogs, ratedLow }) => `| ${outcome} | ${dialogs.toLocaleString('en-US')} | ${ratedLow.toLocaleString('en-US')} |`).join('\n')}

## Load it
\`\`\`python
from datasets import load_dataset

folder = "."  # this folder, or its name on a hub
dialogs = load_dataset(folder, split="train")  # the default config
plans = load_dataset(folder, "plan", split="train")

import polars as pl

said = pl.read_parquet(f"{folder}/data/*.parquet").join(pl.read_parquet(f"{folder}/evidence/*.parquet"), on="dialog_id")
\`\`\`

## Files
Configs are tables of Parquet files, one a split that has dialogs; their rows are joined by \`dialog_id\`. Times are UTC. The run calls the split validation \`valid\`.

| config | files | one row | columns |
|---|---|---|---|
| default | \`data/*.parquet\` | a dialog | dialog_id, user_id, split, as_of, outcome, outcome_reason, realizer, target, messages |
| plan | \`plan/*.parquet\` | a dialog | the whole plan: path, wishes, candidates with their claims, quotes and remarks, turns with their slots, style, persona, memories |
| evidence | \`evidence/*.parquet\` | a turn | dialog_id, turn, speaker, super_node, act, text, attempts, named_item_ids, cites, evidence |
| profile | \`profile/*.parquet\` | a dialog | dialog_id, user_id, as_of, aspects (the user's decayed preferences as of then), history (the user's earlier reviews) |
| predecessor | \`predecessor/*.parquet\` | a dialog | the shape of MobileConvRec: user_id, user_previous_interactions, recommended_*, turns; \`predecessor/*.jsonl\` for its own readers |

| column | meaning |
|---|---|
| dialog_id, user_id, split | a hash of user and target review; the source's user; train, validation or test (by time, no user in two splits) |
| as_of | time of the target interaction: the dialog's now |
| outcome, outcome_reason | accepted, accepted_with_doubt, postponed, left (without any item) or already_known (an item that the user reviewed before), and why |
| realizer | what wrote the utterances |
| target | item_id, title, category, price, review_id, rating (given after the dialog: no agent knows it) |
| messages | role (\`user\`, \`assistant\`) and content; the assistant begins where the plan lets it greet |
| evidence | of a turn: review_id, character span in code points, aspect, month, sentiment |

\`SHA256SUMS\` holds checksums of all data files, for \`sha256sum --check SHA256SUMS\`; \`croissant.json\` describes them to programs (Croissant 1.1).

## What was left out
${count('rejected_rows')} input rows rejected, ${count('ineligible_users')} core users without a target, ${count('unplanned_targets')} targets without a plan,
${count('failed')} dialogs that failed a fidelity check for good. The relations of the run hold each of them with its reason.

| what | reason | rows |
|---|---|---|
${input.topReasons.map(({ what, reason, rows }) => `| ${what} | ${cell(reason)} | ${rows.toLocaleString('en-US')} |`).join('\n') || '| nothing | | 0 |'}

${describeModelUse(input)}${describeSynthetic(input, count)}## One dialog
${input.example.map(({ role, content }) => `> **${role}**: ${cell(content)}`).join('\n>\n') || 'No dialog was accepted.'}

## Licence
Utterances are simulated; users and items are those of the source, whose licence governs what may be passed on. ${input.licence.note}

## Cite
The method follows ConvRecStudio; formulas, plan graph and checks are convrec-studio's own.

\`\`\`bibtex
${citation}
@misc{convrecstudio-dialogs,
  title = {Conversational recommendation dialogs: ${bibtex(runId)}},
  note = {Simulated by convrec-studio, run ${bibtex(runId)}, seed ${config.seed}}
}
\`\`\`
`;
}

/** Letters that mean something to BibTeX. */
const bibtex = (text: string): string => text.replaceAll(/[{}\\%#&_$]/gu, String.raw`\$&`);

function describeModelUse({ modelUse }: DatasetCardInput): string {
  if (modelUse === undefined) return '';
  const count = (name: string): string => Number(modelUse[name]).toLocaleString('en-US');
  const { costUsd } = modelUse;
  const cost = typeof costUsd === 'number' ? `${costUsd} USD` : 'unknown, since no price is known for each of them';
  return `## What the language model did
${count('calls')} calls, ${count('answers')} of them answered, ${count('repairs')} to repair a turn; ${count('promptTokens')} tokens in, ${count('completionTokens')} out; cost: ${cost}.

`;
}

/** What the European Commission's template asks of synthetic data, for those who train a general-purpose model on the dialogs. */
function describeSynthetic({ config: { model, source } }: DatasetCardInput, count: (name: string) => string): string {
  const isOffline = model.kind === 'offline';
  const reviews = source.kind === 'sample' ? 'simulated reviews (the bundled sample)' : 'reviews that people wrote';
  return `## Synthetic data
Answers to the section on synthetic data of the European Commission's template for the public summary of training content (AI Act, Article 53(1)(d)):

| asked | answer |
|---|---|
| synthetic data created by AI | ${isOffline ? 'no: a seeded grammar wrote the utterances' : 'yes: every utterance'} |
| modality and size | text; ${count('accepted')} dialogs, ${count('turns')} turns |
| models that created it | ${isOffline ? 'none' : `${cell(describeModels(model))}, by the name that its endpoint takes; whether it is on the market says its provider`} |
| created from | ${reviews}, their ratings and times; which ones a turn rests on is in the config evidence |

`;
}

/** Keeps untrusted text inside its table cell or quote. */
function cell(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
