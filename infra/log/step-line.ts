import { ApplicationFailure } from '@temporalio/common';
import type { LogMode } from './log-mode.ts';

/** One line of the log. Fields hold names, ids, counts and durations: never a message, which may quote a review, a model or an endpoint. */
export interface StepLine {
  level: 'info' | 'warn';
  event: string;
  fields: Readonly<Record<string, string | number | boolean>>;
}

/** What the SDK says of workflows and activities, by its message. Its other messages are warnings or noise (`quiet-runtime.ts`). */
const events: Readonly<Record<string, string>> = {
  'Workflow started': 'workflow started',
  'Workflow completed': 'workflow ended',
  'Workflow completed as cancelled': 'workflow cancelled',
  'Workflow continued as new': 'workflow continued',
  'Workflow failed': 'workflow failed',
  'Activity started': 'step started',
  'Activity completed': 'step ended',
  'Activity completed as cancelled': 'step cancelled',
  'Activity failed': 'step failed',
  'Run paused': 'run paused',
  'Run resumed': 'run resumed',
};

/** The line for a message of the SDK with its attributes; undefined for a message of no step. */
export function toStepLine(message: string, meta: Readonly<Record<string, unknown>> = {}): StepLine | undefined {
  const event = events[message];
  if (event === undefined) return undefined;
  const { activityType, workflowType, workflowId, attempt, isLocal, durationMs, error } = meta;
  return {
    level: event.endsWith('failed') ? 'warn' : 'info',
    event,
    fields: {
      ...(typeof activityType === 'string' ? { step: activityType } : {}),
      ...(typeof workflowType === 'string' ? { workflow: workflowType } : {}),
      ...(typeof workflowId === 'string' ? { id: workflowId } : {}),
      ...(typeof attempt === 'number' ? { attempt } : {}),
      ...(isLocal === true ? { local: true } : {}),
      ...(typeof durationMs === 'number' ? { seconds: durationMs / 1000 } : {}),
      ...(error === undefined ? {} : describeFailure(error)),
    },
  };
}

/** Names why a step failed and when it is tried again: the failure's type and the endpoint's status, not what either says. */
function describeFailure(error: unknown): Record<string, string | number> {
  if (!(error instanceof ApplicationFailure)) {
    return { failure: error instanceof Error ? error.name : 'unknown' };
  }
  const [details]: unknown[] = error.details ?? [];
  const status = typeof details === 'object' && details !== null && 'status' in details ? details.status : undefined;
  return {
    failure: error.type ?? error.name,
    ...(typeof status === 'number' ? { status } : {}),
    ...describeRetry(error),
  };
}

function describeRetry({ nonRetryable, nextRetryDelay }: ApplicationFailure): Record<string, string | number> {
  if (nonRetryable === true) return { retry: 'none' };
  return typeof nextRetryDelay === 'number'
    ? { retry: 'later', retryInSeconds: nextRetryDelay / 1000 }
    : { retry: 'by the step’s own policy' };
}

/** One line, at `time` (ISO 8601, UTC). */
export function renderStepLine({ level, event, fields }: StepLine, mode: LogMode, time: string): string {
  if (mode === 'json') return JSON.stringify({ time, level, event, ...fields });
  const words = Object.entries(fields).map(([name, value]) => `${name}=${quoteIfNeeded(String(value))}`);
  return [time, level, `${event}:`, ...words].join(' ');
}

const quoteIfNeeded = (value: string): string => (/\s|"/u.test(value) ? JSON.stringify(value) : value);
