import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { withDatabase } from '../../../infra/duckdb/open-database.ts';
import { exportRun } from '../../../run/export/export-run.ts';
import { convrec } from '../../cli/run-convrec.ts';
import { passedOnTitle, said, writePassedOnRun } from '../rights/passed-on-run.ts';
import type { PassedOnRun } from '../rights/passed-on-run.ts';

const named = `🍕 ${passedOnTitle}, then?`;

/** What DialogueKit 0.1's `json_to_dialogues` takes; it reads `slot_values` as four places, and further keys as metadata. */
const DialogueKitSchema = z.array(
  z.strictObject({
    conversation_id: z.string(),
    agent: z.strictObject({ id: z.string(), type: z.string() }),
    user: z.strictObject({ id: z.string(), type: z.string() }),
    metadata: z.record(z.string(), z.string()),
    conversation: z.array(
      z.strictObject({
        participant: z.enum(['USER', 'AGENT']),
        utterance: z.string(),
        utterance_id: z.string(),
        dialogue_acts: z.array(
          z.strictObject({
            intent: z.string(),
            slot_values: z.array(
              z.tuple([z.literal('ITEM'), z.string(), z.number().nullable(), z.number().nullable()]),
            ),
          }),
        ),
        super_node: z.string(),
        item_ids: z.array(z.string()),
      }),
    ),
  }),
);
/** What CRSLab 0.1.2's `InspiredDataset` reads of a conversation. */
const CrsLabSchema = z.array(
  z.strictObject({
    conv_id: z.string(),
    dialog: z.array(
      z.strictObject({
        utt_id: z.number(),
        role: z.enum(['Seeker', 'Recommender']),
        text: z.array(z.string()),
        movies: z.array(z.string()),
        entity: z.array(z.string()),
        word: z.array(z.string()),
      }),
    ),
  }),
);
/** The keywords of Argilla 2's `rg.Record` that are used. */
const ArgillaSchema = z.strictObject({
  id: z.string(),
  fields: z.strictObject({
    chat: z.array(z.strictObject({ role: z.enum(['user', 'assistant']), content: z.string() })),
  }),
  metadata: z.record(z.string(), z.union([z.string(), z.number()])),
});

describe('dialogs for other programs', () => {
  let made: PassedOnRun;
  before(async () => {
    made = await writePassedOnRun();
    const values = { id: made.dialogId, user: made.userId, system: said.system, reply: said.user, named };
    const relations = {
      dialogs: `from (values ($id, $user, 'valid', 'accepted'), ('d2', $user, 'train', 'failed')) d(dialog_id, user_id, split, status)
                  select *, 'left' as outcome, 'i1' as item_id`,
      turns: `from (values ($id, 1, 'user', 'reply', $reply, []::varchar[]), ($id, 0, 'system', 'explain', $system, []),
                   ($id, 2, 'system', 'recommend', $named, ['i1', 'i1', 'unknown']), ('d2', 0, 'system', 'greet', 'No.', []))
                t(dialog_id, turn, speaker, act, text, named_item_ids) select *, 'Open' as super_node`,
      items: `from (values ('i1', 'Wine Bars')) i(item_id, category)`,
      terms: `from (values ('waiting time'), ('Guest')) t(label)`,
    } as const;
    await withDatabase({ threads: 1 }, async (db) => {
      for (const [relation, sql] of Object.entries(relations)) {
        const used = Object.fromEntries(Object.entries(values).filter(([name]) => sql.includes(`$${name}`)));
        await db.writeParquet(sql, join(made.run.folder, 'relations', `${relation}.parquet`), used);
      }
    });
  });
  after(() => made.remove());

  const exportTo = async (form: 'dialoguekit' | 'argilla' | 'crslab', text: 'none' | 'quotes'): Promise<string> => {
    const folder = join(made.runsRoot, `${form}-${text}`);
    const files = await exportRun(made.run, form, folder, { text, licence: 'Mine.' });
    const written = files.filter(({ lines }) => lines > 0);
    assert.deepEqual(written, [{ path: join(folder, fileOf[form]), lines: 1 }], 'one split has accepted dialogs');
    return folder;
  };
  const fileOf = { dialoguekit: 'validation.json', argilla: 'validation.jsonl', crslab: 'valid_data.json' } as const;

  it('are a JSON array of accepted dialogs for DialogueKit, with acts, and items at their place in code points', async () => {
    const folder = await exportTo('dialoguekit', 'quotes');
    assert.deepEqual((await readdir(folder)).toSorted(), ['README.md', 'validation.json']);
    const [dialogue, ...others] = DialogueKitSchema.parse(
      JSON.parse(await readFile(join(folder, 'validation.json'), 'utf8')),
    );
    assert.deepEqual([dialogue?.conversation_id, dialogue?.user.id, others], [made.dialogId, made.userId, []]);
    const conversation = dialogue?.conversation ?? [];
    assert.deepEqual(
      conversation.map(({ participant, utterance, utterance_id, dialogue_acts }) => [
        participant,
        utterance,
        utterance_id,
        dialogue_acts,
      ]),
      [
        ['AGENT', said.system, `${made.dialogId}_0`, [{ intent: 'explain', slot_values: [] }]],
        ['USER', said.user, `${made.dialogId}_1`, [{ intent: 'reply', slot_values: [] }]],
        [
          'AGENT',
          named,
          `${made.dialogId}_2`,
          [{ intent: 'recommend', slot_values: [['ITEM', passedOnTitle, 2, 2 + passedOnTitle.length]] }],
        ],
      ],
    );
    assert.deepEqual(conversation[2]?.item_ids, ['i1']);
  });

  it('are records of a chat for Argilla, whose metadata are those that its settings know', async () => {
    const folder = await exportTo('argilla', 'quotes');
    assert.deepEqual((await readdir(folder)).toSorted(), ['README.md', 'settings.json', 'validation.jsonl']);
    const record = ArgillaSchema.parse(JSON.parse(await readFile(join(folder, 'validation.jsonl'), 'utf8')));
    assert.deepEqual(
      record.fields.chat.map(({ role, content }) => [role, content]),
      [
        ['assistant', said.system],
        ['user', said.user],
        ['assistant', named],
      ],
    );
    const settings = z
      .looseObject({ metadata: z.array(z.looseObject({ name: z.string() })) })
      .parse(JSON.parse(await readFile(join(folder, 'settings.json'), 'utf8')));
    assert.deepEqual(
      Object.keys(record.metadata),
      settings.metadata.map(({ name }) => name),
    );
  });

  it('are conversations in tokens for CRSLab, with every table that its readers open', async () => {
    const folder = await exportTo('crslab', 'quotes');
    const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), 'utf8'));
    const tables = ['concept_subkg.txt', 'dbpedia_subkg.txt', 'entity2id.json', 'movie_ids.json', 'token2id.json'];
    const split = ['test_data.json', 'train_data.json', 'valid_data.json'];
    assert.deepEqual((await readdir(folder)).toSorted(), ['README.md', ...tables, ...split, 'word2id.json'].toSorted());
    assert.deepEqual([await read('train_data.json'), await read('test_data.json')], [[], []]);
    const [conversation] = CrsLabSchema.parse(await read('valid_data.json'));
    assert.deepEqual(
      conversation?.dialog.map(({ role, text, movies, word }) => [role, text.slice(0, 3), movies, word]),
      [
        ['Recommender', ['one', 'guest', 'wrote'], [], ['guest']],
        ['Seeker', ['hm', '.', '⟦r:x:0-1:⟧'], [], []],
        ['Recommender', ['🍕', 'the', 'wait'], ['i1'], []],
      ],
    );
    assert.deepEqual(await read('entity2id.json'), { i1: 1, 'category: Wine Bars': 2 });
    assert.deepEqual(await read('movie_ids.json'), [1]);
    assert.deepEqual(await read('word2id.json'), { guest: 1, waiting: 2, time: 3 });
    // No dialog of the training split was accepted.
    assert.deepEqual(await read('token2id.json'), { __pad__: 0, __start__: 1, __end__: 2, __unk__: 3 });
    assert.equal(await readFile(join(folder, 'dbpedia_subkg.txt'), 'utf8'), 'i1\tcategory\tcategory: Wine Bars\n');
  });

  it('have references instead of what was quoted, in every file, where no text is to be passed on', async () => {
    for (const form of ['dialoguekit', 'argilla', 'crslab'] as const) {
      const folder = await exportTo(form, 'none');
      for (const file of await readdir(folder))
        assert.ok(!(await readFile(join(folder, file), 'utf8')).includes('wait was a'), `${form}: ${file}`);
      const text = await readFile(join(folder, fileOf[form]), 'utf8');
      assert.ok(text.includes('⟦r:r9:'), text);
      assert.ok(form === 'crslab' ? text.includes('"i1"') : text.includes(passedOnTitle), text);
      assert.match(await readFile(join(folder, 'README.md'), 'utf8'), /References `⟦r:REVIEW[^]* Mine\.\n$/u);
    }
  });

  it('are written by the command, which says whether they hold texts, and refuses the choice where there is none', async () => {
    const runs = ['--runs', made.runsRoot];
    const out = join(made.runsRoot, 'by-command');
    const exported = await convrec(['export', '--to', 'dialoguekit', '--text', 'none', '--out', out, ...runs]);
    assert.deepEqual([exported.code, exported.out], [0, `${join(out, 'validation.json')}  1 dialogs\n`], exported.err);
    assert.match(exported.err, /Text: references/u);
    for (const [form, text] of [
      ['chat', 'none'],
      ['duckdb', 'none'],
      ['recbole', 'quotes'],
    ] as const) {
      const refused = await convrec(['export', '--to', form, '--text', text, ...runs]);
      assert.deepEqual([refused.code, /--text (quotes )?is not for --to/u.test(refused.err)], [2, true], refused.err);
    }
  });
});
