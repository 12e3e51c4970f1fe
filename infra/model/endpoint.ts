import { StudioFailure } from '../../schemas/failure.ts';

/** Where the language model is and what opens it. */
export interface Endpoint {
  baseUrl: string;
  model: string;
  /** The environment variable that the key came from, for messages. */
  keyVariable: string;
  /** A secret: in the request's header and nowhere else. */
  apiKey: string;
}

export interface EndpointSettings {
  /** Null is OpenAI's own. */
  baseUrl: string | null;
  name: string;
  keyVariable: string;
}

export const openAiBaseUrl = 'https://api.openai.com/v1';

/** What a local server that asks for no key is sent. */
export const noKey = 'none';

/** Throws InvalidRunConfig where the base URL or the key cannot be used. The key is never part of the message. */
export function resolveEndpoint({ baseUrl, name, keyVariable }: EndpointSettings, env: NodeJS.ProcessEnv): Endpoint {
  const address = baseUrl ?? openAiBaseUrl;
  const { protocol } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') {
    const remedy = 'Give a base URL that starts with http:// or https:// (--base-url).';
    throw new StudioFailure('InvalidRunConfig', `model.baseUrl is ${address}, which no model can be asked at`, {
      remedy,
    });
  }
  // A key read from a file often ends in a line break, which no header may hold.
  const apiKey = env[keyVariable]?.trim() ?? '';
  if (!/^[\u0021-\u007E]*$/u.test(apiKey)) {
    const remedy = `Set ${keyVariable} again: a key is one word of plain letters, digits and signs.`;
    throw new StudioFailure('InvalidRunConfig', `${keyVariable} holds characters that no key has`, { remedy });
  }
  if (apiKey === '' && !isLoopback(address)) {
    const remedy = `Set ${keyVariable} in the environment of the worker; for an endpoint that asks for no key, to any word.`;
    throw new StudioFailure('InvalidRunConfig', `${keyVariable} is not set, which ${address} needs`, { remedy });
  }
  return { baseUrl: address, model: name, keyVariable, apiKey: apiKey === '' ? noKey : apiKey };
}

/** OpenAI's own endpoint has retired `max_tokens`; most others know nothing else. */
export const isOpenAi = ({ baseUrl }: Endpoint): boolean =>
  new URL(baseUrl).hostname === new URL(openAiBaseUrl).hostname;

const isLoopback = (address: string): boolean =>
  /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/u.test(new URL(address).hostname);
