import { StudioFailure } from '../../schemas/failure.ts';
import type { ModelCall } from '../../schemas/model-call.ts';
import type { ChatMessage } from '../../studio/simulation/prompts.ts';
import type { Body } from './chat-body.ts';

/** Asks once for all that wait; what it resolves with is how the plain request failed, null where it was answered. */
export type ShareProof = (ask: () => Promise<unknown>) => Promise<unknown>;

/** Calls that fail side by side need one proof. Longer it must not hold: a key may be revoked at any time. */
const heldForMs = 3000;

/** Never two proofs at once; one that fails to be made (no budget, a cancelled call) is none for others. */
export function createShareProof(nowMs: () => number = () => performance.now()): ShareProof {
  let last: { proof: Promise<unknown>; untilMs: number } | undefined;
  return async (ask) => {
    if (last !== undefined && nowMs() < last.untilMs) return last.proof.catch(() => unproved);
    const made = { proof: ask(), untilMs: Number.POSITIVE_INFINITY };
    last = made;
    try {
      return await made.proof;
    } finally {
      made.untilMs = nowMs() + heldForMs;
    }
  };
}

const unproved = new StudioFailure('ModelUnavailable', 'no plain request was answered');

/** A request that holds nothing of a dialog. */
export const plainMessages: readonly ChatMessage[] = [
  { role: 'system', content: 'Answer with one line of plain, everyday English.' },
  { role: 'user', content: 'Say good morning.' },
];

/** The same request with the same settings and nothing of the dialog in it. */
export function asPlain(body: Body): Body {
  const hasRules = body.messages.some(({ role }) => role === 'system');
  return { ...body, messages: plainMessages.filter(({ role }) => hasRules || role === 'user') };
}

/** How a proof is kept among the calls: it brought no answer to the dialog, whatever came. */
export function describeProbe(failure: ModelCall['failure']): ModelCall['failure'] {
  const end = failure === null ? 'was answered' : `met ${failure.name}`;
  return { name: 'Probe', status: failure?.status ?? null, message: `A plain request with the same settings ${end}` };
}

/** Statuses that are never about a request's content: where a plain one gets through, the endpoint has bad moments. */
const passingStatuses: readonly unknown[] = [401, 404, 405];

/** A complaint that a plain request meets as well is the config's fault; one that it does not meet is about the call that met it. */
export function assignFault(failure: StudioFailure, probe: unknown): StudioFailure {
  const { isUnproved: _open, ...details } = failure.details;
  const fail = (
    name: 'InvalidRunConfig' | 'ModelRefused' | 'ModelUnavailable',
    remedy = details.remedy,
  ): StudioFailure =>
    new StudioFailure(
      name,
      failure.message,
      { ...details, ...(remedy === undefined ? {} : { remedy }) },
      failure.cause,
    );
  if (probe === null) {
    return passingStatuses.includes(details['status'])
      ? fail('ModelUnavailable', 'A plain request is answered: the endpoint turns down calls now and then.')
      : fail('ModelRefused', 'A plain request is answered, so this is about what was asked; other dialogs go on.');
  }
  const isOfConfig =
    probe instanceof StudioFailure && (probe.name === 'InvalidRunConfig' || probe.name === 'ModelRefused');
  return isOfConfig ? fail('InvalidRunConfig') : fail('ModelUnavailable', checkLater);
}

const checkLater = 'Wait: a plain request was not answered either, so it is unclear whether the settings are at fault.';
