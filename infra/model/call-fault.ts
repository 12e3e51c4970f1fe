import type { Complaint } from './complaint.ts';

/**
 * What a complaint of an endpoint is about where it concerns one call and neither the config nor the endpoint: `sample`: this sample was no
 * JSON; `cut`: the token limit ended it before its first word; `content`: a filter; `length`: the request is longer than the model takes.
 */
export type CallFault = 'sample' | 'cut' | 'content' | 'length';

/** By the words of vendors and servers, each with where it was seen; undefined where the complaint is about something else. */
export function findCallFault({ status, code, type = '', text }: Complaint): CallFault | undefined {
  if (status === 401 || status === 402 || status === 429 || status === 404) return undefined;
  const names = `${code} ${type}`;
  return faults.find(({ named, says }) => named.test(names) || (says.test(text) && !ofSettings.test(text)))?.fault;
}

/** "max_tokens is too large: 100000. This model supports at most 16384 completion tokens" is about a setting. */
const ofSettings = /\bmax_(?:completion_)?tokens\b[^.]{0,20}\b(?:is too large|must be|at most|too high)\b/iu;

const faults: readonly { fault: CallFault; named: RegExp; says: RegExp }[] = [
  {
    fault: 'sample',
    // Groq.
    named: /json_validate_failed|json_generat|output_parse_failed/iu,
    says: /fail(?:ed|ure) to (?:generate|validate|produce)\b.{0,20}\bjson|generated (?:json|output)\b.{0,40}\b(?:invalid|not match)/iu,
  },
  {
    fault: 'cut',
    // OpenAI, of models that think.
    named: /output_limit_reached/iu,
    says: /could not finish the message|(?:max_tokens|output limit|token limit) (?:or model output limit )?was reached/iu,
  },
  {
    fault: 'content',
    // OpenAI, Azure, DashScope, Zhipu, Gemini, OpenRouter, Bedrock's gateways.
    named:
      /content_?filter|content_policy|data_inspection|responsible_?ai|moderation|prohibited_content|safety|sensitive_content|guardrail|^1301\b/iu,
    says: /content (?:filter|management policy|policy|moderation)|inappropriate content|was flagged|flagged (?:by|for|as)|usage polic|safety (?:system|filter|setting|reason)|sensitive (?:word|content)|blocked by|violat\w* (?:our|the|content|usage) |prohibited content|content security|敏感|违规/iu,
  },
  {
    fault: 'length',
    // OpenAI, vLLM, llama.cpp, TGI, SGLang, Anthropic's and Mistral's gateways, Groq, Gemini.
    named:
      /context_length|exceed_context|context_window|string_above_max_length|max_input|input_too_long|request_too_large/iu,
    says: /context (?:length|size|window)|maximum (?:context|input|sequence|prompt)|max_model_len|(?:prompt|input|request|messages?) (?:is|are|was|were)? ?too (?:long|large)|(?:prompt|input|inputs|request|tokens)\b.{0,50}\bexceed|exceed\w*\b.{0,50}\b(?:context|token|input|length)|reduce the length|too many (?:input )?tokens/iu,
  },
];
