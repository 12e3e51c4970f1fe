import { createTestRun } from '../../doubles/dependencies.ts';
import type { TestRun } from '../../doubles/dependencies.ts';
import { createStageActivity } from '../../../activities/stage/run-stage.ts';
import type { Stage } from '../../../activities/stage/run-stage.ts';
import type { StageReport } from '../../../schemas/manifest.ts';
import type { Relation } from '../../../schemas/relation.ts';

const voiceColumns = {
  mention_id: 'VARCHAR',
  review_id: 'VARCHAR',
  user_id: 'VARCHAR',
  item_id: 'VARCHAR',
  reviewed_at: 'TIMESTAMP',
  aspect_id: 'VARCHAR',
  clause_no: 'INTEGER',
  char_start: 'INTEGER',
  char_end: 'INTEGER',
  term: 'VARCHAR',
  polarity: 'VARCHAR',
  sentiment: 'DOUBLE',
} as const;

/** Column types of the relations that the planning stages read. */
const columns = {
  reviews: {
    review_id: 'VARCHAR',
    user_id: 'VARCHAR',
    item_id: 'VARCHAR',
    rating: 'DOUBLE',
    reviewed_at: 'TIMESTAMP',
    text: 'VARCHAR',
    in_core: 'BOOLEAN',
  },
  items: { item_id: 'VARCHAR', title: 'VARCHAR', category: 'VARCHAR', attributes: 'VARCHAR', price: 'DOUBLE' },
  voices: voiceColumns,
  term_voices: { ...voiceColumns, term_id: 'VARCHAR' },
  mentions: { ...voiceColumns, confidence: 'DOUBLE' },
  aspects: { aspect_id: 'VARCHAR', label: 'VARCHAR', kept: 'BOOLEAN' },
  terms: { term_id: 'VARCHAR', aspect_id: 'VARCHAR', head: 'VARCHAR', label: 'VARCHAR', uses: 'BIGINT' },
  targets: {
    dialog_id: 'VARCHAR',
    user_id: 'VARCHAR',
    item_id: 'VARCHAR',
    review_id: 'VARCHAR',
    target_at: 'TIMESTAMP',
    rating: 'DOUBLE',
    history_reviews: 'INTEGER',
    split: 'VARCHAR',
  },
  profiles: {
    dialog_id: 'VARCHAR',
    user_id: 'VARCHAR',
    as_of: 'TIMESTAMP',
    aspect_id: 'VARCHAR',
    mentions: 'BIGINT',
    weight: 'DOUBLE',
    sentiment: 'DOUBLE',
    share: 'DOUBLE',
    newest_at: 'TIMESTAMP',
  },
} as const satisfies Partial<Record<Relation, Record<string, string>>>;

export type FixtureRelation = keyof typeof columns;
export type FixtureRow = Readonly<Record<string, unknown>>;
export type Fixture = Partial<Record<FixtureRelation, readonly FixtureRow[]>>;

/** A run folder whose relations hold these rows; values travel bound, so ids may be any text. */
export async function createRunWith(fixture: Fixture, config: object = {}): Promise<TestRun> {
  const test = await createTestRun(config);
  await test.deps.withDatabase(test.run, async (db) => {
    for (const [relation, types] of Object.entries(columns)) {
      const rows = Object.entries(fixture).find(([name]) => name === relation)?.[1] ?? [];
      const fields = Object.entries(types).map(([name, type]) => `(row ->> '$.${name}')::${type} as ${name}`);
      await db.writeParquet(
        `select ${fields.join(', ')} from (select unnest(from_json($rows, '["JSON"]')) as row)`,
        `${test.run.folder}/relations/${relation}.parquet`,
        { rows: JSON.stringify(rows) },
      );
    }
  });
  return test;
}

/** Runs one stage over the run's relations. */
export function runStage({ deps, run }: TestRun, stage: Stage): Promise<StageReport> {
  return createStageActivity(deps, stage)(run.ref);
}

/** All rows of a relation that a stage wrote. */
export function readRelation(
  { deps, run }: TestRun,
  relation: Relation,
  order: string,
): Promise<Record<string, unknown>[]> {
  return deps.withDatabase(run, async (db) => {
    await db.openParquet(relation, run.relationPath(relation));
    return db.rows(`from ${relation} order by ${order}`);
  });
}

/** Runs one stage over the fixture and hands its report and the rows of one relation out. */
export async function stageRows(
  fixture: Fixture,
  config: object,
  stage: Stage,
  relation: Relation,
  order: string,
): Promise<{ report: StageReport; rows: Record<string, unknown>[] }> {
  const test = await createRunWith(fixture, config);
  try {
    const report = await runStage(test, stage);
    return { report, rows: await readRelation(test, relation, order) };
  } finally {
    await test.remove();
  }
}
