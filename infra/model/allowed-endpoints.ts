import { z } from 'zod';
import { StudioFailure } from '../../schemas/failure.ts';
import type { RunConfig } from '../../schemas/run-config.ts';
import { openAiBaseUrl } from './endpoint.ts';
import type { EndpointSettings } from './endpoint.ts';
import { resolveModelSettings } from './model-settings.ts';

/** A base URL and an environment variable whose value may be sent there. */
export const AllowedEndpointSchema = z.strictObject({ baseUrl: z.url(), variable: z.string() });
export type AllowedEndpoint = z.infer<typeof AllowedEndpointSchema>;

/**
 * Throws where a worker may not send one of the variables' values to the base URL: InvalidRunConfig, or ModelUnavailable where the command that
 * was started for it may come back.
 */
export type CheckEndpoint = (settings: Omit<EndpointSettings, 'name'>) => void;

export const endpointsVariable = 'CONVREC_MODEL_ENDPOINTS';

/** What a person who starts a command with this config has said yes to: the endpoints of its agents, its judge and its embeddings. */
export function endpointsOf(config: Pick<RunConfig, 'model'> & Partial<Pick<RunConfig, 'aspects'>>): AllowedEndpoint[] {
  const { model, aspects } = config;
  const roles = (['user', 'system', 'judge'] as const).map((role) => resolveModelSettings({ model }, role));
  const embedding = aspects?.embedding;
  const { keyVariable, headers, query } = model;
  return [
    ...(model.kind === 'openai' ? roles : []),
    ...(embedding?.kind === 'openai' ? [{ baseUrl: embedding.baseUrl, keyVariable, headers, query }] : []),
  ].flatMap(listPairs);
}

/** One for each variable whose value a call sends. */
function listPairs({ baseUrl, keyVariable, headers, query }: Omit<EndpointSettings, 'name'>): AllowedEndpoint[] {
  const variables = [keyVariable, ...Object.values(headers ?? {}), ...Object.values(query ?? {})];
  return variables.map((variable) => ({ baseUrl: baseUrl ?? openAiBaseUrl, variable }));
}

const variablePattern = /^[A-Z][A-Z0-9_]*$/u;

/**
 * The endpoints of CONVREC_MODEL_ENDPOINTS: `BASE_URL=KEY_VARIABLE`, several separated by blanks; OpenAI's own with OPENAI_API_KEY where it is
 * not set. Throws InvalidRunConfig for an entry that is none.
 */
export function readAllowedEndpoints(env: NodeJS.ProcessEnv): AllowedEndpoint[] {
  const given = env[endpointsVariable] ?? '';
  if (given.trim() === '') return [{ baseUrl: openAiBaseUrl, variable: 'OPENAI_API_KEY' }];
  return given
    .trim()
    .split(/\s+/u)
    .map((entry, index) => {
      const at = entry.lastIndexOf('=');
      const parsed = AllowedEndpointSchema.safeParse({ baseUrl: entry.slice(0, at), variable: entry.slice(at + 1) });
      if (at > 0 && parsed.success && variablePattern.test(parsed.data.variable)) return parsed.data;
      // The entry is not shown: somebody may have written the key itself.
      throw new StudioFailure(
        'InvalidRunConfig',
        `entry ${index + 1} of ${endpointsVariable} is no BASE_URL=KEY_VARIABLE`,
        {
          remedy: `Write ${endpointsVariable}="https://api.openai.com/v1=OPENAI_API_KEY http://127.0.0.1:8091/v1=LOCAL_KEY": the variable's name, not the key.`,
        },
      );
    });
}

/** What the commands of a folder of runs say; both are asked each time because they come and go. */
export interface OtherCommands {
  /** Endpoints of those that run now. */
  findApproved(): readonly AllowedEndpoint[];
  /** Endpoints of those that were killed, or ended before their work did. */
  findInterrupted(): readonly AllowedEndpoint[];
}

const noOthers: OtherCommands = { findApproved: () => [], findInterrupted: () => [] };

/**
 * A check against these endpoints, then against those of other commands. What a workflow's input or a run's saved config names beyond them is
 * refused, so that whoever can start a workflow cannot choose where a key goes. What a killed command was started for gets no key either, but
 * the call is made again later: its run must not fail while it is away.
 */
export function createCheckEndpoint(
  allowed: readonly AllowedEndpoint[],
  others: OtherCommands = noOthers,
): CheckEndpoint {
  return (settings) => {
    const refused = listPairs(settings).find((pair) => !isIn(pair, allowed) && !isIn(pair, others.findApproved()));
    if (refused === undefined) return;
    const { baseUrl, variable } = refused;
    const isInterrupted = isIn(refused, others.findInterrupted());
    throw new StudioFailure(
      isInterrupted ? 'ModelUnavailable' : 'InvalidRunConfig',
      isInterrupted
        ? `the command that was started for the endpoint ${baseUrl} with the key of ${variable} has ended, and this worker was not`
        : `this worker was not started for the endpoint ${baseUrl} with the key of ${variable}`,
      {
        remedy: `${isInterrupted ? 'Launch the run again. ' : ''}Where you trust that endpoint, start the worker with ${baseUrl}=${variable} in ${endpointsVariable}.`,
      },
    );
  };
}

export const isIn = (wanted: AllowedEndpoint, endpoints: readonly AllowedEndpoint[]): boolean =>
  endpoints.some(
    ({ baseUrl, variable }) => variable === wanted.variable && toPlainUrl(baseUrl) === toPlainUrl(wanted.baseUrl),
  );

const toPlainUrl = (url: string): string => new URL(url).href.replace(/\/+$/u, '');
