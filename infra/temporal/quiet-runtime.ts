import { IllegalStateError } from '@temporalio/common';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { Say } from './install-server.ts';

let installed = false;
let sink: Say = () => {};

/** The worker for the data queue has no workflows on purpose. */
const expected = new Set(['No workflows registered, not polling for workflow tasks']);

/** A dialog's offline turns are local activities and so part of one workflow task, which is slow on a busy machine and no fault. */
const slowTask = /^\[TMPRL1104\]/u;

/** Said some hundred times a minute while the server is gone; whoever follows a run says it once. */
const goneServer = /^gRPC call \w+ retried/u;

/**
 * Installs the SDK's native runtime once per process, without its signal handlers (the command line has its own) and with
 * its warnings going to the sink, one line each, instead of to the terminal. A later call only changes the sink.
 */
export function installQuietRuntime(say: Say): void {
  sink = say;
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
  return new DefaultLogger('WARN', ({ level, message, meta }) => {
    if (expected.has(message) || slowTask.test(message) || goneServer.test(message)) return;
    const error: unknown = meta?.['error'];
    sink(`Temporal ${level.toLowerCase()}: ${message}${error instanceof Error ? `: ${error.message}` : ''}`);
  });
}
