import type { Speaker } from '../../../schemas/super-node.ts';
import type { TurnCheck } from '../check.ts';
import { executional } from '../check.ts';
import { withoutTitles } from '../named-in-turn.ts';

/** The user seeks and the system offers; neither speaks the other's lines. A title ("I Need a Break Spa") is nobody's line. */
export const findRoleSwapProblems: TurnCheck = (context) => {
  const { speaker } = context.turn;
  const plain = withoutTitles(context).replaceAll('’', "'");
  return linesOfTheOther[speaker].flatMap((pattern) => {
    const match = pattern.exec(plain);
    return match === null ? [] : [executional('role-swap', `the ${speaker} says "${match[0]}"`)];
  });
};

const linesOfTheOther: Readonly<Record<Speaker, readonly RegExp[]>> = {
  user: [
    /\bhow (?:can|may) i (?:help|assist|be of)\b/iu,
    /\b(?:happy|glad|here) to (?:help|assist)\b|\bi can help you\b|\blet me help you\b/iu,
    /\bi(?:'d| would|'ll| will| can|'m going to)? (?:highly |definitely )?(?:recommend|suggest)\b(?! (?:it|that|this) to\b)/iu,
    /\blet me (?:find|recommend|suggest|look (?:that )?up|point you)\b/iu,
    /\bbased on (?:your (?:preferences|tastes?|needs|wishes)|what you(?:'ve| have)? (?:told|said))/iu,
    /\bwhat (?:are you looking for|would you like me|can i (?:find|do) for you|brings you)|\bwhat kind of \w+ (?:are you|did you)/iu,
    /\b(?:i|we) (?:have|found) (?:a few|some|several|great) (?:suggestions|recommendations|options)|\bhere are (?:some|a few)\b/iu,
    /\b(?:my|the|earlier) reviews? (?:is|are|stay|stays|often|keep|keeps) \w+|\bi (?:find|have|see|know of) no (?:earlier )?reviews?\b/iu,
    /\bon your behalf\b|\bwhat did you make of\b|\bwhat (?:do )?you look at first\b|\bwhat do you (?:never|read reviews)\b|\byou (?:always|usually) look\b/iu,
    /\b(?:for|to) you(?: so far)?\?|\bhave you (?:been|had|ever tried)\b|\bdo you (?:pay|care|mind|have a history)\b|\b(?:tips the scales for|burned|won|make|let) you\b/iu,
    /\bshould i (?:pay attention|read the|look (?:at|out)|watch)\b|\b(?:am i right|just so i get this right)\b/iu,
    /\bi can (?:only tell you|look out for|offer)\b|\bi(?:'ve| have) (?:made a note|written down)\b|\bmy hands are tied\b|\bi find nothing\b/iu,
    /\bjudging by (?:past|earlier)\b|\bi(?:'d| would) take that as\b|\bi wouldn't bet on it\b|\b(?:owners|users|guests|visitors|buyers) sound\b|\bthat leaves it open\b/iu,
    /\b(?:can|could|do|would) you (?:prefer|tolerate)\b|\bhow (?:much|important)\b[^?.!]{0,40}\b(?:to you|you (?:care|mind|tolerate))\b/iu,
    /\byou(?:'re| are) welcome\b|\benjoy your\b|\b(?:earlier|past|previous) reviews (?:say|speak|mention)\b/iu,
  ],
  system: [
    /\bi(?:'m| am) (?:looking|searching|hunting|shopping|in the market) for\b|\bi(?:'m| am) after\b/iu,
    /\bi (?:need|want|could use) (?:a|an|some|something|somewhere)\b/iu,
    /\bi(?:'ve| have) (?:been (?:let down|burned|disappointed|stung)|had (?:bad|good) (?:luck|experiences?))\b/iu,
    /\bi(?:'ll| will|'m going to) (?:take|order|buy|install|download|try|go with|book|pass on|skip) (?:it|that|this)\b/iu,
    /\b(?:can|could|would) you (?:please )?(?:recommend|suggest|help me)\b|\bwhat (?:would|do) you (?:recommend|suggest)\b/iu,
    /\bmatters? (?:a lot )?to me\b|\bi (?:usually|always|really) (?:love|enjoy|hate)\b|\bis a deal ?breaker\b/iu,
    /\bi(?:'m| am) (?:too picky|picky about|not convinced)\b|\bno patience for\b|\bi(?:'m| am) (?:torn|all smiles|happiest)\b|\bi roll my eyes\b|\bwhat i pick\b|\bloses me\b|\bif you read my reviews\b|\b(?:the )?praise i\b/iu,
    /\b(?:isn't|not|one|choice|pick|good|bad) for me\b|\bwhat (?:else|other ideas) (?:is|are) there\b|\ba better one up your sleeve\b/iu,
    /\b(?:thanks|thank you) for (?:your|the) (?:advice|help|suggestions?|recommendations?|tips?)\b/iu,
    /\bi(?:'ll| will|'m going to| am going to) (?:(?:certainly|definitely|surely) (?:book|buy|check|give|go|order|take|try|visit)|buy|download|install|visit)\b/iu,
  ],
};
