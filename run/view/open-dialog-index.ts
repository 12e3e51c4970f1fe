import type { Database, RunFolder } from '../../activities/dependencies.ts';
import { listDialogIds } from '../../activities/dialogs/dialog-files.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import type { Relation } from '../../schemas/relation.ts';
import { hasLiveDialogs } from '../query/live-relations.ts';
import { isMade, openRelations, stateOf } from '../reading/check-relations.ts';
import { FacetSchema, ListedDialogSchema } from './filters.ts';
import type { Facet, ListedDialog, PageRequest } from './filters.ts';
import { readBegunDialog } from './read-begun-dialog.ts';
import type { BegunDialog } from './read-begun-dialog.ts';

export interface DialogPage {
  /** Dialogs that meet the filters, on all pages. */
  matched: number;
  dialogs: ListedDialog[];
}

export interface IndexState {
  isLive: boolean;
  /** Dialogs that have begun and are not taken in yet: another call goes on with them. */
  waiting: number;
}

/** A run's dialogs as they can be listed and filtered; follows a run that is going on. Calls must not overlap. */
export interface DialogIndex {
  /**
   * Takes in what has changed in the run since the last call, of a run that is going on so many files a call that it does not keep a person
   * waiting. Throws RunFolderUnusable for a run without plans.
   */
  refresh(): Promise<IndexState>;
  list(request: PageRequest): Promise<DialogPage>;
  readFacets(): Promise<Facet[]>;
}

/** Keeps its tables in `db`: planned, begun, lines, labels. */
export function openDialogIndex(db: Database, run: RunFolder): DialogIndex {
  /** What the tables were made of; undefined until they are. */
  let madeOf: string | undefined;
  const ended = new Set<string>();
  const unfinished = new Set<string>();
  const rebuild = async (isLive: boolean): Promise<void> => {
    await openRelations(db, run, isLive ? sharedRelations : [...sharedRelations, ...dialogRelations]);
    await createTable(db, 'planned', 'run/view/planned_dialogs.sql');
    await db.run('create or replace table labels as select aspect_id, label from aspects');
    ended.clear();
    unfinished.clear();
    const none = { dialogs: '[]' };
    await createTable(db, 'begun', `run/view/${isLive ? 'live_' : ''}begun_dialogs.sql`, isLive ? none : undefined);
    await createTable(db, 'lines', `run/view/${isLive ? 'live_' : ''}dialog_lines.sql`, isLive ? none : undefined);
  };
  return {
    async refresh() {
      if (!(await isMade(run, 'plans'))) throw nothingPlanned(run);
      const isLive = await hasLiveDialogs(run);
      const relations = isLive ? sharedRelations : [...sharedRelations, ...dialogRelations];
      const states = await Promise.all(relations.map((relation) => stateOf(run.relationPath(relation))));
      const state = JSON.stringify([isLive, states]);
      if (state !== madeOf) {
        madeOf = undefined;
        await rebuild(isLive);
        madeOf = state;
      }
      return { isLive, waiting: isLive ? await takeIn(db, run, ended, unfinished) : 0 };
    },
    async list({ offset, limit, ...filters }) {
      const values = Object.fromEntries(filterNames.map((name) => [name, filters[name] ?? null]));
      const sql = await readSql('run/view/listed_dialogs.sql');
      const rows = await db.rows(sql, { ...values, offset, limit });
      return {
        matched: Number(rows[0]?.['matched'] ?? 0),
        dialogs: rows.map((row) => ListedDialogSchema.parse(row)),
      };
    },
    readFacets: async () => (await db.rows(await readSql('run/view/facets.sql'))).map((row) => FacetSchema.parse(row)),
  };
}

const sharedRelations = ['plans', 'targets', 'items', 'candidates', 'aspects'] as const satisfies readonly Relation[];
const dialogRelations = ['dialogs', 'turns', 'turn_evidence', 'attempts'] as const satisfies readonly Relation[];

const filterNames = ['status', 'outcome', 'superNode', 'problem', 'item', 'aspect', 'text'] as const;

async function createTable(db: Database, name: string, sqlFile: string, values?: { dialogs: string }): Promise<void> {
  await db.run(`create or replace table ${name} as ${await readSql(sqlFile)}`, values);
}

/** Dialogs whose files are read together, and which go into the tables together. */
const batchSize = 200;
/** About a second of reading. */
const mostTakenIn = 2000;

/** Reads the files of dialogs that have begun or ended since the last time; returns how many are left. */
async function takeIn(db: Database, run: RunFolder, ended: Set<string>, unfinished: Set<string>): Promise<number> {
  const records = await listDialogIds(run, 'record');
  const ids = new Set([...records, ...(await listDialogIds(run, 'attempts'))]);
  const fresh = [...ids].filter((dialogId) => !ended.has(dialogId));
  const taken = fresh.slice(0, mostTakenIn);
  for (let from = 0; from < taken.length; from += batchSize) {
    const batch = taken.slice(from, from + batchSize);
    const begun = await Promise.all(batch.map((dialogId) => readBegunDialog(run, dialogId)));
    await replaceRows(
      db,
      begun.filter(({ dialog_id: dialogId }) => unfinished.has(dialogId)),
      begun,
    );
    for (const { dialog_id: dialogId, status } of begun) {
      unfinished.delete(dialogId);
      (status === 'unfinished' ? unfinished : ended).add(dialogId);
    }
  }
  return fresh.length - taken.length;
}

async function replaceRows(db: Database, stale: readonly BegunDialog[], begun: readonly BegunDialog[]): Promise<void> {
  for (const table of stale.length === 0 ? [] : (['begun', 'lines'] as const)) {
    await db.run(`delete from ${table} where dialog_id in (select unnest(from_json($stale, '["VARCHAR"]')))`, {
      stale: JSON.stringify(stale.map(({ dialog_id: dialogId }) => dialogId)),
    });
  }
  const values = { dialogs: JSON.stringify(begun) };
  await db.run(`insert into begun ${await readSql('run/view/live_begun_dialogs.sql')}`, values);
  await db.run(`insert into lines ${await readSql('run/view/live_dialog_lines.sql')}`, values);
}

const nothingPlanned = (run: RunFolder): StudioFailure =>
  new StudioFailure('RunFolderUnusable', `run ${run.ref.runId} has planned no dialog yet`, {
    remedy: '`convrec status` shows how far it is; this page shows them as they are made.',
  });
