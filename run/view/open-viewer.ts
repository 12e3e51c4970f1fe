import type { Database, RunFolder } from '../../activities/dependencies.ts';
import { openRunFolder } from '../../infra/storage/run-folder.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { checkMeanings } from '../../studio/fidelity/check-meanings.ts';
import { readFork } from '../replay/create-fork.ts';
import type { Fork } from '../replay/create-fork.ts';
import { createQueue } from '../serving/in-turn.ts';
import type { Facet, PageRequest } from './filters.ts';
import { openDialogIndex } from './open-dialog-index.ts';
import type { DialogPage, IndexState } from './open-dialog-index.ts';
import { readViewedDialog } from './read-viewed-dialog.ts';
import type { ViewedDialog } from './viewed-dialog.ts';

export interface ViewedRun {
  runId: string;
  /** The run given to be shown beside this one. */
  besideRunId: string | null;
  /** What each check refuses, by its name. */
  meanings: Readonly<Record<string, string>>;
}

/** What a dialog can be set beside: the other run's dialog of the same id, and forks of it. */
export interface Beside {
  /** `run`, or the fork's id. */
  name: string;
  label: string;
}

/** What the page does, apart from how it asks. All calls throw RunFolderUnusable for what is missing or damaged in the run. */
export interface Viewer {
  readonly run: ViewedRun;
  list(request: PageRequest): Promise<DialogPage & IndexState>;
  readFacets(): Promise<Facet[]>;
  readDialog(dialogId: string): Promise<{ dialog: ViewedDialog; besides: Beside[] }>;
  readBeside(dialogId: string, name: string): Promise<ViewedDialog>;
}

/** Answers from `db`, one call after the other. `beside` is another run, or null. */
export function openViewer(db: Database, run: RunFolder, beside: RunFolder | null): Viewer {
  const inTurn = createQueue();
  const index = openDialogIndex(db, run);
  return {
    run: { runId: run.ref.runId, besideRunId: beside?.ref.runId ?? null, meanings: checkMeanings },
    list: (request) =>
      inTurn(async () => {
        const state = await index.refresh();
        return { ...state, ...(await index.list(request)) };
      }),
    readFacets: () =>
      inTurn(async () => {
        await index.refresh();
        return index.readFacets();
      }),
    readDialog: (dialogId) =>
      inTurn(async () => ({
        dialog: await readViewedDialog(db, run, dialogId),
        besides: [
          ...(beside === null ? [] : [{ name: 'run', label: `run ${beside.ref.runId}` }]),
          ...(await listForks(run, dialogId)).map(({ dialogId: name, fromTurn, isPlanEdited }) => ({
            name,
            label: `fork ${name.slice(0, 8)} from turn ${fromTurn}${isPlanEdited ? ', plan edited' : ''}`,
          })),
        ],
      })),
    readBeside: (dialogId, name) =>
      inTurn(async () => {
        if (name === 'run' && beside !== null) return readViewedDialog(db, beside, dialogId);
        const fork = (await listForks(run, dialogId)).find((candidate) => candidate.dialogId === name);
        if (fork !== undefined) return readViewedDialog(db, forkFolder(run, name), name, run);
        throw new StudioFailure('RunFolderUnusable', `dialog ${dialogId} has no fork ${name}`);
      }),
  };
}

const forkFolder = (run: RunFolder, name: string): RunFolder =>
  openRunFolder({ runId: name, runsRoot: run.path('forks') });

async function listForks(run: RunFolder, parentId: string): Promise<Fork[]> {
  const forks = await Promise.all((await run.listNames('forks')).map((name) => readFork(forkFolder(run, name))));
  return forks.flatMap((fork) => (fork?.parentId === parentId ? [fork] : []));
}
