/** Ways to turn an item down. Broad on purpose: whether the reason is the planned one is another check. */
export const refusals =
  /\b(?:no|not|nope|nah|pass|skip|rather|don't|won't|can't|cannot|isn't|aren't|doesn't|wouldn't|never|too|else|another|other|others|different|deal ?breakers?|alternatives?|leave|loses me|out|afraid|bother\w*|worr\w+|doubts?|concern\w*|unfortunately|problem|next|put(?:s|ting)? me off|disappoint\w*|drive me mad|picky|trouble|nervous|skeptical|sceptical|get on my nerves|bugging me|spoil it|grim|gamble|get past|shame|pity|hoping for better|clearer|keep looking)\b/iu;

/** Ways to take the item under discussion. */
export const acceptances = new RegExp(
  [
    "\\b(?:i'll|i will|i'm going to|i am going to|i'd like to|i would like to|i'd love to|i think i'll|i think i will|let me|going to|happy to|i want to) (?:\\w+ ){0,3}?(?:take|try|go|get|order|buy|install|download|book|visit|give|swing|stop|head|put|play|pick|choose|settle|check|grab|call|have|treat)\\b",
    "\\b(?:it is|it's) (?:a deal|settled)\\b|\\b(?:one|place|app|game) it is\\b|\\bit is(?=[.,!]|$)|\\bsold\\b|\\bdeal\\b(?! ?breaker)|\\bdecision made\\b|\\bi(?:'m| am) (?:in|taking|choosing|sold|on board)\\b",
    "\\b(?:convinced|persuaded) me\\b|\\bput me down for\\b|\\bthat(?:'ll| will) be the one\\b|\\bconsider it done\\b|\\bmade up my mind\\b|\\bmind is made up\\b|\\b(?:i(?:'ve| have) decided|i(?:'m| am) glad) to\\b|\\bcount me in\\b",
    "\\b(?:sounds|looks) (?:good|great|perfect|like a plan)\\b|\\bthat works\\b|\\bperfect\\b|\\bi(?:'ll| will) take it\\b|\\byes,? please\\b",
  ].join('|'),
  'iu',
);

/** Takes the item beyond doubt, which only the Accept turn may do. */
export const firmAcceptances = new RegExp(
  [
    "\\b(?:i'll|i will|i'm going to|i am going to) (?:definitely |gladly |happily |just )?(?:take|try|get|order|buy|install|download|book|visit|go (?:with|for|there))\\b(?! (?:another|something|somewhere|a different|the next|other|my chances|a look elsewhere|on))(?! \\w+ else)",
    "\\b(?:that|this) one it is\\b|\\bi(?:'m| am) (?:sold|taking it|taking that one)\\b|(?:^|[.!] )(?:sold|deal)[.!]|\\bi(?:'ll| will) (?:give it a (?:try|shot|go)|put it in my cart)\\b|\\byou(?:'ve| have) convinced me\\b",
  ].join('|'),
  'iu',
);
