import { z } from 'zod';
import type { RunFolder } from '../../activities/dependencies.ts';
import { AssignmentSchema, StudySchema } from '../../schemas/annotation.ts';
import type { Assignment, Study } from '../../schemas/annotation.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { assignDialogs, drawSharedDialogs } from '../../studio/evaluation/annotation/assign-dialogs.ts';
import { withDatabase } from '../../infra/duckdb/open-database.ts';
import { readSql } from '../../infra/storage/sql-files.ts';
import { isMade, openRelations } from '../reading/check-relations.ts';
import { raterKeyOf } from './rating-files.ts';

/** What a person may decide of a study; what is not given is the study's own where there is one, else the default. */
export type StudySettings = Partial<Pick<Study, 'seed' | 'dialogs' | 'sharedShare' | 'checks'>>;

export interface OpenStudy {
  study: Study;
  /** The run's accepted dialogs. */
  dialogIds: ReadonlySet<string>;
  /** Every rater's list, in the order they began. */
  readAssignments(): Promise<Assignment[]>;
  /** The list of a rater, made when there is none. */
  assign(raterId: string): Promise<Assignment>;
}

const folder = 'evaluation/annotation';
const studyFile = `${folder}/study.json`;
const ratersFolder = `${folder}/raters`;

/**
 * The study of a run, fixed when it is first opened. Throws RunFolderUnusable for a run without dialogs, InvalidRunConfig for a setting
 * that is not the study's.
 */
export async function openStudy(run: RunFolder, settings: StudySettings): Promise<OpenStudy> {
  const dialogIds = await readAcceptedDialogs(run);
  const study = (await readStudy(run)) ?? (await createStudy(run, settings, dialogIds));
  refuseOtherSettings(run, study, settings);
  const readAssignments = async (): Promise<Assignment[]> => {
    const names = (await run.listNames(ratersFolder)).filter((name) => name.endsWith('.json'));
    const numbered = await Promise.all(names.map((name) => readJson(run, `${ratersFolder}/${name}`, NumberedSchema)));
    return numbered
      .flatMap((found) => found ?? [])
      .toSorted((a, b) => a.number - b.number)
      .map(({ number: _number, ...assignment }) => assignment);
  };
  return {
    study,
    dialogIds: new Set(dialogIds),
    readAssignments,
    async assign(raterId) {
      const earlier = await readAssignments();
      const known = earlier.find((assignment) => assignment.raterId === raterId);
      if (known !== undefined) return known;
      const assignment = assignDialogs({ study, raterId, dialogIds, earlier });
      const numbered: Numbered = { ...assignment, number: earlier.length };
      await run.createText(`${ratersFolder}/${raterKeyOf(raterId)}.json`, JSON.stringify(numbered));
      return assignment;
    },
  };
}

/** `number`: 0 for the rater who began first. */
const NumberedSchema = AssignmentSchema.extend({ number: z.number().int().nonnegative() });
type Numbered = z.infer<typeof NumberedSchema>;

async function readAcceptedDialogs(run: RunFolder): Promise<string[]> {
  const { runId } = run.ref;
  if (!(await isMade(run, 'dialogs'))) {
    throw new StudioFailure(
      'RunFolderUnusable',
      `run ${runId} has gathered no dialogs yet, so there is nothing to rate`,
      {
        remedy: `\`convrec status ${runId}\` shows how far it is; \`convrec gather ${runId}\` makes the dataset of what it has.`,
      },
    );
  }
  const rows = await withDatabase({ memoryLimitMb: 512 }, async (db) => {
    await openRelations(db, run, ['dialogs']);
    return db.rows(await readSql('run/annotation/accepted_dialogs.sql'));
  });
  if (rows.length === 0) {
    throw new StudioFailure('RunFolderUnusable', `run ${runId} has no accepted dialog, so there is nothing to rate`, {
      remedy: `\`convrec sql ${runId} "select reason, count(*) from dialogs group by all"\` says why they failed.`,
    });
  }
  return rows.map((row) => z.object({ dialogId: z.string() }).parse(row).dialogId);
}

const readStudy = (run: RunFolder): Promise<Study | undefined> => readJson(run, studyFile, StudySchema);

async function createStudy(run: RunFolder, settings: StudySettings, dialogIds: readonly string[]): Promise<Study> {
  const dialogs = settings.dialogs ?? 20;
  const chosen = {
    seed: settings.seed ?? (await run.readConfig()).seed,
    dialogs,
    sharedShare: settings.sharedShare ?? 0.5,
    checks: settings.checks ?? Math.ceil(dialogs / 10),
  };
  const study: Study = { ...chosen, sharedDialogIds: drawSharedDialogs(dialogIds, chosen) };
  await run.createText(studyFile, `${JSON.stringify(study, null, 2)}\n`);
  // Another process may have been first.
  return (await readStudy(run)) ?? study;
}

function refuseOtherSettings(run: RunFolder, study: Study, settings: StudySettings): void {
  for (const name of ['seed', 'dialogs', 'sharedShare', 'checks'] as const) {
    const given = settings[name];
    if (given === undefined || given === study[name]) continue;
    throw new StudioFailure(
      'InvalidRunConfig',
      `the study of run ${run.ref.runId} has ${flags[name]} ${study[name]}, and ${given} is given`,
      {
        remedy: `Leave the flag out to go on with it. To begin another study, move ${run.path('evaluation/annotation')} and ${run.path('evaluation/ratings')} away.`,
      },
    );
  }
}

const flags = { seed: '--seed', dialogs: '--dialogs', sharedShare: '--shared', checks: '--checks' } as const;

async function readJson<T>(run: RunFolder, relative: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await run.readText(relative);
  if (text === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    const remedy = 'It was edited by hand or written by another version: put it right, or move it away.';
    throw new StudioFailure('RunFolderUnusable', `${run.path(relative)} cannot be read: ${reason}`, { remedy }, error);
  }
}
