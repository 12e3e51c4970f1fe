/**
 * Scores, on AFINN's scale of -5 to 5, where the general lexicon is silent or misleading about reviews. Zero: words that name what is
 * spoken of rather than praise or blame it ("quality", "support"), and negators, which turn what follows instead of counting themselves.
 */
const scores: Readonly<Record<string, string>> = {
  '4': 'flawless phenomenal spotless stellar unbeatable',
  '3': 'addictive bargain crisp delightful delish flavorful flavourful gem intuitive tasty yum yummy',
  '2':
    'works accommodating affordable attentive authentic cozy courteous crispy dependable effortless fast generous inviting juicy ' +
    'knowledgeable lightweight moist personable polite prompt promptly quick quickly roomy seamless smooth smoothly soothing spacious speedy ' +
    'steal sturdy succulent thorough tidy timely welcoming',
  '1': 'fixed work crunchy plentiful quiet refreshing simple tender warm well',
  '-1': 'cold bulky complicated crowded forgot overly pricey repetitive salty slow slowly',
  '-2':
    'bland blurry burnt crash crashed crashes crashing deafening defective drained dated disconnect disconnects dry ' +
    'expensive flimsy forever freezes freezing glitch glitches glitchy greasy grimy inattentive inedible lag laggy lags lukewarm mediocre ' +
    'mushy noisy overcooked overpriced overrated pushy reheated skimpy soggy sticky stingy sluggish stale tasteless unfriendly uncomfortable ' +
    'underwhelming undercooked unhelpful unreliable unresponsive unusable watery wobbly',
  '-3': 'atrocious garbage gross ripoff scam scammed unacceptable useless waste wasted',
  '0':
    'ad ads care chance charge charged check cut demand drop feeling feature free game games hard help interest join matter no ' +
    'none not number pay paid power quality reach server servers solution stop support top want wants yes ' +
    'challenge battle fight fire kill killer war bar shot shots like please thank thanks hope',
};

/** The same for two words that say together what neither says alone. */
const phraseScores: Readonly<Record<string, string>> = {
  '3': 'blown away, five stars, hidden gem, top notch',
  '2': 'be back, come back, coming back, go back, going back, hands down, melt in',
  '1.5': 'on time, right away',
  '-1': 'hit or, ran out, so so',
  '-1.5': 'no longer',
  '-2': 'broke down, gave up, give up, money back',
  '-3': 'fall apart, falls apart, fell apart, one star, quit working, stay away, steer clear, stopped working',
  '-4': 'never again, zero stars',
};

export const reviewLexicon: ReadonlyMap<string, number> = invert(scores, /\s+/u);
export const reviewPhrases: ReadonlyMap<string, number> = invert(phraseScores, /,\s*/u);

function invert(lists: Readonly<Record<string, string>>, separator: RegExp): Map<string, number> {
  return new Map(
    Object.entries(lists).flatMap(([score, list]) =>
      list.split(separator).map((entry): [string, number] => [entry, Number(score)]),
    ),
  );
}
