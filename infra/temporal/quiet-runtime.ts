import { IllegalStateError } from '@temporalio/common';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { MetricsExporterConfig } from '@temporalio/worker';
import type { Say } from '../say.ts';
import type { LogMode } from '../log/log-mode.ts';
import { renderStepLine, toStepLine } from '../log/step-line.ts';
import { metricsSetting, portUnusable, renderListenAddress } from '../telemetry/listen-address.ts';
import type { ListenAddress } from '../telemetry/listen-address.ts';
import { histogramBuckets } from '../telemetry/studio-meter.ts';
import { serverGoneLine } from './server-gone-line.ts';

let installed = false;
let sink: Say = () => {};
let saysServerGone = false;
let logMode: LogMode = 'off';
let metricsAt: string | undefined;

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

export interface QuietRuntimeOptions {
  /** Says once a minute that the server is gone, where nobody follows a run and would say so. */
  saysServerGone?: boolean;
  /** With a log, the starts and ends of steps are said too. */
  logMode?: LogMode;
  /** Where the metrics of this process can be read; without an address they are not kept. Decided by the first call that names one. */
  metrics?: ListenAddress | undefined;
}

/**
 * Installs the SDK's native runtime once per process, without its signal handlers (the command line has its own) and with
 * its warnings going to the sink, one line each, instead of to the terminal. A later call only changes what is said. Throws InvalidRunConfig where the
 * port of the metrics cannot be opened.
 */
export function installQuietRuntime(say: Say, options: QuietRuntimeOptions = {}): void {
  sink = say;
  saysServerGone = options.saysServerGone ?? false;
  logMode = options.logMode ?? 'off';
  const { metrics } = options;
  const wanted = metrics === undefined ? undefined : renderListenAddress(metrics);
  if (installed) {
    if (wanted !== undefined && wanted !== metricsAt)
      throw new Error('this process has a runtime without those metrics');
    return;
  }
  try {
    const telemetryOptions = {
      logging: { forward: {} },
      ...(wanted === undefined ? {} : { metrics: exportMetrics(wanted) }),
    };
    Runtime.install({ logger: createQuietLogger(), shutdownSignals: [], telemetryOptions });
  } catch (error) {
    if (metrics !== undefined) throw portUnusable(metrics, metricsSetting, error);
    // Another user of the SDK in this process, such as a test environment, was first; its runtime serves as well.
    if (!(error instanceof IllegalStateError)) throw error;
  }
  installed = true;
  metricsAt = wanted;
}

/** Names, units and suffixes as Prometheus has them: seconds, `_total`. */
const exportMetrics = (bindAddress: string): MetricsExporterConfig => ({
  attachServiceName: false,
  prometheus: {
    bindAddress,
    countersTotalSuffix: true,
    unitSuffix: true,
    useSecondsForDurations: true,
    histogramBucketOverrides: histogramBuckets,
  },
});

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
