/**
 * Words that judge, by what they grammatically do, with strength in [-1, 1]. A word scores only in its own role: "kind staff" judges,
 * "a kind of soup" does not; nouns judge only when listed here, so the names of aspects ("quality", "resolution", "fan") never do.
 */
const adjectives: Readonly<Record<string, string>> = {
  '1':
    'amazing awesome best brilliant divine excellent exceptional exquisite extraordinary fabulous fantastic finest flawless gorgeous greatest ' +
    'heavenly impeccable incredible magnificent marvelous marvellous outstanding perfect phenomenal sensational spectacular splendid stellar ' +
    'stunning sublime superb superlative terrific unbeatable unbelievable unforgettable unmatched unparalleled unrivaled wonderful wondrous ' +
    'mouthwatering mouth-watering orgasmic mindblowing mind-blowing breathtaking killer top-notch topnotch first-rate first-class world-class ' +
    'five-star unreal yummiest tastiest delicious delectable scrumptious',
  '0.75':
    'great delightful lovely beautiful delish yummy tasty flavorful flavourful flavorsome impressive superior remarkable memorable luscious ' +
    'luxurious succulent charming enchanting adorable addictive addicting rad kickass badass perfectly-cooked ideal pristine spotless ' +
    'immaculate seamless effortless intuitive happy thrilled delighted ecstatic overjoyed impressed amazed astonished blown-away pleased ' +
    'grateful friendliest nicest freshest kindest coolest smoothest fastest finer loveliest sleekest stellar glorious ingenious genius ' +
    'incomparable pleasurable irresistible invaluable priceless rave',
  '0.5':
    'good nice decent solid pleasant enjoyable fresh freshest friendly attentive polite courteous helpful welcoming accommodating ' +
    'knowledgeable professional efficient prompt responsive generous gracious hospitable personable caring considerate thoughtful kind patient ' +
    'warm cozy cosy comfy comfortable romantic intimate elegant classy stylish trendy chic hip quaint cute inviting relaxing relaxed authentic ' +
    'creative innovative inventive imaginative unique interesting exciting fun entertaining lively vibrant cheerful upbeat moist juicy tender ' +
    'crisp crispy crunchy creamy fluffy flaky savory aromatic fragrant refreshing satisfying hearty filling homemade affordable reasonable ' +
    'inexpensive economical worthwhile worthy valuable competitive well-priced fast quick speedy snappy zippy swift reliable dependable sturdy ' +
    'durable robust rugged stable powerful capable sleek slick smooth sharp crystal-clear vivid clear crisp lightweight portable compact ' +
    'spacious roomy ample plentiful abundant easy easier easiest simple straightforward convenient handy useful user-friendly versatile ' +
    'flexible functional customizable clean tidy bright quiet peaceful calm safe secure accurate precise consistent flawlessly-cooked better ' +
    'nicer faster smoother cool neat nifty sweet satisfied content glad comfy fond stress-free hassle-free trouble-free well-made well-built ' +
    'well-designed well-prepared well-cooked well-seasoned well-trained well-thought-out high-quality high-end quality-made upscale gourmet ' +
    'mellow popular beloved attractive appealing appetizing effective excited proud genuine honest trustworthy legit super great-tasting plush ' +
    'pleasing recommended enthusiastic energetic unobtrusive mouthwateringly swanky soothing breezy airy modern fine detailed well-balanced ' +
    'balanced perfected seasoned refined sophisticated rich tasteful charismatic adept skilled skillful talented competent conscientious ' +
    'worthwhile responsive hassle-free dreamy fantabulous noteworthy exemplary admirable terrific commendable enviable',
  '0.25': 'fair workable unpretentious laid-back',
  // A verdict, but no praise.
  '0.15': 'adequate acceptable ok okay alright passable sufficient casual average',
  '-0.25':
    'mediocre so-so meh unremarkable forgettable ordinary plain generic uninspired unimpressive lackluster lacklustre underwhelming ' +
    'unexceptional uneventful standard-issue subpar sub-par',
  '-0.5':
    'bland tasteless flavorless flavourless insipid boring dull stale soggy greasy oily mushy rubbery chewy dry dried-out tough burnt burned ' +
    'overcooked undercooked underdone overdone lukewarm watery salty oversalted over-salted underseasoned cold raw fatty gristly slimy ' +
    'overpriced expensive pricey costly over-priced exorbitant steep pricy stingy skimpy meager meagre measly tiny slow sluggish laggy glitchy ' +
    'buggy unresponsive unstable choppy jerky clunky cumbersome awkward confusing complicated convoluted inconvenient inconsistent unreliable ' +
    'inaccurate flimsy fragile wobbly loose uncomfortable cramped crowded packed tight noisy loud dirty filthy grimy dingy smelly musty sticky ' +
    'unclean unsanitary dated outdated obsolete old-fashioned shabby tacky cheesy worn run-down rude unfriendly surly impolite snobby snooty ' +
    'snotty arrogant condescending dismissive pushy inattentive indifferent impatient clueless unhelpful unprofessional incompetent ' +
    'inefficient disorganized careless forgetful hostile aloof cold-hearted unwelcoming ungracious unapologetic disappointing disappointed ' +
    'frustrating frustrated annoying annoyed irritating irritated unhappy dissatisfied unsatisfied upset unpleasant poor bad weak faulty ' +
    'defective broken damaged dead unusable unnecessary pointless difficult tricky tedious hard stiff grainy blurry fuzzy pixelated dim ' +
    'washed-out muffled tinny scratchy distorted bulky heavy noisy overheated limited lacking inadequate insufficient scarce missing ' +
    'unavailable incomplete incompatible inferior overrated over-rated pretentious unappetizing unappealing unattractive ugly unimpressed ' +
    'uninteresting repetitive intrusive invasive redundant counterintuitive inedible uneatable disgruntled skeptical overbearing overwhelming ' +
    'unfortunate regrettable sad sorry weird strange odd questionable sketchy disrespectful disgruntling suspicious dishonest deceptive ' +
    'misleading finicky temperamental flaky cheap-looking cheaply-made cheaper-looking poorly-made hit-or-miss overdressed overloaded ' +
    'overcrowded understaffed untrained inexperienced amateurish robotic monotonous spotty erratic intermittent picky touchy scary harsh sour ' +
    'bitter rancid rotten moldy nauseating bothersome worrisome troublesome problematic flawed lousy crummy cruddy clumsy icy immature ' +
    'unappreciative interminable grungy untimely unenjoyable inoperative unfixable unplayable unreadable inaudible illegible unappreciated ' +
    'uninformed uncaring unaccommodating unattentive unfresh unremarkable disinterested uninterested indigestible pasty doughy gooey gloopy ' +
    'soupy gamey chalky lifeless uncomfy overseasoned over-seasoned overspiced overrun overhyped over-hyped overcharged overpowering overheats ' +
    'overheating unevenly-cooked freezer-burned microwaved canned processed reheated frozen-in wilted brown-edged smothered drenched soaked ' +
    'skimpier stingier pricier costlier worse noisier crackly staticky hissing buzzing humming flickering flickery dimmer ghosting jumpy ' +
    'twitchy insensitive oversensitive over-sensitive unpredictable slippy creaky squeaky rickety cracked chipped warped scratched dented ' +
    'loose-fitting bent torn frayed leaky bulging peeling glossy-reflective backward backwards clumsy-looking unsupported unwieldy cluttered ' +
    'hidden nonexistent non-existent nonfunctional non-functional dysfunctional malfunctioning corrupted bricked nonresponsive non-responsive ' +
    'spammy ad-ridden laggier slowest bloaty confusing misguided poorer crappier shoddier lesser annoying distracting misinformed overdue late ' +
    'delayed tardy absent uncalled disrespected scammy deceptive shady greedy untrustworthy unclear nonsensical unusually-slow untidy ' +
    'gross-looking disheveled unkempt rushed neglected ignored ripped-off gimmicky bloated unfinished shoddy sloppy messy chaotic hectic ' +
    'claustrophobic sterile drab gloomy depressing pitiful sorry uninviting fishy greasier slower worse noisier blah unfair unacceptable ' +
    'unreasonable excessive deceiving slippery faint patchy laughable bogus bogged sickly wimpy lumpy runny overly-sweet tasteless ' +
    'unimaginative unoriginal cold overworked thin unsafe creepy dismal shabby rundown barren bleak dreary grim moldy mouldy mildewed stained ' +
    'scuffed infested cheap-feeling unfinished misaligned crooked uneven lopsided defaced discolored faded rusty rusted rusting clogged stuck ' +
    'jammed stripped shattered snapped deflated flattened crushed mangled smashed soiled unripe overripe expired flat-tasting tasteless ' +
    'overfull overfilled underfilled unresolved unanswered unread unsent useless buggy unoptimized unoptimised rigged pay-to-win ' +
    'predatory fraudulent bogus unjust unethical illegal invalid hard-to-find unhealthy unhygienic unkind ungrateful unwilling unable unsuitable',
  '-0.75':
    'terrible horrible awful dreadful atrocious horrendous horrid appalling abysmal pathetic disgusting gross nasty revolting vile foul crappy ' +
    'shitty sucky useless worthless ridiculous absurd outrageous unforgivable inexcusable insulting disgraceful deplorable hideous ghastly ' +
    'miserable despicable infuriating maddening unbearable intolerable laughable trash rubbish garbage disastrous catastrophic inhospitable ' +
    'repulsive putrid abominable obnoxious offensive stupid idiotic dumb insane lame',
  '-1': 'worst',
};

const adverbs: Readonly<Record<string, string>> = {
  '0.75':
    'perfectly beautifully wonderfully flawlessly superbly excellently brilliantly fantastically marvelously amazingly exceptionally ' +
    'impeccably seamlessly effortlessly exquisitely deliciously magnificently great awesome fabulously splendidly',
  '0.5':
    'well nicely smoothly quickly promptly efficiently easily properly reliably fast quietly generously tastefully elegantly comfortably ' +
    'attractively attentively warmly politely courteously pleasantly reasonably-priced fairly-priced expertly skillfully delicately swiftly ' +
    'speedily correctly fine consistently-well accurately intuitively carefully good better best lovingly thoughtfully creatively instantly',
  '-0.5':
    'poorly badly slowly sluggishly rudely sloppily carelessly cheaply incorrectly improperly wrongly inconsistently erratically ' +
    'painfully-slow awkwardly unevenly intermittently inefficiently overly-expensive wrong worse',
  '-0.75': 'terribly horribly awfully miserably dreadfully worst atrociously',
};

/** Verbs whose subject is judged: "the lid broke", "this keyboard rocks". In base form. */
const subjectVerbs: Readonly<Record<string, string>> = {
  '0.75': 'rock rule excel shine impress delight amaze wow astound',
  '0.5': 'please satisfy satiate sparkle exceed surpass outperform outshine deserve',
  '-0.5':
    'crash freeze lag glitch stutter overheat malfunction flicker fail break crack die disappoint lack drain disconnect creak squeak ' +
    'rattle annoy irritate frustrate infuriate bother confuse underperform suffer peel fray jam buzz backfire stink reek deteriorate degrade ' +
    'corrupt forget ignore refuse yell ruin spoil wobble leak hiss squeal bulge glare slip overflow overcook undercook mislead deceive ' +
    'interrupt intrude overcharge hang underwhelm bug misfire scratch smear leak disappear vanish snap rip rust fade shrink unravel unglue misplace ' +
    'detach collapse spill drip crumble splinter shatter explode',
  '-0.75': 'suck blow disgust appall stink horrify',
};

/** Verbs whose object is judged by a person: "I loved the soup". In base form. */
const objectVerbs: Readonly<Record<string, string>> = {
  '1': 'love adore worship',
  '0.75': 'recommend praise treasure cherish savor savour relish rave',
  '0.5': 'like enjoy appreciate admire dig fancy compliment commend applaud prefer',
  '-0.5': 'dislike regret avoid criticize fault lament skip complain',
  '-0.75': 'hate detest despise loathe abhor dread',
};

/** Nouns that judge what they stand with: "battery problems", "the lunch deal is a steal". In base form. */
const nouns: Readonly<Record<string, string>> = {
  '0.75': 'delight masterpiece perfection winner gem treat heaven bliss dream blessing lifesaver must champ godsend',
  '0.5':
    'bargain steal joy pleasure plus bonus breeze hit highlight standout favorite favourite fave improvement advantage charm beauty pro knockout',
  '-0.5':
    'problem issue trouble complaint drawback downside downfall disappointment letdown nuisance annoyance hassle inconvenience flaw defect ' +
    'fault bug glitch lag error failure crash shame con weakness shortcoming lack shortage mess setback frustration gripe pain malfunction ' +
    'overkill freeze dud bummer hiccup minus rip-off ripoff turnoff mistake delay',
  '-0.75':
    'joke nightmare disaster disgrace crap junk garbage trash rubbish scam robbery torture waste lemon travesty horror atrocity insult fiasco',
};

/** Adjectives of the person who judges; what is judged follows a preposition: "impressed by the view". */
export const experiencers: ReadonlySet<string> = list(
  'happy pleased satisfied impressed disappointed unhappy annoyed frustrated amazed thrilled delighted dissatisfied unimpressed underwhelmed ' +
    'irritated upset displeased ecstatic overjoyed content glad fond disgusted appalled bothered excited astonished wowed dismayed blown-away ' +
    'unsatisfied grateful thankful proud sick tired surprised disillusioned infuriated enamored obsessed hooked',
);

/** Adjectives that judge nothing by themselves; with some heads more is better, with others worse. */
export const amounts: ReadonlyMap<string, 1 | -1> = new Map([
  ...[
    ...list('high higher highest long longer big bigger large larger huge enormous massive endless immense giant'),
  ].map((word): [string, 1 | -1] => [word, 1]),
  ...[...list('low lower lowest short shorter small smaller tiny little smallest minimal minuscule miniscule')].map(
    (word): [string, 1 | -1] => [word, -1],
  ),
]);
export const betterWithMore: ReadonlySet<string> = list(
  'quality selection variety choice portion serving capacity memory storage space resolution range speed performance standard warranty ram ' +
    'durability life screen display definition bandwidth menu',
);
export const worseWithMore: ReadonlySet<string> = list(
  'price cost bill wait line queue noise delay lag latency fee tax markup tab weight temperature heat pricing waiting expense commute time ' +
    'charge turnaround loading',
);

/** Only whoever speaks judges with them: "my favorite dish", not "find your favorite shows". */
export const favorites: ReadonlySet<string> = list('favorite favourite fav fave');

/** Adjectives that name a kind before a noun ("cold noodles", "raw fish", "hard drive") and judge only after a copula. */
export const predicateOnly: ReadonlySet<string> = list(
  'cold hot raw dry sour bitter hard soft tough light heavy dead dark thin stuck flat rich sweet tender warm smart cool fresh-squeezed tight',
);

/** Words the general lexicon scores though they judge nothing in a review. */
export const notJudging: ReadonlySet<string> = list(
  'certain original basic professional grand negative positive true real natural big clear free full pure forced limited missing supported ' +
    'working sure important latest later devoted absolute complete overall supposed general multiple online specific delivered waiting sitting ' +
    'standing leaving corporate potential male female young old serious dear stopped fixed started shared interested united advanced committed ' +
    'focused prepared responsible retained dead known unlikely joined involved exposed engaged allowed charged promised wanted required ' +
    'dirty-minded mandatory matter special lost dropped added cleared cut cutting killing winning top straight common mad alone affected ' +
    'accepted provided obsessed tired saved trusted unwanted hoping hopeful luck lucky wicked sore huge',
);

/** Verbs too light to name what is judged: "easy to use" is said of the item itself. */
export const lightVerbs: ReadonlySet<string> = list(
  'use have be get go do say know see make take come look tell think eat need like love want try keep give let find out work run put pay ' +
    'bring feel buy own download install',
);

/** Verbs that link a subject with what is said of it. In base form. */
export const copulas: ReadonlySet<string> = list(
  'be is was were are am been being seem look taste feel smell sound get become stay remain appear prove come turn arrive go keep',
);

/** Verbs that say that a thing does its work; negated they are a complaint ("will not charge"). In base form. */
export const functionVerbs: ReadonlySet<string> = list(
  'work load open connect charge sync start boot turn play save update install run recognize recognise detect respond register display show ' +
    'recharge function launch arrive answer reply upload download send receive refresh print scroll log login sign access export import search ' +
    'read fit pair stream hold last stay stick latch close lock seal match adjust fasten attach power mount grip track record capture cast verify ' +
    'activate submit process unlock delete remove cancel upgrade edit customize reset restore redeem checkout scan rotate zoom reconnect hear ' +
    'switch rewind pause broadcast heat cool flush lift taste',
);

/** Whether a verb names a function: "sync" does, "work" does not. */
export const namesFunction = (verb: string): boolean => functionVerbs.has(verb) && !lightVerbs.has(verb);

/** What a word does to the strength of the opinion word right after it. */
export const intensities: ReadonlyMap<string, number> = new Map([
  ...each(
    'absolutely amazingly completely exceptionally extremely highly hugely incredibly insanely really remarkably ridiculously ' +
      'seriously so super terribly totally truly unbelievably utterly very most way freaking damn crazy insane stupid wicked ridiculous',
    1.25,
  ),
  ...each(
    'fairly kinda mildly partly pretty rather reasonably relatively slightly somewhat sorta quite bit little',
    0.7,
  ),
]);

export interface WordLists {
  adjectives: ReadonlyMap<string, number>;
  adverbs: ReadonlyMap<string, number>;
  subjectVerbs: ReadonlyMap<string, number>;
  objectVerbs: ReadonlyMap<string, number>;
  nouns: ReadonlyMap<string, number>;
}

export const opinionWordLists: WordLists = {
  adjectives: byWord(adjectives),
  adverbs: byWord(adverbs),
  subjectVerbs: byWord(subjectVerbs),
  objectVerbs: byWord(objectVerbs),
  nouns: byWord(nouns),
};

function byWord(lists: Readonly<Record<string, string>>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [score, words] of Object.entries(lists)) {
    for (const word of list(words)) if (!found.has(word)) found.set(word, Number(score));
  }
  return found;
}

function list(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/u).filter((word) => word !== ''));
}

function each(words: string, value: number): [word: string, value: number][] {
  return [...list(words)].map((word) => [word, value]);
}
