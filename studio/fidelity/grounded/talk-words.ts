import { stemmer } from 'stemmer';

const stemsIn = (words: string): string[] =>
  words
    .split(/\s+/u)
    .filter((word) => word !== '')
    .map((word) => stemmer(word));

/** Who speaks in reviews, whatever the kind of item. */
export const voiceStems: ReadonlySet<string> = new Set(
  stemsIn(
    `person people guest visitor user buyer owner reviewer customer player reader diner eater client shopper patron fan regular parent
    traveller traveler folk guy lady listener subscriber local critic voice somebody someone other shopper newcomer purchaser member tester viewer drinker commuter gamer blogger gentleman`,
  ),
);

/** Ways to say that something was said, and to weigh it. */
const reportStems = stemsIn(
  `say tell call find write mention praise note report describe put think feel love like enjoy complain warn add speak talk bring point
  give get see hear read know agree disagree differ vary clash divide conflict contradict recommend suggest prefer wish want need hope guess believe mean seem sound look appear
  go come be have do make take keep let try use buy order install download pick choose help suit fit work sorry afraid
  found said told wrote got went felt thought made took kept gave came saw heard knew put brought spoke meant did had was let began
  review word comment opinion remark complaint compliment criticism warning verdict impression experience feedback quote line point case
  claim story thought feeling view mind report gist rest mention rating rate star`,
);

/** Empty heads and everyday measures: they say of no item what it has. */
const emptyStems = stemsIn(
  `side favour favor direction judge sample thing way bit lot little trouble problem issue matter question answer choice option pick idea reason chance luck plus minus catch
  downside upside drawback advantage disappointment surprise hit miss favourite favorite highlight most half kind sort type part amount
  number count time moment day while ton plenty couple few more many much same own only first last next other one two three good great
  nice fine bad better best worse worst well okay ok right sure fair real really true certain clear possible place spot item product app
  thing thing dollar buck euro pound cent money deal information info detail data yes no thank thanks please hi hello hey welcome today
  now here there again anything everything nothing something lovely wonderful cheers example hand heart fact truth end start taste
  match area spot date case fit alternative suggestion recommendation mix balance weakness strength verdict drawback downside upside summary bottom top total average score word hint notion extent respect regard term sense topic subject whole deal pity shame
  honesty honest frank fairness sake percent percentage trend remark tally opposite
  expectation need wish request budget purpose taste mood head pile crowd handful`,
);

export const talkStems: ReadonlySet<string> = new Set([...voiceStems, ...reportStems, ...emptyStems]);
