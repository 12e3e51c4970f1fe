/** A number in a text and what it counts. */
export interface SpokenNumber {
  text: string;
  value: number;
  /** `money` has a currency or cents, `voices` counts reviewers or reviews, `plain` is any other. */
  kind: 'money' | 'voices' | 'plain';
  /** The word after it, lower-cased; empty at the end of a sentence. */
  counted: string;
}

/** Numbers in digits and words; "one", "first" and parts of names ("EJ26") are none. */
export function numbersIn(text: string): SpokenNumber[] {
  const plain = text.replaceAll('’', "'");
  return [...plain.matchAll(numberPattern)].flatMap((match) => {
    const value = valueOf(match[0].toLowerCase());
    if (value === undefined) return [];
    const before = plain.slice(0, match.index);
    const after = plain.slice(match.index + match[0].length);
    return [
      {
        text: match[0],
        value,
        kind: kindOf(match[0], before, after),
        counted: /^[\s-]+([a-z']+)/iu.exec(after)?.[1]?.toLowerCase() ?? '',
      },
    ];
  });
}

const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const unitPattern = units.slice(1).join('|');
const tenPattern = tens.slice(2).join('|');
const wordPattern = `(?:(?:${tenPattern})(?:[- ](?:${unitPattern}))?|${units.slice(2).join('|')}|an?|one)(?:[ -](?:hundred|thousand|dozen))|(?:${tenPattern})(?:[- ](?:${unitPattern}))?|${units.slice(2).join('|')}|hundred|thousand`;
const numberPattern = new RegExp(
  `(?<![\\p{L}\\d.,])\\d+(?:,\\d{3})*(?:\\.\\d+)?(?!\\d|st\\b|nd\\b|rd\\b|th\\b)|\\b(?:${wordPattern})\\b`,
  'giu',
);

const scales: Readonly<Record<string, number>> = { hundred: 100, thousand: 1000, dozen: 12 };

function valueOf(said: string): number | undefined {
  if (/^\d/u.test(said)) return Number(said.replaceAll(',', ''));
  const words = said.split(/[ -]/u);
  const scale = scales[words.at(-1) ?? ''];
  const counted = scale === undefined ? words : words.slice(0, -1);
  const value = counted.reduce((sum, word) => sum + wordValue(word), 0);
  return scale === undefined ? value : scale * Math.max(1, value);
}

function wordValue(word: string): number {
  const ten = tens.indexOf(word);
  if (ten > 1) return 10 * ten;
  return Math.max(word === 'a' || word === 'an' ? 1 : 0, units.indexOf(word));
}

function kindOf(number: string, before: string, after: string): SpokenNumber['kind'] {
  if (
    /[$€£]\s?$/u.test(before) ||
    /^\s?(?:[$€£]|(?:us )?dollars?\b|bucks?\b|euros?\b|pounds?\b(?! of)|cents?\b|usd\b)/iu.test(after) ||
    /\.\d\d$/u.test(number)
  )
    return 'money';
  // "A reviewer from 2012 mentions it".
  if (/^(?:19|20)\d\d$/u.test(number) && /\b(?:in|from|since|of|by|until|early|late|mid)[ -]$/iu.test(before))
    return 'plain';
  // "A 2006 reviewer": one reviewer, of that year.
  if (/^(?:19|20)\d\d$/u.test(number) && oneVoiceAfter.test(after)) return 'plain';
  return voicesAfter.test(after) || votesAfter.test(after) || ofThem.test(after) || ofAll.test(after)
    ? 'voices'
    : 'plain';
}

const people =
  'people|persons|guests?|visitors?|users?|buyers?|owners?|reviewers?|customers?|players?|readers?|diners?|eaters?|clients?|shoppers?|patrons?|fans|regulars?|parents|others?|reviews?|voices|mentions?|comments?|opinions?|families|moms|mums|dads|testers?|listeners?|subscribers?|travell?ers?|members|complaints?|remarks?|notes?|folks|ones';
/** "three happy owners", "two of the reviews", "four different people". */
const voicesAfter = new RegExp(
  `^[ -](?:of (?:the |its |their |these |those )?)?(?:(?!of\\b|in\\b|on\\b|for\\b|to\\b|and\\b|with\\b)[a-z]+ ){0,2}?(?:${people})\\b`,
  'iu',
);
const oneVoiceAfter = /^ (?:person|guest|visitor|user|buyer|owner|reviewer|customer|player|reader|diner|review)\b/iu;
const votes =
  'love|praise|like|say|call|find|mention|complain|agree|recommend|report|speak|talk|adore|enjoy|rave|write|think|describe|swear|note|warn|bring|hate|dislike|point out';
const votesAfter = new RegExp(
  `^ (?:of (?:them|those|these) )?(?:all |both |even |also |really )?(?:${votes})s?\\b`,
  'iu',
);
/** "12 of its 13 reviews". */
const ofAll = new RegExp(`^ (?:out )?of (?:its |the |their |all |these )?(?:\\d+|[a-z]+) (?:${people})\\b`, 'iu');
const ofThem = /^ of them\b/iu;
