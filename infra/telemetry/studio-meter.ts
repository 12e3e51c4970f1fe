import type { MetricMeter } from '@temporalio/common';
import type { Meter } from '../../activities/meter.ts';
import { ModelRoleSchema } from '../../schemas/model-call.ts';

/** Upper bounds of the buckets, in seconds; the SDK takes them by the metric's name. */
export const histogramBuckets = {
  convrec_model_call_duration: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320],
  convrec_stage_duration: [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400],
};

const callOutcomes = ['answered', 'probe', 'cancelled', 'failed'] as const;
type CallOutcome = (typeof callOutcomes)[number];

/**
 * The studio's own metrics, on the meter of Temporal's SDK, so that they come out of the same port as the SDK's. They count what this process did
 * since it started; the sum over all workers of a run is what `convrec status` shows, but for steps that were done twice after a kill. Counters of the SDK
 * hold whole numbers: costs are whole nano-dollars, as in the sums of a run. Every counter begins at 0 for each label that is known before.
 */
export function createStudioMeter(meter: MetricMeter): Meter {
  const counter = (name: string, description: string) => meter.createCounter(`convrec_${name}`, '', description);
  const calls = counter('model_calls', 'Calls to a model endpoint that ended, by role and outcome');
  const inFlight = upDownCounter(meter, 'convrec_model_calls_in_flight', 'Calls to a model endpoint under way');
  const latency = meter.createHistogram(
    'convrec_model_call_duration',
    'float',
    'seconds',
    'Time from sending a call to its end',
  );
  const tokens = counter('model_tokens', 'Tokens of calls to a model endpoint, as it counted them');
  const cost = counter('model_cost_nanodollars', 'Cost of calls to a model endpoint in billionths of a US dollar');
  const unpriced = counter('model_calls_unpriced', 'Answers whose cost is unknown');
  const attempts = counter('turn_attempts', 'Attempts at a turn that were checked');
  const failedChecks = counter('failed_checks', 'Attempts at a turn in which a check found something, by check');
  const dialogs = counter('dialogs_ended', 'Dialogs that ended, by outcome and the name of the failure');
  const parts = counter('parts_made', 'Parts of clauses and mentions that were made');
  const stages = meter.createHistogram(
    'convrec_stage_duration',
    'float',
    'seconds',
    'Time that a stage of a run took, where it was computed',
  );

  for (const role of ModelRoleSchema.options) {
    for (const outcome of callOutcomes) calls.add(0, { role, outcome });
    for (const kind of ['prompt', 'completion']) tokens.add(0, { role, kind });
    for (const of of [cost, unpriced]) of.add(0, { role });
    inFlight.add(0, { role });
  }
  for (const outcome of ['accepted', 'rejected']) attempts.add(0, { outcome });
  dialogs.add(0, { outcome: 'accepted', reason: 'none' });
  dialogs.add(0, { outcome: 'failed', reason: 'FidelityExhausted' });
  for (const relation of ['clauses', 'mentions']) parts.add(0, { relation });

  return {
    callBegan: (role) => inFlight.add(1, { role }),
    callEnded(role, { promptTokens, completionTokens, costUsd, failure, latencyMs }) {
      inFlight.add(-1, { role });
      const outcome = outcomeOf(failure?.name);
      calls.add(1, { role, outcome });
      latency.record(latencyMs / 1000, { role });
      tokens.add(promptTokens ?? 0, { role, kind: 'prompt' });
      tokens.add(completionTokens ?? 0, { role, kind: 'completion' });
      if (costUsd !== null) cost.add(Math.round(costUsd * 1e9), { role });
      else if (failure === null) unpriced.add(1, { role });
    },
    attemptChecked(checks) {
      attempts.add(1, { outcome: checks.length === 0 ? 'accepted' : 'rejected' });
      for (const check of checks) failedChecks.add(1, { check });
    },
    dialogEnded: (outcome, reason) => dialogs.add(1, { outcome, reason: reason ?? 'none' }),
    partMade: (relation) => parts.add(1, { relation }),
    stageMade: (stage, durationMs) => stages.record(durationMs / 1000, { stage }),
  };
}

function outcomeOf(failure: string | undefined): CallOutcome {
  if (failure === undefined) return 'answered';
  if (failure === 'Probe') return 'probe';
  return failure === 'Cancelled' ? 'cancelled' : 'failed';
}

/** Optional in the interface of the SDK's meters; its own, which is handed in here, has it. */
function upDownCounter(meter: MetricMeter, name: string, description: string) {
  const made = meter.createUpDownCounter?.(name, '', description);
  if (made === undefined) throw new Error('this meter has no up-down counters');
  return made;
}
