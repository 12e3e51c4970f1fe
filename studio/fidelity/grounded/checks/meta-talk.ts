import type { GroundedCheck } from '../check.ts';
import { stemOf } from '../said-words.ts';

/** Nobody speaks of being a model, of instructions or of the machinery behind the dialog, and no markup stands in a turn. */
export const findMetaTalkProblems: GroundedCheck = ({ plainText, turn, evidence }) => {
  // Rules of a game and instructions of a shelf are what a clause speaks of.
  const hasRules = ruleWords.some((stem) => evidence.stems.has(stem));
  const own = turn.speaker === 'system' && !hasRules ? systemPatterns : [];
  return [...patterns, ...own].flatMap((pattern) => {
    const match = pattern.exec(plainText)?.[0].trim();
    return match === undefined ? [] : [{ check: 'meta-talk', detail: `"${match}"` }];
  });
};

const ruleWords = ['rule', 'instruction', 'guideline', 'prompt', 'developer'].map((word) => stemOf(word));

const patterns: readonly RegExp[] = [
  // Markup, control tokens, data.
  /<\/?[a-z|][^<>]{0,60}>|<\|[^<>]*\|?>|\[\/?[A-Z_]{3,}\]|```|^#+ \w|\*\*\w[^*]*\*\*|\{\{|\}\}/imu,
  /[{[]\s*["'][\w-]+["']\s*[:,\]]|^\s*[{[][^\w]*\w+["']?\s*:/u,
  /\{[a-z_ ]+\}|\[(?:title|name|item|aspect|user|restaurant|product|app|insert|your)[^\]]*\]|\[?\b(?:q|r|u)\d{1,3}\b[\],)]/u,
  /(?:^|\n)\s*\**(?:user|system|assistant|customer|human|ai|bot)\**\s*:/iu,
  // Models and their ways.
  /\bas an? (?:ai|artificial|large language|language|virtual|digital|computer|neural)\b/iu,
  /\b(?:large language|language) models?\b|\bi(?:'m| am)(?: just| only)? (?:an? )?(?:ai\b|artificial|bot\b|chat ?bot|program\b|chatgpt|neural|algorithm)/iu,
  /\b(?:knowledge cut-?off|training data|context window|system message|system prompt|api (?:call|key))\b/iu,
  /\btokens? (?:used|spent|limit)\b|\b(?:max(?:imum)?|output|prompt|completion) tokens?\b/iu,
  /\bmy (?:own |earlier |secret )*(?:instructions?|system prompt|guidelines|programming|role is|persona)\b/iu,
  // The plan behind the dialog.
  /\b(?:dialog(?:ue)?|conversation|chat|act) (?:is |was |has been )?(?:complete|completed|over|ended|finished|received|terminated)\b/iu,
  /\b(?:super-?nodes?|plan step|dialog plan|slots? (?:filled|values?)|candidate (?:list|items?|set)|the transcript|placeholder|role-?play\w*|metadata|json|schema|xml|database (?:entry|field|row))\b/iu,
  /\btarget (?:item|title|product|app|restaurant|aspect)\b|\b(?:reveal|name|mention) the target\b/iu,
  /\b(?:greet|recommend|accept|reject|explain|close|revise|state_need|ask_\w+) (?:act|step|node|turn|phase)\b/iu,
  /\b(?:act|facts?|quotes?|clauses?|fields?) (?:in|on|of|from) (?:your|my|the) (?:list|data|file|database|input|sheet|notes|brief|context)\b|\b\w+ facts? (?:in|on) your list\b/iu,
  /\b(?:aspect|polarity|sentiment) (?:is |= ?|: ?)?(?:good|bad|mixed|positive|negative|neutral)\b/iu,
  /\b(?:confidence|probability|likelihood|relevance|similarity)\b[^.?!]{0,40}\b(?:0?\.\d+|\d{1,3} ?%|\d{1,3} percent|\d\/\d+)/iu,
  /\b(?:here is|here's|below is|this is) (?:the|my|a|your) (?:line|response|reply|utterance|answer|turn|rewrite|rewritten|revised|paraphrase|output)\b/iu,
  /\b(?:stay(?:ing)? in (?:character|role)|out of character|as instructed|as per (?:my|the|your) instructions|i was (?:told|asked|instructed) to (?:say|write|mention|play|act))\b/iu,
  /\b(?:the|this) (?:assistant|simulated user) (?:says|said|wants|should|is|asks|replies|responds|must|now)\b|\bthe user (?:wants|is (?:looking|asking|supposed)|must|should (?:now|be asked))\b/iu,
];

/** A user may tease the system about its rules; the system keeps them to itself. */
const systemPatterns: readonly RegExp[] = [
  /\b(?:my|earlier|previous|prior) (?:earlier |previous |own |system |safety )*(?:instructions?|prompts?|guidelines?|rules|programming|programmers?|developers?|constraints)\b/iu,
  /\b(?:instructions?|rules|guidelines|prompts?) (?:off|forgotten|ignored|deleted|dropped|lifted|suspended|disabled|aside|received|followed|overridden|say|says|forbid|allow|require)\b/iu,
  /\b(?:ignor|forget|disregard|overrid|bypass|delet)\w* (?:\w+ ){0,3}?(?:instructions?|rules|guidelines|prompts?)\b/iu,
  /\bas (?:the|that|this|a|one) (?:\w+ )?(?:review|clause|quote|note|comment|message) (?:instructs?|demands?|orders?|commands?|tells me|told me|requests?|asks me)\b/iu,
  /\b(?:please )?(?:rate|review) (?:this|our|the) (?:chat|conversation|dialog(?:ue)?|service|session)\b|\brate me\b/iu,
];
