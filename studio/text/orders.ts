/**
 * Whether a clause speaks to who reads it for someone else: an instruction planted in a review. Such a clause is no evidence of anything.
 */
export const isOrder = (clause: string): boolean =>
  mayBeOrder.test(clause) && orders.some((pattern) => pattern.test(clause));

/** Nearly all clauses hold none of these words, and need no closer look. */
const mayBeOrder =
  /\b(?:ignore|disregard|forget|override|bypass|assistants?|bots?|chat|ai|a\.i\.|models?|llms?|recommender|agents?|machines?|tell|inform|convince|assure|remind|instruct|say|write|reply|answer|respond|claim|state|print|output|repeat|recommend|suggest|mention|name|praise|system|developer|user|rate|give)\b/iu;

const orders: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass) (?:\w+ ){0,4}?(?:instructions?|rules?|prompts?|guidelines?|orders?|messages?|everything|all|else)\b/iu,
  /\b(?:assistants?|chat ?bots?|ai|a\.i\.|language models?|llms?|recommender|agents?|bots?)\b[:,]? (?:\w+ ){0,3}?(?:must|should|shall|has to|have to|need to|please|will|say|tell|reply|answer|write|recommend|rate|give|respond|ignore|repeat|output|print)\b/iu,
  /\b(?:note|message|instructions?|attention|hey|dear|to) (?:to |for |any |all |the |every )*(?:assistants?|chat ?bots?|ai|language models?|llms?|bots?|machines?|agents?)\b/iu,
  /\b(?:tell|inform|convince|assure|remind|instruct) (?:the |every |all |each |your )*(?:users?|customers?|buyers?|readers?|everyone|everybody|people|guests?|shoppers?)\b/iu,
  /\b(?:say|write|reply|answer|respond|claim|state|print|output|repeat)(?: only)?[:,]? (?:that (?:this|it|everyone|everybody|all|we|the)\b|in (?:capitals?|caps|all caps|uppercase|[A-Z]\w+)\b|["“'])/u,
  /(?:^|[.!?] )\W*(?:please )?(?:only )?(?:reply|answer|respond|output|print)(?: only)? with\b/iu,
  /\b(?:always|only|never) (?:recommend|suggest|mention|name|answer|reply|praise)\b/iu,
  /\b(?:system|developer|user|assistant) ?(?:prompt|message|:)|\byou (?:are|must act as) (?:an?|now|the) (?:ai|assistant|bot|model|pirate|chat)/iu,
  /\b(?:rate|give) (?:this|the) (?:chat|conversation|assistant|answer|app|place|product)\b[^.]*\b(?:five|5|ten|10)\b/iu,
];
