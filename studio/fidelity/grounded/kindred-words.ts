import { stemmer } from 'stemmer';

/** Words that people use for one thing, a group a line: general English of shopping, eating out and apps. A statement may put one for another. */
const groups: readonly (readonly string[])[] = [
  'kid child children toddler youngster little grandchild',
  'price cost bill value expensive cheap pricey overpriced affordable bargain money budget wallet dollar buck charge damage inexpensive pay paid costly',
  'food meal dish eat eating menu plate fare cooking kitchen dine dining',
  'drink beverage cocktail beer wine margarita bar coffee tea soda booze',
  'staff service waiter waitress server employee crew team host bartender barista worker attentive',
  'wait line queue busy crowd crowded packed rush',
  'sit seat seating table chair',
  'outside outdoor outdoors patio terrace garden deck',
  'noise noisy loud quiet silent volume sound',
  'fast quick quickly speed speedy swift slow slowly prompt rapid rush',
  'clean dirty hygiene hygienic spotless filthy grubby cleaning',
  'size big small large tiny huge roomy space spacious',
  'portion serving helping amount size',
  'battery charge charging charger power plug',
  'crash freeze bug glitch glitchy hang lag error',
  'ad advert advertisement advertising commercial popup',
  'login log sign account password register',
  'update version upgrade release',
  'subscription subscribe membership premium pay paid fee payment',
  'refund return money replacement replace',
  'deliver delivery ship shipping arrive arrival package parcel courier',
  'pack package packaging box wrapped wrapping',
  'setup set install installation assemble assembly mount',
  'break broke broken durable durability sturdy flimsy last lasting lifespan hold',
  'smell scent fragrance odor odour perfume aroma',
  'taste flavor flavour tasty delicious yummy',
  'color colour shade hue tint',
  'instruction manual direction guide tutorial',
  'park parking car lot garage',
  'room bedroom suite',
  'wifi internet wireless connection network online offline',
  'look appearance design style beautiful pretty decor decoration interior atmosphere ambiance ambience vibe',
  'photo picture image camera',
  'film movie video show series',
  'song music tune soundtrack playlist audio',
  'guac guacamole',
  'veg vegetable veggie vegetarian vegan',
  'bike bicycle cycling',
  'pc computer laptop notebook',
  'tv television screen',
  'phone mobile smartphone cell handset',
  'dog pet puppy cat',
  'hour minute time clock',
  'help support assistance customer helpdesk',
  'easy easily simple simply effortless intuitive hard difficult tricky confusing complicated',
  'fit size tight loose snug',
  'comfort comfortable comfy cozy cosy',
  'heat hot warm cold cool temperature',
  'weight light heavy weigh',
  'stable stability sturdy secure steady wobble wobbly',
  'strap belt band',
  'curbside curb takeaway takeout pickup',
  'adjust customize customise personalize custom setting configure tweak flexible flexibility',
  'teach lesson learn learning course class',
  'friend friendly kind rude polite welcoming helpful',
  'sleep rest night bed',
].map((group) => group.split(' ').map((word) => stemmer(word)));

const byStem = new Map<string, Set<string>>();
for (const group of groups) {
  for (const stem of group) byStem.set(stem, new Set([...(byStem.get(stem) ?? []), ...group]));
}

/** Stems of words that may stand for the same thing, itself among them where it has any. */
export const kindredStems = (stem: string): ReadonlySet<string> => byStem.get(stem) ?? none;
const none: ReadonlySet<string> = new Set();

/** Whether some stems hold a word or one that may stand for the same thing. */
export const holdsKindred = (stems: ReadonlySet<string>, stem: string): boolean =>
  stems.has(stem) || [...kindredStems(stem)].some((kindred) => stems.has(kindred));
