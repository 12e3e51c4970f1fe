import { findSecretInUrl } from '../../schemas/endpoint-url.ts';
import { StudioFailure } from '../../schemas/failure.ts';
import { shapeOf } from '../../schemas/secret-shape.ts';
import { isLoopback } from './loopback.ts';
import { readProxySettings } from './proxy-settings.ts';
import type { ProxySettings } from './proxy-settings.ts';

/** Where the language model is and what opens it. */
export interface Endpoint {
  baseUrl: string;
  model: string;
  /** The environment variable that the key came from, for messages. */
  keyVariable: string;
  /** A secret: in the request's header and nowhere else. Null where other headers open the endpoint. */
  apiKey: string | null;
  /** By name; the values are secrets. */
  headers: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  proxy: ProxySettings;
}

export interface EndpointSettings {
  /** Null is OpenAI's own. */
  baseUrl: string | null;
  name: string;
  keyVariable: string;
  /** Headers and query parameters, each with the variable that holds its value. */
  headers?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
}

export const openAiBaseUrl = 'https://api.openai.com/v1';

/** What a local server that asks for no key is sent. */
export const noKey = 'none';

/** Throws InvalidRunConfig where the base URL, the key or another value cannot be used. No value is ever part of the message. */
export function resolveEndpoint(
  { baseUrl, name, keyVariable, headers = {}, query = {} }: EndpointSettings,
  env: NodeJS.ProcessEnv,
): Endpoint {
  const address = baseUrl ?? openAiBaseUrl;
  checkAddress(address);
  const values = { headers: readValues(headers, env), query: readValues(query, env) };
  const given = env[keyVariable] === undefined ? '' : readSecret(keyVariable, env);
  const isOpenedOtherwise = Object.keys({ ...headers, ...query }).length > 0;
  if (given === '' && !isOpenedOtherwise && !isLoopback(address)) {
    const remedy = `Set ${keyVariable} in the environment of the worker; for an endpoint that asks for no key, to any word.`;
    throw new StudioFailure('InvalidRunConfig', `${keyVariable} is not set, which ${address} needs`, { remedy });
  }
  const apiKey = given === '' ? (isOpenedOtherwise ? null : noKey) : given;
  return { baseUrl: address, model: name, keyVariable, apiKey, ...values, proxy: readProxySettings(env) };
}

function checkAddress(address: string): void {
  const { protocol } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') {
    const remedy = 'Give a base URL that starts with http:// or https:// (--base-url).';
    throw new StudioFailure('InvalidRunConfig', `model.baseUrl is ${address}, which no model can be asked at`, {
      remedy,
    });
  }
  const secret = findSecretInUrl(address);
  if (secret === undefined) return;
  throw new StudioFailure('InvalidRunConfig', `model.baseUrl ${secret}`, { remedy: 'Give another one (--base-url).' });
}

function readValues(variables: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => {
      const value = readSecret(variable, env);
      if (value !== '') return [name, value];
      const remedy = `Set ${variable} in the environment of the worker, or take ${name} out of model.headers and model.query.`;
      throw new StudioFailure('InvalidRunConfig', `${variable} is not set, which ${name} needs`, { remedy });
    }),
  );
}

/** A key read from a file often ends in a line break, which no header may hold. */
function readSecret(variable: string, env: NodeJS.ProcessEnv): string {
  const value = env[variable]?.trim() ?? '';
  if (/^[\u0021-\u007E]*$/u.test(value)) return value;
  const remedy = `Set ${variable} again: a key is one word of plain letters, digits and signs.`;
  throw new StudioFailure('InvalidRunConfig', `${variable} holds characters that no key has`, { remedy });
}

/** Everything that must never come back from the endpoint. */
export function listSecrets({ apiKey, headers, query, proxy }: Endpoint): string[] {
  const words = Object.values(headers).flatMap((value) => [value, value.replace(/^(?:bearer|basic|token)\s+/iu, '')]);
  return [...(apiKey === null ? [] : [apiKey]), ...words, ...Object.values(query), ...proxy.secrets];
}

/** Says that a key goes over the network in plain text; undefined where none does. */
export function findPlainTextRisk({ baseUrl, keyVariable, ...endpoint }: Endpoint): string | undefined {
  const { protocol, host } = new URL(baseUrl);
  const isSecret = listSecrets({ baseUrl, keyVariable, ...endpoint }).some((secret) => shapeOf(secret) !== 'none');
  if (protocol !== 'http:' || isLoopback(baseUrl) || !isSecret) return undefined;
  return `${host} is asked over http://: everyone on the way can read the key (${keyVariable}) and what is asked. Use https:// where the endpoint has it.`;
}

/** OpenAI's own endpoint has retired `max_tokens`; most others know nothing else. */
export const isOpenAi = ({ baseUrl }: Pick<Endpoint, 'baseUrl'>): boolean =>
  new URL(baseUrl).hostname === new URL(openAiBaseUrl).hostname;
