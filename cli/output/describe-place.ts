import { relative } from 'node:path';
import type { RunFolder } from '../../activities/dependencies.ts';
import type { TemporalSession } from '../../infra/temporal/open-temporal.ts';
import { datasetWorkflowId } from '../../workflows/workflow-ids.ts';
import type { Context } from '../context.ts';

/** Address of a run's workflow in the server's UI; its id where the server shows none. */
export function describeWorkflow(run: RunFolder, { uiAddress, namespace }: TemporalSession): string {
  const workflowId = datasetWorkflowId(run.ref.runId);
  if (uiAddress === undefined) return workflowId;
  return `${uiAddress}/namespaces/${encodeURIComponent(namespace)}/workflows/${encodeURIComponent(workflowId)}`;
}

/** A path as short as the user's folder allows. */
export function showPath(path: string, { folder }: Context): string {
  const short = relative(folder, path);
  return short === '' || short.startsWith('..') ? path : short;
}
