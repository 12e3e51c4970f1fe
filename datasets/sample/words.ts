/** Word lists that every domain shares. One entry a line or separated by `|`; entries that modify end in a blank. */
export const sharedSlots: Readonly<Record<string, string>> = {
  person:
    'my wife|my husband|my sister|my brother|a friend|my best friend|my mom|my dad|a coworker|my boyfriend|my girlfriend|my roommate|my cousin|my neighbor|my son|my daughter|my aunt|my boss|my partner|my mother in law',
  people:
    'my parents|some friends|a couple of friends|the kids|my in-laws|a few coworkers|my family|two old friends|my sisters|our neighbors|a group of six|the whole team',
  day: 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday',
  month: 'January|February|March|April|May|June|July|August|September|October|November|December',
  several: 'two|three|four|five|a few|a couple of|several|half a dozen',
  years: 'two years|three years|about a year|five years|ages|a long time|almost ten years|years now',
  ago: 'last week|yesterday|last night|a few days ago|two weeks ago|last month|over the weekend|the other day|earlier today|on {day}',
  minutes:
    '10 minutes|15 minutes|20 minutes|ten minutes|half an hour|25 minutes|a good 40 minutes|45 minutes|over an hour|30 min',
  moment: 'a minute|two minutes|five minutes|a couple of minutes|no time|seconds|under five minutes|under 10 minutes',
  honestly:
    'honestly |to be fair |I have to say |I must say |in my opinion |personally |truth be told |not gonna lie |tbh |for what it is worth ||||||||',
  source:
    'a blog|a newspaper article|the radio|a friend of a friend|the internet|a coworker|social media|my dentist of all people|a video|the guy at the hardware store',
  weather:
    'pouring rain|a heat wave|a snow storm|the first warm day of the year|a gray {day}|a windy afternoon|a freezing morning|thick fog|a sticky summer evening',
};

export interface GradedSlot {
  readonly strong: string;
  readonly mild: string;
}

/** Lists whose choice follows the strength of the planted sentiment. */
export const gradedSlots: Readonly<Record<string, GradedSlot>> = {
  good: {
    strong:
      'amazing|fantastic|excellent|outstanding|incredible|superb|phenomenal|wonderful|perfect|awesome|stellar|spectacular|terrific|exceptional|first rate|top notch',
    mild: 'good|nice|solid|decent|pretty good|quite good|pleasant|respectable|really nice|better than average|more than decent|good enough',
  },
  bad: {
    strong:
      'terrible|awful|horrible|atrocious|dreadful|abysmal|appalling|pathetic|inexcusable|disgraceful|unacceptable|horrendous|miserable',
    mild: 'disappointing|mediocre|underwhelming|subpar|lackluster|below average|weak|poor|unimpressive|lousy',
  },
  very: {
    strong: 'incredibly |really |really |extremely |super |exceptionally |truly |unbelievably |very, very ',
    mild: '||||pretty |fairly |quite |reasonably |very ',
  },
  rather: {
    strong: 'extremely |incredibly |really |really |painfully |unbelievably |way too |far too |seriously ',
    mild: 'a bit |a little |kind of |rather |somewhat |pretty |a bit too |a little too ',
  },
  absolutely: {
    strong: 'absolutely |absolutely |literally |seriously |',
    mild: '||almost ',
  },
  loved: {
    strong:
      'loved|absolutely loved|adored|was blown away by|fell in love with|am obsessed with|cannot say enough about',
    mild: 'liked|enjoyed|really liked|was happy with|was pleased with|appreciated|had no complaints about',
  },
  hated: {
    strong: "hated|couldn't stand|was appalled by|was furious about|was really let down by|am fed up with",
    mild: "didn't love|wasn't thrilled with|was let down by|was not impressed by|wasn't crazy about|was underwhelmed by|expected more from",
  },
};
