import type { OpinionRole } from './opinion.ts';

/** What a fixed phrase judges, with strength in [-1, 1]; 0 for one whose words must not be read by themselves. */
export interface Idiom {
  words: readonly string[];
  role: OpinionRole;
  score: number;
}

/** A word matches itself or its base form; `not` matches every spelling of it, `/` separates alternatives. */
const phrases: Readonly<Record<OpinionRole, Readonly<Record<string, string>>>> = {
  adjective: {
    '1': 'to die for, out of this world, second to none, to perfection, beyond compare, love at first bite',
    '0.75':
      'top notch, spot on, a must, must try, must have, must see, must read, worth every penny/cent/dollar, worth it/every, as good as it get, ' +
      'state of the art, melt in your/my/the mouth, off the hook/charts/chain, the bomb, top of the line, a steal, ' +
      'could not be better/happier/easier, could not have be better, can not be beat, hard to beat, one of a kind, finger licking good, ' +
      'simply the best, 5 star, five star, 5 stars, five stars, bang for the/your/my buck',
    '0.5':
      'cheaply/reasonably/fairly/well/moderately priced, cheaply/reasonably/fairly/well/moderately - priced, on point, ' +
      'worth the wait/price/money/trip/drive/visit/cost/upgrade/effort, on par, up to par, top of the line, high quality, high end, ' +
      'easy on the eye/eyes, not bad, not too/so bad, not half bad, down to earth',
    '0': 'so far so, up to date, over easy, more or less, long story',
    '-0.25':
      'hit or/and miss, run of the mill, so so, nothing to write home about, ' +
      'nothing special/spectacular/great/extraordinary/amazing/exciting/memorable/fancy/new, middle of the road, not all that, ' +
      'just ok/okay/average',
    '-0.5':
      'less than ideal/stellar/impressive/perfect/great, out of the way, nothing to rave about, not my taste/thing/favorite/favourite, not up to par, ' +
      'run down, rinse and repeat, below average, below par, over priced, over cooked, under cooked, too much/pricey, out of control, out of date, out of stock, a bit much, ' +
      'not worth it/the/your, few and far between, a waste, a joke, a rip off, ' +
      'on the small/pricey/expensive/salty/heavy/dry/bland/slow/high/light/greasy side, low quality, poor quality, past its/their prime, ' +
      'a turn off, down hill, all over the place, a mess, cheaply made, poorly made, poorly designed, badly designed, too good to be true',
  },
  adverb: {
    '0.75':
      'like a charm/champ/dream, to perfection, like a breeze, with ease, without a hitch/glitch/problem/issue, like new, with flying color/colors',
    '0.5':
      'as advertised/described/expected/promised, on time, right away, in no time, just right, just fine, without any issue/problem',
    '-0.5': 'for ever, at a snail, out of nowhere, too slow/slowly, all the time, at best',
    '0': 'as well as, as well',
  },
  'judges-subject': {
    '0.75':
      'blow me/us away, go above and beyond, hit the spot, knock it out, take the cake, steal the show, never fail to, never/not disappoint, ' +
      'not let you/me/us down, run circle around, blow away, never get old, live up to',
    '0.5':
      'stand out, hold up, hold its own, do the job/trick, get the job done, make up for, shine through, never crash/freeze/fail, ' +
      'not crash/freeze/lag/overheat',
    '-0.5':
      'have no flavor/taste/seasoning/texture/sense/substance/character/clue/idea, have little flavor/taste/seasoning, feel/look cheap, ' +
      'take its/their time, could be improve, could have be, leave a lot to be desired, leave much/something to be desired, ' +
      'leave you/me/us wanting/hungry/cold, fall short, let me/us/you down, need work/improvement/help, take forever, take too long, ' +
      'take for ever, give out, give me/us/you trouble, cost too much, get old, act up, go down hill, go downhill, wear out, slow down, ' +
      'shut down, fall flat, lose its/their flavor/taste/charm/appeal, have go down, have gone down, have gone up in price, get hot/warm, run hot/warm, heat up, lock up, not last, not cut it',
    '-0.75':
      'stop/quit working/work, fall apart, break down, go dead, not work, never work, will not work, crap out, burn out, blow up, go bad, ' +
      'crash down, break off, come off, fall off, fail to',
  },
  'judges-object': {
    '0.75':
      'can not ask for better/more, can not imagine better, can not imagine a better, can not go wrong with, not go wrong with, can not beat, ' +
      'can not get enough of, nothing beat, fall in love with, in love with, love with, hat off to, hats off to, kudos to, prop to, props to, ' +
      'thumbs up to/for, big/huge fan of, must try/get, have to/got to try, a fan of, fan of, blow away by, could not be happier with, ' +
      'can not say enough about, can not complain about, spoil by, looking forward to',
    '0.5':
      'no complaint/complaints about/with, no problem/problems with, no issue/issues with, nothing but, impressed with/by, try the, go with the, go for the',
    '-0.5':
      'fed up with, sick of, tired of, trouble with, watch out for, not care for, not bother with, not like, not impressed with/by/at, ' +
      'not fan of, not a fan of, not a big/huge fan of, not happy with, think twice about, not enough, too many, too much, turn off by, ' +
      'put off by, rid of',
    '-0.75': 'can not stand, stay away from, steer clear of, beware of, waste of, run away from, never order/buy',
  },
  failing: {
    '-0.5':
      'cut in/out, close out, kick me/us/you out/off, log me/us/you out, throw me/us out, shut off, go blank/dead/black, ' +
      'come loose/apart/undone/unglued/unscrewed/unraveled/unzipped, mess up, screw up, mix up, get stuck/hung, be stick on, get sick, ' +
      'make me/us sick/ill, food poisoning, feel sick, go missing, lock me/us out, time out, run out of, eat up, use up, ' +
      'error message, freeze up, hang up, make no sense, not make sense, do nothing',
  },
  verdict: {
    '-0.6':
      'save your money/time/yourself, not buy/purchase/order again/it/this/these/from/another, never buy/order/return/again, never go/come back/here/there, ' +
      'not be back/return/go/come/buy/order/visit, not go/come back, not be go/come back, stay away, steer clear, avoid this/at/like, ' +
      'not a fan/keeper/winner, not eat/go/shop/stay/dine at/here/there, better place/places/option/options to/out/elsewhere, look/go/shop elsewhere, go somewhere else, try something/somewhere else, one star, 1 star, zero/0/no stars/star, money back, a refund, ' +
      'return it/this/them/these/mine, send it/them/this/mine back, throw it/them/this away/out, toss it/them, in the trash/garbage, not for me, ' +
      'not what i, not as described/advertised/pictured/expected, do not bother, take a pass, would pass, uninstall, uninstalled, uninstalling',
  },
  lack: {
    '-0.4':
      'wish it/they/this/there/that have/be/come, could use a/some/more/better/an, need more/better/less/fewer/some/a/an, ' +
      'would be nice/better/great/helpful/good if/to, would like to see/have, would love to see/have, would like a/more, there be no, ' +
      'come with no, have no, not have a/any/an/enough, not come with, not include',
  },
  noun: {
    '0.5': 'no brainer, nice touch, a plus, good choice/value/deal, great choice/value/deal',
    '-0.5': 'rip off, let down, turn off, waste of time/money, deal breaker',
  },
  none: {
    '0':
      'can not wait, too bad, hang out/around, pretty much, no wonder, not only, no doubt, not to mention, no matter, without a doubt, hands down, kind of, sort of, ' +
      'would like, would love, feel like, good/great deal of, good/great amount of, good/great number of, good luck, good thing, best of all, ' +
      'fine dining, happy hour, fast food, hard drive, hard drives, hard disk, hard disc, best buy, cold cut, cold cuts, soft drink, ' +
      'soft drinks, hot dog, hot dogs, hot pot, hot sauce, hot water, hot chocolate, hot tea, sour cream, sweet potato, sweet potatoes, ' +
      'sweet tea, sweet and sour, hot and sour, sour soup, raw bar, raw fish, dry aged, dry rub, dry cleaner, crash course, clean install, ' +
      'quick start, good morning, a good while, no idea, more than, less than, nothing but, no one, big apple, little italy, little bit, ' +
      'a little, big mac, high chair, high school, short rib, short ribs, long island, long time, long term, long run, new york, like this, ' +
      'like that, look like, something like, looks like, anything like, sounds like, sound like, taste like, like a, better half, at least, ' +
      'at last, not sure, quick bite, good old, fresh mozzarella, crispy/sweet onion/onions, warm day, cold day, cold night, rainy day, ' +
      'fast forward, tough time, hard time, hard core, hard copy, light show, smart phone, solid state, cheap eats, first class, second class, ' +
      'bright side, right now, well done, medium well, well being, as well, well known, super bowl, super drive, bad day, nice day, birthday, ' +
      'best friend, best friends, better business bureau, happy birthday, full price, raw egg, tender loving, blue screen, black screen, ' +
      'white screen',
  },
};

export const idioms: ReadonlyMap<string, readonly Idiom[]> = byFirstWord();

function byFirstWord(): ReadonlyMap<string, readonly Idiom[]> {
  const found = new Map<string, Idiom[]>();
  for (const [role, byScore] of Object.entries(phrases)) {
    for (const [score, listed] of Object.entries(byScore)) {
      for (const phrase of listed.split(',')) {
        for (const words of spell(phrase.trim().split(' '))) {
          const first = words[0] ?? '';
          found.set(first, [...(found.get(first) ?? []), { words, role: roleOf(role), score: Number(score) }]);
        }
      }
    }
  }
  // The longest phrase that fits is read.
  return new Map([...found].map(([first, of]) => [first, of.toSorted((a, b) => b.words.length - a.words.length)]));
}

function roleOf(name: string): OpinionRole {
  switch (name) {
    case 'adjective':
    case 'adverb':
    case 'judges-subject':
    case 'judges-object':
    case 'noun':
    case 'failing':
    case 'verdict':
    case 'lack':
      return name;
    default:
      return 'none';
  }
}

function spell(parts: readonly string[]): string[][] {
  return parts.reduce<string[][]>(
    (spelled, part) => spelled.flatMap((words) => part.split('/').map((word) => [...words, word])),
    [[]],
  );
}
