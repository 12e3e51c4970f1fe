import type { GroundedCheck } from '../check.ts';

/** The user seeks and has a life; the system offers and has none. Neither speaks the other's lines. */
export const findRoleSwapProblems: GroundedCheck = ({ turn, plainText }) =>
  linesOfTheOther[turn.speaker].flatMap((pattern) => {
    // A quotation is the reviewer's line.
    const match = pattern.exec(turn.speaker === 'system' ? plainText.replaceAll(quotation, '""') : plainText)?.[0];
    return match === undefined ? [] : [{ check: 'role-swap', detail: `the ${turn.speaker} says "${match.trim()}"` }];
  });

const quotation = /["“][^"“”]*["”]/gu;

const kin =
  'wife|husband|partner|brother|sister|daughter|son|kids?|children|child|mother|father|mum|mom|dad|parents|niece|nephew|grandma|grandpa|grandmother|grandfather|aunt|uncle|cousin|boyfriend|girlfriend|fianc[eé]e?|family|friends?|colleagues?|boss|team|dog|cat|baby|toddler|roommate|flatmate|guests|budget|birthday|anniversary|date night|house|home|kitchen|garden|guitar|phone|trip|holiday|vacation|wedding';

const linesOfTheOther: Readonly<Record<'user' | 'system', readonly RegExp[]>> = {
  user: [
    /\bhow (?:can|may) i (?:help|assist|be of)\b|\b(?:happy|glad|here|pleased) to (?:help|assist)\b|\b(?:i can|let me) (?:help|assist) you\b/iu,
    /\bi(?:'d| would|'ll| will| can| could|'m going to)? (?:highly |definitely |gladly )?(?:recommend|suggest|offer you)\b(?!(?: it| that| this)? to\b)/iu,
    /\blet me (?:find|recommend|suggest|look (?:that|it) up|point you|see what (?:i|we) (?:can|have)|check (?:what|our|the reviews))\b/iu,
    /\b(?:(?:i've|i have|we've|we have)(?: got)?|we (?:get|carry|sell|stock|offer))\b[^.?!]{0,40}\b(?:on offer|in stock|plenty of|for sale|available|for you)\b|\b(?:we (?:have|stock|carry|sell|offer)|there (?:are|is)) (?:a (?:wide|great|good|nice) (?:choice|selection|range))\b/iu,
    /\b(?:what|which|how many|how much|when|where)\b[^.?!]{0,40}\b(?:would|do|are|did|will) you (?:like|prefer|need|want|looking|have in mind|after|coming|wish)\b/iu,
    /\bwould (?:you|he|she|they|your \w+) (?:like|prefer|care for|enjoy) (?:one|some|any|a|an|that|this|it|to)\b/iu,
    /\b(?:what|who) (?:are you looking for|would you like|brings you|is it for|can i (?:find|get|do))\b/iu,
    /\b(?:matters?|important|essential)\b[^.?!]{0,30}\bto you\b[^.!]*\?|\b(?:can|could|do|would) you (?:tolerate|put up with)\b|\bdo you (?:care|mind) (?:about|if|for|much)\b|\byou (?:always|usually|normally) (?:look|check|want|go)\b[^.!]*\?/iu,
    /\bbased on (?:your|what you)\b|\b(?:for|fits|suits|matches) (?:your (?:needs|wishes|preferences|budget|tastes?))\b/iu,
    // "You" is anybody in "a game to play with your kids".
    new RegExp(
      `\\b(?:would|for|does|is|are|will|has|could|can|tell|old is|old are|about) your (?:\\w+ )?(?:${kin})\\b`,
      'iu',
    ),
    /\bfor the (?:two|three|four|five|six|seven|eight|both|\d+) of you\b|\byou(?:'re| are) (?:very |most )?welcome\b|\benjoy your (?:meal|dinner|lunch|new|purchase|game)\b|\bon your behalf\b/iu,
    /\bi (?:couldn't|could not|can't|cannot) (?:find|offer|help|suggest)\b[^.?!]*\byou\b|\bcome back any ?time\b/iu,
  ],
  system: [
    /\bi(?:'m| am|'ve been| have been) (?:looking|searching|hunting|shopping|in the market|in the mood|after|starving|hungry|craving)\b/iu,
    /\bi(?:'d| would) (?:like|love|want) (?:to (?!know|hear|help|be|point|mention|add|say|show|suggest|recommend|offer|ask|warn|see|stress|tell|call|put|read|give|note|check|understand|pin|narrow|make sure)\w+|a|an|some|something|somewhere)\b/iu,
    /\bi (?:need|want|could use) (?:a|an|some|something|somewhere)\b(?! (?:bit|little|few|idea|hint|detail|more|word|clue|number|rough))/iu,
    /\b(?:can|could|would|will) you (?:please )?(?:recommend|suggest|help me|find me|show me|get me)\b|\bwhat (?:would|do|can) you (?:recommend|suggest|have|offer)\b|\bany (?:suggestions|recommendations) for me\b/iu,
    /\bi(?:'ll| will|'m going to| am going to)(?: just| gladly| definitely)? (?:take|order|buy|install|download|book|try|pass|skip|go with|grab|visit|check (?:it |that |them )?out)\b/iu,
    new RegExp(`\\b(?:my|our) (?:(?:own|little|old|older|younger|elder|best|two|three|whole) )*(?:${kin})\\b`, 'iu'),
    /(?<!\b(?:easy|easier|easiest|simple|hard) )\b(?:for|suits|fits|works for|good enough for) me\b(?! to\b)(?=[^"]*$)/iu,
    /\b(?:thanks|thank you) for (?:your|the|all the) (?:advice|help|suggestions?|recommendations?|tips?)\b/iu,
    /\bwould you (?:say|call|consider|recommend) (?:it|that|this|them|the)\b(?![^.?]*\b(?:essential|important|must|matters?|priority|to you|deal ?breaker|for you)\b)[^.]*\?|\b(?:is|are) (?:it|they|the \w+) (?:any )?good\?/iu,
    /\byou(?:'ve| have) been (?:very |so |really |such |most )*(?:an? )?(?:great |big |huge |real )*(?:help|helpful)\b|\bi(?:'ll| will) (?:cook|eat|stay(?! (?:with|on|at) )|sleep|wait|think about it|let you know|keep looking)\b|\bi(?:'m| am) (?:installing|ordering|booking|buying|downloading|going with|taking (?:it|that|this))\b/iu,
    /\b(?:drives? me (?:mad|crazy|nuts)|count me out|up your sleeve)\b/iu,
    /\b(?:count me in|i'm in|you(?:'ve| have)? convinced me)[!.]/iu,
    /\b(?:next please|show me something|(?:show|tell|give) me (?:something (?:else|new)|another|others?|the (?:next|other)(?: one)?)|what else (?:do you have|is there|have you))\b/iu,
  ],
};
