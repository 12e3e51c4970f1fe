/** Verbs and nouns by which a review says what went wrong without a word that judges. All in base form. */

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u));

/** What people owe a guest or buyer; denied it is a complaint: "never asked", "nobody came". */
export const dutyVerbs = list(
  'ask arrive come bring show check call answer respond reply offer give apologize apologise refill return deliver ship tell ' +
    'mention include send refund fix address acknowledge greet update listen care help explain clean serve honor honour bother seat ' +
    'warn inform smile thank notify',
);

/** What somebody who cannot do it complains of: "couldn't use it". */
export const abilityVerbs = list(
  'use get find enter contact reach finish complete watch view pass move set hook assemble feel',
);

/** What is good when it goes on: "keeps working". */
export const goodToKeep = list(
  'go get work come improve run give make play smile grow find learn enjoy love look provide bring',
);

/** What nobody wants to be made to do: "had to return it". */
export const forcedVerbs = list(
  'return wait ask remind restart reinstall uninstall replace throw send call repeat reboot reset leave beg redo pay exchange toss flag chase ' +
    'buy repurchase contact email fight argue hunt struggle walk drive stop cancel refund re-enter reenter rebuy reorder re-order relog spend ' +
    'delete force close fix repair glue tape re-do scrub wash dump hold',
);

/** What a thing is better without: "no noise" is no complaint. */
export const betterLacking = list(
  'problem issue complaint doubt question wait noise fee smell odor way need reason idea matter wonder surprise joke brainer exception mess fuss ' +
    'frill regret hassle trouble line residue scratch damage ad stain leak pressure crowd delay glitch lag bug error mistake cost risk worry sign ' +
    'stranger harm pain doubt time comparison defect flaw buzz hum contest limit effort difference sugar gluten calorie msg fat preservative ' +
    'thank one sense clue fun thanks filler junk static bullshit nonsense bs gimmick reservation charge sweat pun business comment avail way chance harm luck contract brainer tipping choice cover latency irritation excuse',
);

/** What was lost is the reviewer's own: "lost all my progress". */
export const ownThings = list(
  'data progress account save photo picture order reservation luggage file song playlist money point coin history setting message contact item ' +
    'level game password booking appointment package credit gem reward streak note',
);

/** They feel and need; they are not judged by it. */
export const people = list(
  'i we you he she they person people wife husband friend family mom dad mother father boyfriend girlfriend son daughter kid child everyone guest ' +
    'customer user baby sister brother',
);
