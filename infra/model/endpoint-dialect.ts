import { APIError } from 'openai';

/** Request parameters that some endpoint or model does not take. */
export type Parameter = 'max_tokens' | 'max_completion_tokens' | 'temperature' | 'seed' | 'response_format';

const parameters: readonly Parameter[] = [
  'max_completion_tokens',
  'max_tokens',
  'temperature',
  'seed',
  'response_format',
];

/** Statuses that say the request itself is wrong. */
const requestStatuses: readonly unknown[] = [400, 404, 422, 501];

/** "Unsupported parameter", "does not support 0.8 with this model", "extra inputs are not permitted": not "must be at most 1". */
const notTaken =
  /unsupported|not support|unrecogni[sz]ed|unknown|unexpected|not (?:permitted|allowed|available|implemented)|deprecated|extra|instead|only the default/iu;

const ofStructuredOutput = /json_schema|response_format|structured output|guided|grammar/iu;

/**
 * Which of the `sent` parameters the endpoint turned down, going by the error's `param` or its words; undefined where the error is about
 * something else. A complaint about a value that could be mended ("must be at most 1") is the config's matter and none of this.
 */
export function findRefusedParameter(error: unknown, sent: ReadonlySet<Parameter>): Parameter | undefined {
  if (!(error instanceof APIError) || !requestStatuses.includes(error.status)) return undefined;
  const { message, param } = error;
  if (sent.has('response_format') && ofStructuredOutput.test(`${param ?? ''} ${message}`)) return 'response_format';
  if (!notTaken.test(message)) return undefined;
  const named = parameters.find((parameter) => param === parameter && sent.has(parameter));
  return named ?? parameters.find((parameter) => sent.has(parameter) && saysWord(message, parameter));
}

const saysWord = (text: string, word: string): boolean => new RegExp(`(?<![a-z_])${word}(?![a-z_])`, 'u').test(text);
