import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyDataset } from '../../../run/evaluation/verify-dataset.ts';
import { plantedMarkup } from '../../doubles/planted-markup.ts';
import type { VerificationCheck } from '../../../studio/verification/verification-checks.ts';
import { verificationChecks } from '../../../studio/verification/verification-checks.ts';
import { createSoundDataset, writeRunFolder } from './sound-dataset.ts';
import type { DatasetRecord, SoundDataset } from './sound-dataset.ts';

/** Plants one fault and says which dialog has it. */
type Fault = (dataset: SoundDataset) => string;

const faults: Readonly<Record<VerificationCheck, Readonly<Record<string, Fault>>>> = {
  early_titles: {
    'the target in the first turn': (dataset) =>
      withRecord(dataset, always, (record) => say(record, 0, (text) => `${text} Or ${record.target.title}?`)),
    'the target in small letters': (dataset) =>
      withRecord(
        dataset,
        ({ target }) => target.title.length >= 8 && target.title.includes(' '),
        (record) => say(record, 1, (text) => `${text} Like ${record.target.title.toLowerCase()}.`),
      ),
    'a distractor that is never named': (dataset) =>
      withRecord(
        dataset,
        (record) => unnamedTitle(record) !== undefined,
        (record) => say(record, 2, (text) => `${text} As at ${unnamedTitle(record)}.`),
      ),
  },
  foreign_titles: {
    'an item of the catalogue': (dataset) =>
      withRecord(dataset, always, (record) => say(record, 0, (text) => `${text} I like Golden Walrus Inn.`)),
  },
  unbacked_claims: {
    'a claim turned around': (dataset) =>
      withRecord(
        dataset,
        (record) => claimOf(record)?.polarity === 'positive',
        (record) => Object.assign(claimOf(record) ?? {}, { polarity: 'negative' }),
      ),
    'a claim without evidence': (dataset) =>
      withRecord(
        dataset,
        (record) => claimOf(record) !== undefined,
        (record) => Object.assign(claimOf(record) ?? {}, { evidence: [] }),
      ),
  },
  contradicted_claims: {
    'a positive claim told as a complaint': (dataset) => {
      return withRecord(
        dataset,
        (record) => praisingStep(record) !== undefined,
        (record) => {
          const step = praisingStep(record);
          const label = step?.slots.claims?.[0]?.label ?? '';
          say(record, step?.turn ?? 0, (text) => `${text} Everyone complained about the ${label}.`);
        },
      );
    },
  },
  lost_evidence: {
    'a review that is not there': (dataset) =>
      withRecord(dataset, isCiting, (record) => Object.assign(citationOf(record), { review_id: 'nobody wrote this' })),
    'a review of another item': (dataset) =>
      withRecord(dataset, isCiting, (record) => Object.assign(citationOf(record), { item_id: 'another item' })),
    'a span beyond the text': (dataset) =>
      withRecord(dataset, isCiting, (record) => Object.assign(citationOf(record), { char_end: 501 })),
    'another time than the review’s': (dataset) =>
      withRecord(dataset, isCiting, (record) =>
        Object.assign(citationOf(record), { reviewed_at: '2011-01-01T00:00:00Z' }),
      ),
  },
  late_evidence: {
    'a review of the same second': (dataset) =>
      withRecord(dataset, isCiting, (record) => {
        const cited = citationOf(record);
        const review = dataset.reviews.find(({ review_id }) => review_id === cited.review_id);
        Object.assign(review ?? {}, { reviewed_at: record.as_of });
        cited.reviewed_at = record.as_of;
      }),
  },
  broken_paths: {
    'another act': (dataset) =>
      withRecord(dataset, always, (record) => Object.assign(record.turns[1] ?? {}, { act: 'reject' })),
    'a turn too few': (dataset) =>
      withRecord(dataset, always, (record) => {
        record.turns.pop();
        record.messages.pop();
      }),
    'a message that is not its turn': (dataset) =>
      withRecord(dataset, always, (record) => Object.assign(record.messages[2] ?? {}, { content: 'Something else.' })),
    'no Close': (dataset) => withRecord(dataset, always, (record) => record.plan.path.pop()),
  },
  wrong_decisions: {
    'another item accepted': (dataset) =>
      withRecord(dataset, always, (record) => {
        const accept = record.plan.turns.find(({ act }) => act === 'accept');
        Object.assign(accept?.slots ?? {}, { itemId: 'another item' });
      }),
    'an outcome that no turn bears out': (dataset) =>
      withRecord(dataset, always, (record) => (record.outcome = 'left')),
    'a doubt that is never named': (dataset) =>
      withRecord(dataset, always, (record) => (record.outcome = 'accepted_with_doubt')),
    'an item that is known from no review of the user': (dataset) =>
      withRecord(dataset, always, (record) => {
        record.outcome = 'already_known';
        for (const steps of [record.plan.turns, record.turns]) {
          Object.assign(steps.find(({ act }) => act === 'accept') ?? {}, { act: 'recognise' });
        }
      }),
    'two decisions': (dataset) =>
      withRecord(dataset, always, (record) => {
        const [first] = record.plan.turns.filter(({ act }) => act === 'state_aspects');
        Object.assign(first ?? {}, { act: 'leave' });
      }),
    'the target never named': (dataset) =>
      withRecord(dataset, always, (record) => {
        for (const turn of record.turns) {
          turn.named_item_ids = turn.named_item_ids.filter((itemId) => itemId !== record.target.item_id);
        }
      }),
  },
  candidate_lists: {
    'the target twice': (dataset) =>
      withRecord(dataset, always, ({ plan }) => {
        plan.candidates.push(...plan.candidates.filter(({ role }) => role === 'target'));
      }),
    'no target': (dataset) =>
      withRecord(dataset, always, ({ plan }) => {
        plan.candidates = plan.candidates.filter(({ role }) => role !== 'target');
      }),
  },
  split_leaks: {
    'a user in two splits': (dataset) => {
      const [one, other] = dataset.records;
      return withRecord(
        dataset,
        (record) => record === one,
        (record) => (record.user_id = other?.user_id ?? ''),
      );
    },
    'train knows a test target': (dataset) => {
      const asked = dataset.records.find(({ split }) => split === 'test')?.target.review_id ?? '';
      return withRecord(
        dataset,
        ({ split }) => split === 'train',
        (record) => record.history.push({ review_id: asked }),
      );
    },
  },
  unreal_targets: {
    'a target review that is not there': (dataset) =>
      withRecord(dataset, always, (record) => (record.target.review_id = 'nobody wrote this')),
    'another user’s review': (dataset) => withRecord(dataset, always, (record) => (record.user_id = 'another user')),
    'a dialog twice': (dataset) => {
      const [one] = dataset.records;
      if (one !== undefined) dataset.records.push({ ...one });
      return one?.dialog_id ?? '';
    },
  },
  model_markup: Object.fromEntries(
    plantedMarkup.map((markup) => [
      markup,
      (dataset) => withRecord(dataset, always, (record) => say(record, 1, (text) => `${text} ${markup}`)),
    ]),
  ),
};

/** Offences of a dataset in whose dialog the system repeats reviewers' words about a claim's label, with these quotes in the plan. */
async function findOffencesOfRepeating(
  repeat: (label: string) => { quotes: readonly string[]; said: readonly string[] },
): Promise<unknown[]> {
  const dataset = createSoundDataset();
  withRecord(
    dataset,
    (record) => praisingStep(record) !== undefined,
    (record) => {
      const step = praisingStep(record);
      const { quotes, said } = repeat(step?.slots.claims?.[0]?.label ?? '');
      const [stated] = record.plan.candidates.flatMap(({ claims }) => claims);
      Object.assign(stated ?? {}, { quotes: quotes.map((words) => ({ text: words })) });
      say(record, step?.turn ?? 0, (text) => [text, ...said.map((words) => `One wrote: "${words}"`)].join(' '));
    },
  );
  const { folder, remove } = await writeRunFolder(dataset);
  try {
    const { checks } = await verifyDataset({ folder });
    return checks.filter(({ offences }) => offences > 0);
  } finally {
    await remove();
  }
}

describe('verifyDataset', function () {
  this.timeout(60_000);

  it('finds nothing in a sound dataset, and has something to check', async () => {
    const { folder, remove } = await writeRunFolder(createSoundDataset());
    try {
      const { counts, checks } = await verifyDataset({ folder });
      assert.deepEqual(
        checks,
        verificationChecks.map((check) => ({ check, offences: 0, first: [] })),
      );
      assert.equal(counts.dialogs, 9);
      assert.ok(counts.turns > 60 && counts.claims > 10 && counts.citations > 30, JSON.stringify(counts));
    } finally {
      await remove();
    }
  });

  for (const check of verificationChecks) {
    for (const [name, plant] of Object.entries(faults[check])) {
      it(`${check}: ${name}`, async () => {
        const dataset = createSoundDataset();
        const dialogId = plant(dataset);
        const { folder, remove } = await writeRunFolder(dataset);
        try {
          const { checks } = await verifyDataset({ folder: join(folder, 'dataset') });
          const found = checks.find((result) => result.check === check);
          assert.ok(
            found?.first.some((offence) => offence.dialog_id === dialogId),
            `${dialogId}: ${JSON.stringify(checks.filter(({ offences }) => offences > 0))}`,
          );
        } finally {
          await remove();
        }
      });
    }
  }

  it('blames no speaker for what a quoted reviewer says of another place, or beside the claim', async () => {
    const offences = await findOffencesOfRepeating((label) => {
      const quote = `Everyone complained about the ${label} at “Golden Walrus Inn”.`;
      return { quotes: [quote], said: [quote.replaceAll(/[“”]/gu, "'")] };
    });
    assert.deepEqual(offences, []);
  });

  it('takes the longest of quotes that begin alike for what a speaker repeats', async () => {
    const offences = await findOffencesOfRepeating((label) => {
      const beginnings = ['Visitors', 'Friends', 'Locals', 'Guests', 'Parents', 'Students'].map(
        (who) => `${who} like it here`,
      );
      const said = beginnings.map((beginning) => `${beginning} and complained about the ${label}.`);
      return { quotes: beginnings.flatMap((beginning, at) => [beginning, said[at] ?? '']), said };
    });
    assert.deepEqual(offences, []);
  });

  it('names a missing file and one that is no table', async () => {
    const { folder, remove } = await writeRunFolder(createSoundDataset());
    try {
      const plan = join(folder, 'dataset', 'plan', 'validation-00000-of-00001.parquet');
      await writeFile(plan, 'no Parquet\n');
      await assert.rejects(verifyDataset({ folder }), {
        name: 'DatasetMalformed',
        message: /no table of dialogs.*validation-00000/su,
      });
      await rm(plan);
      await assert.rejects(verifyDataset({ folder }), {
        name: 'DatasetMalformed',
        message: /plan\/validation-00000-of-00001\.parquet is missing/u,
      });
      await rm(join(folder, 'dataset'), { recursive: true });
      await assert.rejects(verifyDataset({ folder }), { name: 'DatasetMalformed', message: /data is missing/u });
    } finally {
      await remove();
    }
  });

  it('reads a dataset whose empty split has no files', async () => {
    const dataset = createSoundDataset();
    const records = dataset.records.filter(({ split }) => split !== 'validation');
    const { folder, remove } = await writeRunFolder({ ...dataset, records });
    try {
      const { counts, checks } = await verifyDataset({ folder });
      assert.equal(counts.dialogs, records.length);
      assert.deepEqual(
        checks.filter(({ offences }) => offences > 0),
        [],
      );
    } finally {
      await remove();
    }
  });
});

const always = (): boolean => true;
const isCiting = ({ turns }: DatasetRecord): boolean => turns.some(({ evidence }) => evidence.length > 0);

function withRecord(
  { records }: SoundDataset,
  isFit: (record: DatasetRecord) => boolean,
  change: (record: DatasetRecord) => unknown,
): string {
  const record = records.find(isFit);
  assert.ok(record !== undefined, 'no dialog gives an occasion for the fault');
  change(record);
  return record.dialog_id;
}

function say({ turns, messages }: DatasetRecord, at: number, change: (text: string) => string): void {
  const turn = turns[at];
  const message = messages[at];
  assert.ok(turn !== undefined && message !== undefined);
  turn.text = change(turn.text);
  message.content = turn.text;
}

const praisingStep = ({ plan }: DatasetRecord) =>
  plan.turns.find(({ speaker, slots }) => speaker === 'system' && slots.claims?.[0]?.polarity === 'positive');

const unnamedTitle = ({ plan, turns }: DatasetRecord): string | undefined =>
  plan.candidates.find(({ itemId }) => !turns.some((turn) => turn.named_item_ids.includes(itemId)))?.title;

const claimOf = ({ plan }: DatasetRecord) => plan.turns.flatMap(({ slots }) => slots.claims ?? [])[0];

function citationOf({ turns }: DatasetRecord): DatasetRecord['turns'][number]['evidence'][number] {
  const [cited] = turns.flatMap(({ evidence }) => evidence);
  assert.ok(cited !== undefined);
  return cited;
}
