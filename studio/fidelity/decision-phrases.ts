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

/** Ways to decide later. */
export const postponements =
  /\b(?:think (?:about|on|over|it)|let me think|sleep on|mull|later|another (?:day|time)|not (?:yet|today|now|sure)|undecided|wait|hold off|come back|get back|for now|time to|decide|keep (?:it|that) in mind|note (?:it|that) down|put (?:it|that) off|bookmark|maybe)\b/iu;

/** Ways to end without taking anything. */
export const departures =
  /\b(?:leave it|leave (?:that|things)|call it|give up|no(?:thing)?|not|never ?mind|pass|look elsewhere|keep looking|try (?:somewhere|something) else|without|forget it|stop here|skip|won't|don't|can't|enough|somewhere else|elsewhere)\b/iu;

/** Ways to say that an item is known. */
export const recognitions =
  /\b(?:know|knew|been (?:there|to)|been|had|have (?:it|that|one)|own|owned|tried|used|bought|got|visited|ate|played|installed|already|reviewed)\b/iu;

/** Ways to drop a wish. */
export const droppings =
  /\b(?:never ?mind|forget|drop|skip|leave|without|not (?:that|so|as|all that) (?:important|much|bad)|matters? less|do(?:es)?n't matter|don't (?:care|need|mind)|can (?:live|do)|let (?:that|it|'s)|no matter|fine|strike|scratch|ignore|less|give up|off my list|set aside|move on|doesn't have to)\b/iu;
