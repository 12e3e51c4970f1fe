/** Ways to say what a reviewer thinks: the verdict is the verb's, whatever it is about. */
export const praises =
  /\b(?:loves?|loved|adores?|adored|praises?|praised|applauds?|applauded|raves?|raved|delighted|thrilled|happy (?:with|about|that)|pleased|impressed|enjoys?|enjoyed|likes|liked|fan of)\b/iu;

export const blames =
  /\b(?:complains?|complained|hates?|hated|dislikes?|disliked|annoyed|angry|furious|infuriates?|disappointed|upset|unhappy|fed up|criticizes?|criticises?|regrets?|warns?|warned)\b/iu;
