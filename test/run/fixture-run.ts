import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunFolder } from '../../activities/dependencies.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { createRun } from '../../run/life/create-run.ts';
import type { NewRun } from '../../run/life/create-run.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import type { DialogPlan } from '../../schemas/dialog-plan.ts';
import type { Attempt, Dialog } from '../../schemas/dialog.ts';
import type { Evidence } from '../../schemas/evidence.ts';
import type { Relation } from '../../schemas/relation.ts';
import { RunConfigSchema } from '../../schemas/run-config.ts';

export const dialogIds = {
  accepted: 'd01aaaaaaaaaaaaaaaaaa',
  failed: 'd01bbbbbbbbbbbbbbbbbb',
  waiting: 'd02cccccccccccccccccc',
};

/** What a terminal would obey: a title that clears the screen, a text that reverses what follows. */
export const hostile = { title: 'Pizza \u001b[2J\u0007', text: 'The wait 🍕 was \u202elong\n\u001b[31mred' };

const evidence: Evidence = {
  side: 'community',
  reviewId: 'r1',
  itemId: `i'1`,
  aspectId: 'a01',
  month: '2020-01-01',
  reviewedAt: '2020-01-05T10:00:00.000Z',
  // Code points: the emoji is one, so the span is "🍕 was".
  charStart: 9,
  charEnd: 14,
  sentiment: -0.5,
};

const plan: DialogPlan = {
  dialogId: dialogIds.accepted,
  userId: 'u/../1',
  targetItemId: `i'1`,
  asOf: '2021-03-01T00:00:00.000Z',
  seed: 1,
  domain: 'yelp',
  style: { talkativeness: 0.5, decisiveness: 0.5, criticality: 0.5 },
  outcome: 'accepted',
  outcomeReason: 'the user took the item, and others praise it',
  persona: null,
  memories: [],
  wishes: [],
  candidates: [
    {
      itemId: `i'1`,
      title: hostile.title,
      category: 'Food',
      price: null,
      role: 'target',
      strategy: 'target',
      claims: [],
      remarks: [],
    },
  ],
  path: ['Open', 'Close'],
  turns: [
    { turn: 0, speaker: 'user', superNode: 'Open', act: 'greet', slots: {}, evidence: [] },
    { turn: 1, speaker: 'system', superNode: 'Close', act: 'close', slots: {}, evidence: [] },
  ],
};

export const finishedDialog: Dialog = {
  dialogId: dialogIds.accepted,
  status: 'accepted',
  reason: null,
  realizer: 'offline-realizer',
  turns: [
    {
      turn: 0,
      speaker: 'user',
      superNode: 'Open',
      act: 'greet',
      text: 'Hi\u001b]0;owned\u0007',
      attempts: 1,
      namedItemIds: [],
      evidence: [],
    },
    {
      turn: 1,
      speaker: 'system',
      superNode: 'Close',
      act: 'close',
      text: 'Bye',
      attempts: 2,
      namedItemIds: [],
      evidence: [evidence, { ...evidence, aspectId: 'a02' }],
    },
  ],
};

const attempt = {
  turn: 1,
  call: 0,
  realizer: 'offline-realizer',
  context: '{}',
  modelCall: null,
};

/** The attempts at the finished dialog's second turn, as its journal holds them. */
export const journal: [Attempt, Attempt] = [
  {
    ...attempt,
    attempt: 0,
    accepted: false,
    text: 'Bye\u001b[5m'.repeat(3),
    problems: [{ check: 'length', kind: 'executional', detail: 'too long' }],
  },
  { ...attempt, attempt: 1, accepted: true, text: 'Bye', problems: [] },
];

export interface FixtureRun {
  run: RunFolder;
  runsRoot: string;
  remove(): Promise<void>;
}

/** A run folder as stages leave it, with three planned dialogs; `gathered` when the dialogs stage has ended too. */
export async function createFixtureRun({ gathered = true }: { gathered?: boolean } = {}): Promise<FixtureRun> {
  const runsRoot = await mkdtemp(join(tmpdir(), 'convrec-runs-'));
  const ref = { runId: 'yelp-0123456789', runsRoot };
  const run = await fillRun({ ref, config: RunConfigSchema.parse({}), versions: { convrec: '0.0.0' } }, gathered);
  return { run, runsRoot, remove: () => rm(runsRoot, { recursive: true, force: true }) };
}

/** Makes the folder of any run and fills it with the fixture's relations. */
export async function fillRun(newRun: NewRun, gathered = true): Promise<RunFolder> {
  await createRun(newRun);
  const run = openRunFolder(newRun.ref);
  await mkdir(run.path('relations'));
  const relations: [Relation, string][] = [...planned, ...(gathered ? afterwards : [])];
  await withDatabase({ memoryLimitMb: 512, threads: 1 }, async (db) => {
    for (const [relation, query] of relations) {
      const values = {
        plan: JSON.stringify(plan),
        title: hostile.title,
        text: hostile.text,
        hi: finishedDialog.turns[0]?.text ?? '',
        refused: journal[0].text,
      };
      const used = Object.fromEntries(Object.entries(values).filter(([name]) => query.includes(`$${name}`)));
      await db.writeParquet(query, run.relationPath(relation), used);
    }
  });
  const manifest = await run.readManifest();
  if (manifest === undefined) throw new Error('the fixture run has no manifest');
  await run.writeManifest({
    ...manifest,
    status: gathered ? 'complete' : 'running',
    stages: [
      {
        stage: 'reviews',
        fingerprint: 'f',
        rows: { reviews: 2 },
        steps: [{ step: 'core', rowsIn: 3, rowsOut: 2 }],
        inputs: [],
        durationMs: 12.5,
        figures: { users: 1, note: 'x' },
      },
    ],
  });
  return run;
}

const planned: [Relation, string][] = [
  [
    'reviews',
    `from (values ('r1', 'u2', 'i''1', 2.0, timestamp '2020-01-05 10:00:00', $text), ('r2', 'u/../1', 'i''1', 5.0, timestamp '2021-03-01', 'Good'))
       r(review_id, user_id, item_id, rating, reviewed_at, text)`,
  ],
  ['items', `select 'i''1' as item_id, $title as title, 'Food' as category`],
  ['rejected_rows', `select 'review.json' as source_file, 7::bigint as line, 'bad JSON' as reason, '{' as excerpt`],
  ['aspects', `from (values ('a01', 'wait time'), ('a02', 'pizza')) a(aspect_id, label)`],
  [
    'targets',
    `select dialog_id, 'u/../1' as user_id, 'i''1' as item_id, 'r2' as review_id, timestamp '2021-03-01' as target_at, 'test' as split
       from (values ('${dialogIds.accepted}'), ('${dialogIds.failed}'), ('${dialogIds.waiting}')) t(dialog_id)`,
  ],
  ['ineligible_users', `select 'u9' as user_id, 'too few reviews' as reason`],
  [
    'profiles',
    `select '${dialogIds.accepted}' as dialog_id, 'a01' as aspect_id, 3::bigint as mentions, 0.9::double as weight, -0.25::double as sentiment, 1.0::double as share`,
  ],
  [
    'plans',
    `select dialog_id, ['Open', 'Close'] as path, 'accepted' as outcome, $plan::varchar as plan
       from (values ('${dialogIds.accepted}'), ('${dialogIds.failed}'), ('${dialogIds.waiting}')) t(dialog_id)`,
  ],
  [
    'unplanned_targets',
    `select 'd09ffffffffffffffffff' as dialog_id, 'no-distractor' as reason, 'only one item' as detail`,
  ],
];

const afterwards: [Relation, string][] = [
  [
    'dialogs',
    `from (values ('${dialogIds.accepted}', 'accepted', null, 2), ('${dialogIds.failed}', 'failed', 'FidelityExhausted: turn 1: length', 1))
       d(dialog_id, status, reason, turns) select dialog_id, status, reason, turns, 'offline-realizer' as realizer, 'test' as split, 3 as attempts`,
  ],
  [
    'turns',
    `from (values (0, 'user', 'Open', 'greet', $hi, 1), (1, 'system', 'Close', 'close', 'Bye', 2))
       t(turn, speaker, super_node, act, text, attempts) select '${dialogIds.accepted}' as dialog_id, *, []::varchar[] as named_item_ids, []::varchar[] as cites`,
  ],
  [
    'turn_evidence',
    `select '${dialogIds.accepted}' as dialog_id, 1 as turn, 'community' as side, 'r1' as review_id, 'i''1' as item_id, aspect_id,
       date '2020-01-01' as month, timestamp '2020-01-05 10:00:00' as reviewed_at, 9 as char_start, 14 as char_end, -0.5::double as sentiment
       from (values ('a01'), ('a02')) e(aspect_id)`,
  ],
  [
    'attempts',
    `from (values (1, 0, false, $refused, ['length: too long']), (1, 1, true, 'Bye', []::varchar[]))
       a(turn, attempt, accepted, text, problems) select '${dialogIds.accepted}' as dialog_id, *`,
  ],
];
