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

export const reviewLexicon: ReadonlyMap<string, number> = new Map(
  Object.entries(scores).flatMap(([score, words]) =>
    words.split(/\s+/u).map((word): [string, number] => [word, Number(score)]),
  ),
);
