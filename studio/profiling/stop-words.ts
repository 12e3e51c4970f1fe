const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u).filter((word) => word !== ''));

/** Words that say nothing about an aspect: English function words, and what reviews of any domain are full of. Apostrophes are dropped. */
export const stopWords = list(`
  a about above across after again against ago ahead all almost along already also although always am amid among an and another any
  anybody anymore anyone anything anyway anywhere apart are arent around as aside at away back be became because become becomes been before
  behind being below beside besides between beyond both but by came can cannot cant come comes coming could couldnt couldve despite did
  didnt do does doesnt doing done dont down due during each either else elsewhere enough especially etc even ever every everybody everyone
  everything everywhere except far few fewer for former from further gave get gets getting give given gives giving go goes going gone got
  gotten had hadnt half has hasnt have havent having he hed hell henceforth her here heres hers herself hes him himself his how however
  hows i id if ill im in indeed inside instead into is isnt it itd itll its itself ive just keep keeps kept kind know knew known knows last
  least less lest let lets like likely little ll lot lots made mainly make makes making many may maybe me mean means might mine more
  moreover most mostly much must my myself near nearly neither never nevertheless next no nobody none nonetheless nor not nothing now
  nowhere of off often oh ok okay on once one ones only onto or other others otherwise ought our ours ourselves out outside over own per
  perhaps please plus possible possibly pretty previous probably put quite rather re really recently regarding said same saw say saying says
  second single see seeing seem seemed seems seen self several shall she shed shes should shouldnt since so some somebody somehow someone
  something sometimes somewhat somewhere soon still such sure take taken takes taking tell than that thatll thats the their theirs them
  themselves then there therefore theres these they theyd theyll theyre theyve thing things think thinking third this those though thought
  three through throughout thus till to together told too took totally toward towards truly try trying tried twice two under unfortunately
  unless unlike until up upon us use used uses using usually ve very via want wanted wants was wasnt way ways we wed well went were werent
  weve what whatever whats when whenever where whereas wherever whether which whichever while who whoever whole whom whose why will with
  within without wont would wouldnt wow yeah yes yet you youd youll your youre yours yourself yourselves youve
  amp br gt lt nbsp quot http https www com
  absolutely actually basically definitely completely extremely literally honestly highly incredibly simply super slightly
  first four five six seven eight nine ten hundred thousand first half ago new old big bigger biggest small smaller long longer different
  able else guess look looks looked looking looks feel feels felt find found finding ask asked start started end ended happen happened
  day days week weeks month months year years today yesterday tonight morning night time times hour hours minute minutes moment
  bit couple part rest reason point fact case stuff someone anybody review reviews star stars people person guy guys man woman
`);

/** Praise and blame that fit every aspect: they tell how something was, not what. Opinions that imply an aspect ("crowded") are not here. */
export const opinionWords = list(`
  adore adored amazing amazed amazingly annoyed annoying average awesome awful bad badly beautiful beautifully best better brilliant complain
  complaint complaints cool crap decent delight delighted disappoint disappointed disappointing disappointment disgusting enjoy enjoyable
  enjoyed enjoying exceeded excellent exceptional exceptionally expectation expectations expected fabulous fantastic favorite favourite fine
  flawless fun funny glad good gorgeous great happy hate hated highlight hope hoped hoping horrible horribly impress impressed impressive
  incredible incredibly issue issues joke lacking like liked likes love loved lovely loves loving magnificent marvelous mediocre meh nice
  nicely nightmare ok okay outstanding overall overrated perfect perfectly phenomenal pleasant pleased pleasure poor poorly pretty problem
  problems recommend recommendation recommended recommending regret respectable ridiculous ridiculously sad sadly satisfied satisfying
  solid spectacular splendid stellar subpar sucked sucks super superb surprised surprisingly terrible terribly terrific thank thanks
  trash underwhelmed underwhelming unacceptable unbelievable unbelievably upset weird wish wished wonderful wonderfully worse worst worth
  wrong yum yummy zero hit miss alright
`);

/** Nouns that name no aspect of anything: the people of a story, and empty heads ("the number of"). Never a label. */
export const emptyNouns = list(`
  amount anniversary app application aunt birthday boyfriend brother buddy child children city coworker coworkers dad date daughter decision difference
  evening experience family fan father favor friday friend friends game girlfriend gift god grandma group guess heart home hype gem area morning husband idea
  kid kids life list love luck man mind mistake mom monday mother name neighbor neighbors number occasion middle opinion other pair partner party past
  percent piece place places purchase question regular relative roommate saturday set sister son uncle cousin colleague nephew niece grandmother parents sort spot sunday team thought thursday
  ton tons top town trip tuesday type use user variety version visit visits wednesday weekend wife woman women word words world yelp
  amazon company item items product products purpose side set star everyone
`);
