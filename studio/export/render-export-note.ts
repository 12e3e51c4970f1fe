/** How each program reads its files. */
const readers = {
  dialoguekit: {
    program: 'DialogueKit',
    code: `from dialoguekit.utils.dialogue_reader import json_to_dialogues

dialogues = json_to_dialogues("train.json")`,
  },
  argilla: {
    program: 'Argilla',
    code: `import json
import argilla as rg

dataset = rg.Dataset(name="dialogs", settings=rg.Settings.from_json("settings.json")).create()
dataset.records.log([rg.Record(**json.loads(line)) for line in open("train.jsonl", encoding="utf-8")])`,
  },
  crslab: {
    program: 'CRSLab',
    code: `import os
from crslab.config import DATASET_PATH
from crslab.data.dataset.inspired import InspiredDataset
from crslab.download import mark_done

# The files of this folder lie where CRSLab looks for its set "inspired", which is read in the same form.
folder = os.path.join(DATASET_PATH, "inspired", "nltk")
mark_done(folder, "0.3")
dataset = InspiredDataset({}, "nltk")`,
  },
  recbole: {
    program: 'RecBole',
    code: `from recbole.config import Config
from recbole.data import create_dataset

config = Config(model="GRU4Rec", dataset="convrec", config_dict={
    "data_path": ".",
    "load_col": {"inter": ["user_id", "item_id", "rating", "timestamp"], "item": ["item_id", "title", "category", "price"]},
})
dataset = create_dataset(config)`,
  },
} as const;

/** What an export holds beside dialogs' texts, where that needs a word. */
const remarks: Readonly<Record<string, string>> = {
  recbole: `Interactions are all reviews that the run kept, those written after a dialog too: a recommender that is compared with one of the dialogs may train on those before the
dialog's target alone. \`dialog_id\` marks the targets of accepted dialogs, \`split\` their users.`,
};

export interface ExportNoteInput {
  form: string;
  runId: string;
  text: 'none' | 'quotes';
  /** What the licence of the reviews means; empty where nobody said. */
  licence: string;
  /** `lines` are dialogs, of RecBole's files rows. */
  files: readonly { name: string; lines: number }[];
}

/** The README.md of an export: its files, how they are read, what of the reviews is in them. Holds no time and no path. */
export function renderExportNote({ form, runId, text, licence, files }: ExportNoteInput): string {
  const reader = Object.entries(readers).find(([name]) => name === form)?.[1];
  if (reader === undefined) throw new RangeError(`nothing is known of how ${form} is read`);
  return `# Conversational recommendation dialogs for ${reader.program}

Simulated by convrec-studio, run ${runId}.

| file | ${form === 'recbole' ? 'rows' : 'dialogs'} |
|---|---|
${files.map(({ name, lines }) => `| ${name} | ${lines.toLocaleString('en-US')} |`).join('\n') || '| none: no dialog was accepted | 0 |'}

\`\`\`python
${reader.code}
\`\`\`

${remarks[form] ?? describeText(text)}${licence === '' ? '' : ` ${licence}`}
`;
}

const describeText = (text: 'none' | 'quotes'): string =>
  text === 'none'
    ? 'References `⟦r:REVIEW:START-END:CHANGE⟧` (code points of the review’s text) stand instead of every four words or more in a row that a dialog repeats of a review.'
    : 'Dialogs quote reviews.';
