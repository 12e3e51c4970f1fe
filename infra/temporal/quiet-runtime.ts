import { IllegalStateError } from '@temporalio/common';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Say } from '../say.ts';
import type { LogMode } from '../log/log-mode.ts';
import { renderStepLine, toStepLine } from '../log/step-line.ts';
import { serverGoneLine } from './server-gone-line.ts';

let installed = false;
let sink: Say = () => {};
let saysServerGone = false;
let logMode: LogMode = 'off';

/** The worker for the data queue has no workflows on purpose. */
const expected = new Set(['No workflows registered, not polling for workflow tasks']);

/** The last call of a worker whose server is lost; the loss itself is said elsewhere. */
const farewell = /^shutdown_worker rpc errored/u;

/** A dialog's offline turns are local activities and so part of one workflow task, which is slow on a busy machine and no fault. */
const slowTask = /^\[TMPRL1104\]/u;

/** Warned of some hundred times a minute while the server is gone. */
const goneServer = /^(?:gRPC call \w+ retried|Network error while completing activity)/u;
/** The SDK's words for any error; gRPC's status names a server that is gone. */
const failedActivation = 'Error while completing workflow activation';
const goneStatus = /unavailable|deadline|transport error|connect error|timed out|cancelled/iu;
const serverGoneLineMs = 60_000;

/**
 * Installs the SDK's native runtime once per process, without its signal handlers (the command line has its own) and with
 * its warnings going to the sink, one line each, instead of to the terminal; with a log, so do the starts and ends of steps. A later call only
 * changes the sink. That the server is gone is said here, once a minute, where nobody follows a run and would say so.
 */
export function installQuietRuntime(say: Say, saysGone = false, mode: LogMode = 'off'): void {
  sink = say;
  saysServerGone = saysGone;
  logMode = mode;
  if (installed) return;
  installed = true;
  try {
    const telemetryOptions = { logging: { forward: {} } };
    Runtime.install({ logger: createQuietLogger(), shutdownSignals: [], telemetryOptions });
  } catch (error) {
    // Another user of the SDK in this process, such as a test environment, was first; its runtime serves as well.
    if (!(error instanceof IllegalStateError)) throw error;
  }
}

export function createQuietLogger(): DefaultLogger {
  let saidGoneAtMs = Number.NEGATIVE_INFINITY;
  return new DefaultLogger('DEBUG', ({ level, message, meta }) => {
    const step = logMode === 'off' ? undefined : toStepLine(message, meta);
    if (step !== undefined) {
      sink(renderStepLine(step, logMode, new Date().toISOString()));
      return;
    }
    if (level !== 'WARN' && level !== 'ERROR') return;
    if (expected.has(message) || farewell.test(message) || slowTask.test(message)) return;
    const error: unknown = meta?.['error'];
    const reason = error instanceof Error ? error.message : typeof error === 'string' ? error : '';
    if (goneServer.test(message) || (message === failedActivation && goneStatus.test(reason))) {
      const now = performance.now();
      if (!saysServerGone || now - saidGoneAtMs < serverGoneLineMs) return;
      saidGoneAtMs = now;
      sink(serverGoneLine);
      return;
    }
    sink(`Temporal ${level.toLowerCase()}: ${message}${reason === '' ? '' : `: ${reason}`}`);
  });
}
