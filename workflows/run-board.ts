import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { RunProgress } from '../schemas/progress.ts';
import { describeProgress } from './progress.ts';
import { pairsOf } from './search-attributes.ts';

/** Where a run stands, for whoever asks: by the query, and in Temporal's UI by the workflow's details and search attributes. */
export interface RunBoard {
  read(): RunProgress;
  write(next: RunProgress): RunProgress;
}

const endings: readonly RunProgress['status'][] = ['complete', 'gathered', 'previewed', 'stopped'];

/** `isSearchable`: the server has the search attributes. Each change of stage or outcome is then an event of the history. */
export function openRunBoard(first: RunProgress, isSearchable: boolean): RunBoard {
  let progress = first;
  let shown: { stage?: string; outcome?: string } = {};
  const show = (): void => {
    setCurrentDetails(describeProgress(progress));
    if (!isSearchable) return;
    const stage = progress.stages.find(({ status }) => status === 'running')?.stage ?? shown.stage;
    const outcome = endings.find((ending) => ending === progress.status);
    const changed = {
      ...(stage === undefined || stage === shown.stage ? {} : { stage }),
      ...(outcome === undefined || outcome === shown.outcome ? {} : { outcome }),
    };
    if (Object.keys(changed).length === 0) return;
    shown = { ...shown, ...changed };
    upsertSearchAttributes(pairsOf(changed));
  };
  show();
  return {
    read: () => progress,
    write(next) {
      progress = next;
      show();
      return next;
    },
  };
}
