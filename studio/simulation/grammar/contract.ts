/** "I have been" to "I've been": most people talk so. Leaves a form at the end of a clause alone ("as good as it is."). */
export function contract(text: string): string {
  let contracted = text;
  for (const [pattern, replacement] of contractions) contracted = contracted.replaceAll(pattern, replacement);
  return contracted;
}

const participles =
  'been|had|seen|come|put|walked|complained|always|never|found|enjoyed|heard|usually|got|read|looked|just|gone|tried|made|come|only|yet|really|run|often';

const contractions: readonly (readonly [RegExp, string])[] = [
  [/\b([Ww])ill not\b/gu, "$1on't"],
  [/\b([Ww]ould) not\b/gu, "$1n't"],
  [/\b(I) am(?= \S)/gu, "$1'm"],
  [new RegExp(`\\b(I|[Ww]e|[Yy]ou|[Tt]hey) have(?= (?:${participles})\\b)`, 'gu'), "$1've"],
  [/\b(I|[Ww]e|[Yy]ou|[Tt]hey) (?:would)(?= \S)/gu, "$1'd"],
  [/\b(I|[Ww]e|[Yy]ou|[Tt]hey|[Ii]t|[Tt]hat) will(?= \S)/gu, "$1'll"],
  // "Getting it is free": there "it" is the object of the word before, and "is" the verb of the whole.
  [/(?<!ing )\b([Ii]t|[Tt]hat|[Tt]here|[Ww]hat|[Hh]ere) is(?= \S)/gu, "$1's"],
  [/\b([Ww]e|[Yy]ou|[Tt]hey) are(?= \S)/gu, "$1're"],
  [
    /\b([Dd]o|[Dd]oes|[Dd]id|[Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Hh]as|[Hh]ave|[Hh]ad|[Cc]ould|[Ww]ould|[Ss]hould) not\b/gu,
    "$1n't",
  ],
  [/\b([Cc]an)(?:not| not)\b/gu, "$1't"],
];
