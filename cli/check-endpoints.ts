import { setTimeout as sleep } from 'node:timers/promises';
import { findEndpointFailures, findPlainTextRisks } from '../infra/model/find-endpoint-problems.ts';
import type { EndpointCheck } from '../infra/model/find-endpoint-problems.ts';
import type { StudioFailure } from '../schemas/failure.ts';
import type { RunConfig } from '../schemas/run-config.ts';

interface CheckRequest {
  config: RunConfig;
  /** Whose endpoints; default: those of the run's agents and of its embedder. */
  roles?: EndpointCheck['roles'];
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
  signal: AbortSignal;
}

/** Says which keys would go over the network in plain text. */
export function warnOfPlainText({ config, roles, env, say }: Omit<CheckRequest, 'signal'>): void {
  for (const risk of findPlainTextRisks(config, env, roles)) say(`warning: ${risk}`);
}

/** A connection may fail once by chance. */
const pauseMs = 1000;

/**
 * Asks each model for a line of a few tokens before the work, which may take hours: a wrong key, model name or base URL is thrown now
 * (InvalidRunConfig, or ModelUnavailable where nothing answers there). An endpoint that is only busy is said. With a budget, which counts
 * every token, it is asked for its list of models alone.
 */
export async function checkEndpoints({ config, roles, env, say, signal }: CheckRequest): Promise<void> {
  const { budget } = config;
  const proof = budget.usd === null && budget.tokens === null ? 'answer' : 'list';
  const check: EndpointCheck = { proof, signal, ...(roles === undefined ? {} : { roles }) };
  let failures = await findEndpointFailures(config, env, check);
  if (failures.some(isNoEndpoint)) {
    await sleep(pauseMs, undefined, { signal });
    failures = await findEndpointFailures(config, env, check);
  }
  const [worst] = failures.filter((failure) => failure.name === 'InvalidRunConfig' || isNoEndpoint(failure));
  if (worst !== undefined) throw withWayPast(worst);
  for (const { message } of failures) say(`${message}. The work begins; calls are repeated until it answers.`);
}

const isNoEndpoint = ({ details }: StudioFailure): boolean => details['isNoEndpoint'] === true;

function withWayPast(failure: StudioFailure): StudioFailure {
  const { remedy } = failure.details;
  const wayPast = 'Nothing has been computed; --no-check begins without this look at the endpoint.';
  failure.details.remedy = remedy === undefined ? wayPast : `${remedy.replace(/[^.]$/u, '$&.')} ${wayPast}`;
  return failure;
}
