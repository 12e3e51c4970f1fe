import { negators } from '../text/negators.ts';
import { wordsOf } from '../text/words.ts';
import { clearSideOf } from './word-scores.ts';

/** How a stretch of text judges something: how many words speak for it and against it. */
export interface Stance {
  positive: number;
  negative: number;
}

/**
 * Words for and against in a text. A number of mentions out of all ("4 of the 9 are positive") outweighs every adjective; a negation up to
 * three words before a word turns it around; trends ("getting better") and wishes ("I would love") say nothing about how it is.
 */
export function stanceOf(text: string): Stance {
  const counted = countedStance(
    text.replaceAll(/\bevery one of\b/giu, 'all of').replaceAll(/\bnot one of\b/giu, 'none of'),
  );
  if (counted !== undefined) return counted;
  const stance = { positive: 0, negative: 0 };
  // A negation does not reach across a punctuation mark.
  for (const part of replaceIdioms(text).split(/[,.:;?!]/u)) {
    const words = wordsOf(part);
    for (const [at, word] of words.entries()) {
      const polarity = ownPolarities.get(word) ?? clearSideOf(word);
      if (polarity === 0) continue;
      const isNegated = words.slice(Math.max(0, at - 3), at).some((before) => negators.has(before));
      if (polarity > 0 !== isNegated) stance.positive += 1;
      else stance.negative += 1;
    }
  }
  return stance;
}

/** Clearly one way only; a text with words on both sides, or none, is unclear. */
export function directionOf({ positive, negative }: Stance): 'positive' | 'negative' | 'unclear' {
  if (positive > 0 && negative === 0) return 'positive';
  return negative > 0 && positive === 0 ? 'negative' : 'unclear';
}

const numberWords = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ');
const number = `(\\d+|${numberWords.join('|')})`;
const good = 'positive|good|happy|pleased|kind|praise|favou?rable|glad|approval|applause|smiles';
const bad =
  "(?:not|\\w+n['’]t) (?:so |very |all that )?(?:good|happy|pleased|kind|glad)|" +
  'negative|bad|unhappy|complaints?|annoyed|displeased|criticism|unfavou?rable|groans|frowns|annoyance';
const countPatterns = [
  new RegExp(`\\b${number} (?:out )?(?:of|in) (?:the |those )?${number}\\b[^.;]*?\\b(?:(${good})|(${bad}))\\b`, 'iu'),
  new RegExp(
    `\\b(?:(${good})|(${bad}))\\b[^.;]*?\\b${number}(?: times)? (?:out )?(?:of|in) (?:the )?${number}\\b`,
    'iu',
  ),
];

/** Undefined where the text counts no mentions, or counts them about evenly. */
function countedStance(text: string): Stance | undefined {
  for (const [at, pattern] of countPatterns.entries()) {
    const groups = pattern.exec(text)?.slice(1);
    if (groups === undefined) continue;
    const [part, whole, isGood] = at === 0 ? [groups[0], groups[1], groups[2]] : [groups[2], groups[3], groups[0]];
    const share = numberOf(part) / numberOf(whole);
    if (!Number.isFinite(share) || share > 1) continue;
    // Mentions may be neutral too: three good ones of seven can be the majority of those with an opinion.
    if (share >= 0.25 && share < 0.35) return { positive: 1, negative: 1 };
    return share >= 0.35 === (isGood !== undefined) ? { positive: 1, negative: 0 } : { positive: 0, negative: 1 };
  }
  return undefined;
}

function numberOf(text: string | undefined): number {
  const spelled = numberWords.indexOf((text ?? '').toLowerCase());
  return spelled >= 0 ? spelled : Number(text);
}

/** Turns of phrase whose words mislead, each replaced by a plain verdict or by nothing. */
function replaceIdioms(text: string): string {
  let plain = text.toLowerCase().replaceAll('’', "'");
  for (const [pattern, replacement] of idioms) plain = plain.replaceAll(pattern, ` ${replacement} `);
  return plain;
}

const idioms: readonly (readonly [RegExp, string])[] = [
  [
    /spoil\w* (?:a few|some|many|several|things|it|my)\b|speaks? against|(?:can(?:not|'t)) stand|headaches?|a pain\b|grief\b|done being|cost (?:me|us|them) (?:a lot|some|my|our)[\w ]*?(?:patience|nerves|mood)|hard on|clearer verdict/gu,
    'disappointing',
  ],
  [
    /(?:been )?spoiled by|(?:nothing|few things) pleases? me (?:like|more)|speaks? up for|speaks? well of|stands? up well|on the side of|(?:could not|couldn't) be happier|pleasantly surprised|soft spot|thumbs up|nothing beats/gu,
    'praised',
  ],
  [
    /less cheerful|fair warning|should warn you|one warning|bright side|favour\b|speaks for it|fine print|word of caution|brace yourself|for what (?:it is|it's) worth|worth (?:a look|a try|considering|knowing|mentioning|noting|saying|your time)|to balance/gu,
    '',
  ],
  [
    /more praise than grumbling|more (?:friends|fans) than (?:enemies|critics)|more good words than bad|nothing but praise|found only praise/gu,
    'praised',
  ],
  [/more grumbling than praise|more people annoyed than pleased|found only complaints/gu, 'disappointing'],
  [
    /\b(?:no|not one|never a|without a?|not a) (?:\w+ ){0,10}?(?:complaints?|bad word)|nobody (?:complained|grumbled)/gu,
    'praised',
  ],
  [
    /fans and critics|praise and complaints|good and bad|bad and good|happy or unhappy|praise,? or complain|love or can(?:not|'t) stand|lucky or unlucky/gu,
    '',
  ],
  [
    /hit or miss|mixed bag|up and down|both ways|coin toss|neither here nor there|split|either way|in equal measure|about equal/gu,
    '',
  ],
  [
    /(?:let|lets|letting) (?:me |us |them |people |you )?down|let-?down|fed up|(?:so |really |a little )?tired of|(?:had )?enough of|put(?:s|ting)? (?:me|people|them|us) off|put up with|my share of|my fill of/gu,
    'disappointing',
  ],
  [
    /(?:bad|rotten|little|no|hard) luck|(?:(?:never|hardly|not)(?: had| have)? )?any luck|never seem to have|go(?:es)? wrong|went wrong|sore spot|weak (?:side|point|spot)|falls? short|comes? off badly|downside/gu,
    'disappointing',
  ],
  [/(?:not|aren't|isn't|never) (?:so |very |that )?(?:kind|good|great|happy|pleased|impressed)/gu, 'disappointing'],
  [
    /(?:good|high|top|glowing|great) (?:marks?|scores?)|good word|goes? down well|well liked|better sides?|comes? off well|wins? (?:me|people|them) over|won me over|made my day|make my day|one of (?:its|their|the) strengths?/gu,
    'praised',
  ],
  [/(?:poor|low|bad) (?:marks?|scores?)|bad news/gu, 'disappointing'],
  [
    /(?:good|great|fair) (?:question|point|to know|deal|amount|thing you ask)|good news|happy to (?:say|help|hear|report)|glad (?:you|to)|nice to|thank\w*|to be fair|to be honest|in (?:all )?honesty|in fairness|my pleasure|you are welcome|i(?: am|'m) afraid|pity|shame|sorry|(?:i|we) hope|no problem|no red flags?/gu,
    '',
  ],
  [
    /getting (?:better|worse)|improv\w+|slipp\w+|looking up|down ?hill|sour(?:ed|ing)|cool(?:ed|ing)|warm(?:ed|ing)|upward|downward|declin\w+/gu,
    '',
  ],
  [
    /\b(?:i|we|they|you)(?:'d| would) (?:really |absolutely |rather |just )?(?:love|like|enjoy|prefer|want|be happy)\b|\b(?:i )?(?:want|need|hope|wish)(?:ing)? (?:it |them |for )?|looking forward to|this time/gu,
    '',
  ],
  [
    /\b(?:do|does|did|would|might|could|can|will|please) (?:n[o']t )?like|\blooks? like|\bsounds? like|\bmore like\b|\blike (?:this|that|so)\b|\bif you like\b/gu,
    '',
  ],
];

const words = (list: string): string[] => list.split(/\s+/u);

/** Beyond AFINN: words of reviews and of the offline realizer, and words whose AFINN score misleads here (0). */
const ownPolarities: ReadonlyMap<string, number> = new Map([
  ...words(
    'praise praises praised positive favourable favorable favourably favorably approval approving approvingly applause glowing smiles smiling content pleased pleases glad delighted happy happiest happier love loves loved adore treasure ' +
      'enjoy enjoyed enjoys appreciate appreciated like likes liked sucker fan great good best excellent nice lovely perfect fine fantastic wonderful amazing superb ' +
      'decent solid reliable kind kindly warm rave favourite favorite lucky fortunate spot-on delight delightful win wins winner strong impressive pleasant tasty fresh smooth',
  ).map((word): [string, number] => [word, 1]),
  ...words(
    'negative unfavourable unfavorable unfavourably unfavorably complaint complaints complain complained complains criticism criticised criticized grumble grumbles grumbled unhappy annoyed annoying annoys annoy ' +
      'disappointing disappointed disappoint disappoints disappointment disappointments bad worst poor poorly awful terrible horrible frustrated frustrating irritated upset ' +
      'burned stung wary dread worried worry worries nervous afraid doubts sceptical skeptical harsh cross unkind groans frowns annoyance displeased trouble problem problems ' +
      'spoils ruined ruins ruin unlucky weak disappointingly hate hated hates dislike disliked fault lacking slow broken useless regret letdown issues issue suffer dreadful mediocre',
  ).map((word): [string, number] => [word, -1]),
  // "spoiled by good coffee" is praise, "spoiled a few visits" is not: it depends on too much.
  ...words(
    'stand spoiled cost hoping hoped wish matter matters important care cares fair clear clearly honest help helps no free true trust ask sharp worth want wants hope hopes top recommend recommended stop cut pay working',
  ).map((word): [string, number] => [word, 0]),
]);
