const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/u).filter((word) => word !== ''));

/** Words that say nothing about an aspect: English function words, and what reviews of any domain are full of. Apostrophes are dropped. */
export const stopWords = list(`
  a able about above absolutely across actually after again against ago ahead all almost along already also although always am amid
  among amp an and another any anybody anymore anyone anything anyway anywhere apart are arent around as aside ask asked at away back
  basically be became because become becomes been before behind being below beside besides between beyond big bigger biggest bit both br
  but by came can cannot cant case com come comes coming completely could couldnt couldve couple day days definitely despite did didnt
  different do does doesnt doing done dont down due during each eight either else elsewhere end ended enough especially etc even ever
  every everybody everyone everything everywhere except extremely fact far feel feels felt few fewer find finding first five for former
  found four from further gave get gets getting give given gives giving go goes going gone got gotten gt guess guy guys had hadnt half
  happen happened has hasnt have havent having he hed hell henceforth her here heres hers herself hes highly him himself his honestly
  hour hours how however hows http https hundred i id if ill im in incredibly indeed inside instead into is isnt it itd itll its itself
  ive just keep keeps kept kind knew know known knows last least less lest let lets like likely literally little ll long longer look
  looked looking looks lot lots lt made mainly make makes making man many may maybe me mean means might mine minute minutes moment month
  months more moreover morning most mostly much must my myself nbsp near nearly neither never nevertheless new next night nine no nobody
  none nonetheless nor not nothing now nowhere of off often oh ok okay old on once one ones only onto or other others otherwise ought
  our ours ourselves out outside over own part people per perhaps person please plus point possible possibly pretty previous probably
  put quite quot rather re really reason recently regarding rest review reviews said same saw say saying says second see seeing seem
  seemed seems seen self seven several shall she shed shes should shouldnt simply since single six slightly small smaller so some
  somebody somehow someone something sometimes somewhat somewhere soon star stars start started still stuff such super sure take taken
  takes taking tell ten than that thatll thats the their theirs them themselves then there therefore theres these they theyd theyll
  theyre theyve thing things think thinking third this those though thought thousand three through throughout thus till time times to
  today together told tonight too took totally toward towards tried truly try trying twice two under unfortunately unless unlike until
  up upon us use used uses using usually ve very via want wanted wants was wasnt way ways we wed week weeks well went were werent weve
  what whatever whats when whenever where whereas wherever whether which whichever while who whoever whole whom whose why will with
  within without woman wont ca nt wo gonna wanna gotta em lol omg bc prob mins min hr hrs pm amp st nd rd th would wouldnt wow www yeah year years yes yesterday yet you youd youll your youre yours yourself yourselves
  youve
`);

/** Praise and blame that fit every aspect: they tell how something was, not what. Opinions that imply an aspect ("crowded") are not here. */
export const opinionWords = list(`
  adore adored alright amazed amazing amazingly annoyed annoying average awesome awful bad badly beautiful beautifully best better
  brilliant complain complaint complaints cool crap decent delight delighted disappoint disappointed disappointing disappointment
  disgusting easier easily easy enjoy enjoyable enjoyed enjoying exceeded excellent exceptional exceptionally expectation expectations expected fabulous
  fantastic favorite favourite fine flawless fun funny glad good gorgeous hard great happy hate hated highlight hit hope hoped hoping
  horrible horribly impress impressed impressive incredible incredibly issue issues joke lacking like liked likes love loved lovely
  loves loving magnificent marvelous mediocre meh miss nice nicely nightmare ok okay outstanding overall overrated perfect perfectly
  phenomenal pleasant pleased pleasure poor poorly pretty problem problems recommend recommendation recommended recommending regret
  respectable ridiculous ridiculously sad sadly satisfied satisfying simple simpler solid special spectacular splendid stellar subpar sucked sucks super superb
  surprised surprisingly terrible terribly terrific thank thanks trash unacceptable unbelievable unbelievably underwhelmed underwhelming
  upset weird wish wished wonderful wonderfully worse worst worth wrong yum yummy zero
`);

/** Nouns that name no aspect of anything: the people of a story, and empty heads ("the number of"). Never a label. */
export const emptyNouns = list(`
  america amazon amount anniversary app application area aunt birthday boyfriend brother buddy child children city colleague county cousin
  coworker coworkers dad date daughter decision difference evening event events everyone experience family fan father favor feeling feelings friday friend friends
  game gem gift girlfriend god gal gals grandma grandmother group guess heart home husband hype idea item items job kid kids life list love luck
  man middle mind mistake mom monday month morning mother name neighbor neighbors nephew niece number occasion opinion other pair parents
  partner party past percent piece place places product products pandemic purchase purpose question regular relative roommate saturday set side
  sister son sort spot star sunday team thought thursday today ton tons top town trip tuesday type uncle use user variety version visit visits
  wednesday weekend wife woman women word words world yelp
`);
