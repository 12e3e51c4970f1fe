import type { Complaint } from './complaint.ts';

/**
 * What some endpoint or model does not take: parameters of a request, a message of the system role, an answer that comes as a whole instead of
 * as a stream.
 */
export type Parameter =
  'max_tokens' | 'max_completion_tokens' | 'temperature' | 'seed' | 'response_format' | 'system_role' | 'whole_answer';

const parameters: readonly Parameter[] = [
  'max_completion_tokens',
  'max_tokens',
  'temperature',
  'seed',
  'response_format',
];

/** Statuses that say the request itself is wrong. */
const requestStatuses: readonly number[] = [400, 404, 422, 501];

/** "Unsupported parameter", "does not support 0.8 with this model", "extra inputs are not permitted": not "must be at most 1". */
const notTaken =
  /unsupported|not support|unrecogni[sz]ed|unknown|unexpected|not (?:permitted|allowed|available|implemented)|deprecated|extra|instead|only the default/iu;

const ofStructuredOutput = /json_schema|response_format|structured output|guided|grammar/iu;

/** Gemma's and Mistral's templates, o1-mini, Google's gateway, llama.cpp (with status 500). */
const ofSystemRole =
  /\bsystem (?:role|message|prompt|instruction)s?\b.{0,60}(?:not (?:support|allow|enabled|permitted)|unsupported)|\bnot? support\w*\b.{0,40}\bsystem\b|roles must alternate|developer instructions? (?:is|are) not enabled|only (?:support )?user(?:,| and) assistant roles/iu;

/** DashScope, and servers that only stream. */
const ofStream =
  /only supports? (?:the )?stream|stream(?:ing)?\b.{0,30}\b(?:must be (?:set to )?true|is required|only)|non-?stream(?:ing)?\b.{0,40}\b(?:not|unsupported)|for non-?streaming calls|please (?:enable|use|set) (?:the )?stream/iu;

/**
 * Which of what was `sent` the endpoint turned down, going by the error's `param` or its words; undefined where the error is about something
 * else. A complaint about a value that could be mended ("must be at most 1") is the config's matter and none of this.
 */
export function findRefusedParameter(complaint: Complaint, sent: ReadonlySet<Parameter>): Parameter | undefined {
  const { status, text, param = '' } = complaint;
  const isOfRequest = requestStatuses.includes(status);
  if (sent.has('system_role') && (isOfRequest || status === 500) && ofSystemRole.test(text)) return 'system_role';
  if (!isOfRequest) return undefined;
  if (sent.has('whole_answer') && ofStream.test(text)) return 'whole_answer';
  if (sent.has('response_format') && ofStructuredOutput.test(`${param} ${text}`)) return 'response_format';
  if (!notTaken.test(text)) return undefined;
  const named = parameters.find((parameter) => param === parameter && sent.has(parameter));
  return named ?? parameters.find((parameter) => sent.has(parameter) && saysWord(text, parameter));
}

const saysWord = (text: string, word: string): boolean => new RegExp(`(?<![a-z_])${word}(?![a-z_])`, 'u').test(text);
