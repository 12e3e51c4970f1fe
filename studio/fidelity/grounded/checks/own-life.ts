import type { GroundedCheck } from '../check.ts';

/** The system has no visits, no taste, no family and no yesterday; it only reads reviews. */
export const findOwnLifeProblems: GroundedCheck = ({ turn, plainText }) => {
  if (turn.speaker === 'user') return [];
  const unquoted = plainText.replaceAll(/["“][^"“”]*["”]/gu, '""');
  return patterns.flatMap((pattern) => {
    const match = pattern.exec(unquoted)?.[0];
    return match === undefined ? [] : [{ check: 'invented-experience', detail: `the system says "${match.trim()}"` }];
  });
};

const did =
  'went|visited|ate|tried|used|bought|ordered|owned|played|stayed|drank|loved|enjoyed|paid|installed|downloaded|waited|lived|grew|worked|dined|had|own|use|drink|eat|play|go there|live|grew up';
const patterns: readonly RegExp[] = [
  new RegExp(
    `(?<!\\bif )\\b(?:i|we)(?:'ve|'d| have| had)? (?:(?:always|never|often|also|just|once|actually|personally|even|usually) )*(?:${did})\\b(?! (?:(?:(?:so|too|very|just|hardly|only) )*(?:no|nothing|little|few|much|any|anything)\\b|a (?:look|note|question|few|couple|suggestion|tip)|one (?:more|for|that|here|review)|two|three|some(?:thing)? (?:for|in)|(?:the|an?|your|that) (?:good |bad |quick |closer )?(?:idea|info|answer|feeling|list|review|word|thought|look)|through|over|only|hoped|thought|in mind|hoping|helping|chatting|talking|this|our))`,
    'iu',
  ),
  /\bi (?:was|were|am|'m) (?:there|at an?|at the|in town|a (?:regular|fan|customer|user|waiter|chef|parent|mother|father|gamer|musician))\b/iu,
  /\bi(?:'m| am) (?:such |quite |really |also )*(?:an? )?(?:huge |big |real |great )?(?:regular|fan|lover|addict|vegetarian|vegan)\b/iu,
  /\b(?:i|we) (?:really |personally |absolutely |always |usually |often |just )*(?:love|adore|hate|enjoy|like|prefer|drink|eat|play|wear|drive|cook|listen to|watch|sleep)\b(?! (?:to (?:hear|know|help)|it\b|what|how|where|that\b[!.,]|that (?:you|question|idea|one|plan)|your|the (?:idea|sound|question|plan|way you)|how you|it when you|where this))/iu,
  /\b(?:when|since) i (?:was|lived|moved|went|had|got|bought)\b|\b(?:my|our) (?:own )?(?:personal )?(?:favou?rite|visit|last visit|experience|own|colleagues?|home|childhood|table|stomach|taste buds)\b/iu,
  /\bi (?:didn't|don't|did not|do not) (?:really |much |quite )*(?:like|love|enjoy|eat|drink|play|wear)\b|\b(?:in|on|to|stuck to|for) my (?:teeth|mouth|tongue|stomach|skin|hair|feet|wallet|back|fingers|eyes)\b|\bi (?!would\b)[^.?!]{0,40}\bmyself\b/iu,
  /\b(?:mine|ours) (?:has|had|is|was|broke|lasted|works?|worked|still)\b|\b(?:last|the other) (?:night|week|month|year|summer|weekend) i\b|\bi\b[^.?!]{0,30}\b(?:last (?:night|week|month|year|summer|weekend)|yesterday|the other day|every (?:week|day|sunday|weekend|morning))\b/iu,
];
