import type { TalkVocabulary } from '../vocabulary.ts';

/** What restaurant reviews say beside the aspects. */
export const talk: TalkVocabulary = {
  openers: {
    positive: `
      {honestly}this place is {good}
      we {loved} this [place|spot|restaurant]
      I {loved} this [place|little place|spot]
      what a [find|treat|nice surprise|lovely place]
      what a {good} little spot
      ! hands down my favorite {kind} spot
      ! this place is a gem
      ! run, do not walk
      ! wow
      ! five stars from all of us
      ! I wish I could give six stars
      this has become our go-to for {kind}
      finally a {good} {kind} place in [the neighborhood|this town|our part of town|walking distance]
      I have been coming here for {years} and it never [gets old|disappoints|lets me down]
      {source} was right about this one
      {person} [raved about this place|would not shut up about this place|kept recommending this spot] and now I get it
      [really|so|very] happy we [tried it|came|gave it a shot|finally made it here]
      another {good} [visit|meal|evening|{day}]
      ~ [pleasantly surprised|a pleasant surprise|better than I expected]
      ~ a [nice|solid|good] [spot|place|option] [overall|all in all|for {kind}|for the area]
      count [me|us|{person}] as a fan
      it [lived up to|was worth|deserves] the hype
      if you like {kind}, [come here|this is it|look no further|this one is for you]
      I see why [everybody|{person}|{source}] talks about this place
      our new [favorite|regular spot|{day} tradition|neighborhood favorite]
      I do not say this often but this place is {good}
      one of the better {kind} spots [around|in the area|I have tried]
      {person} and I [left happy|had a great time|were both impressed]
      we had a {good} [evening|lunch|time|dinner] here
      a {kind} place [done right|with heart|I can get behind]
    `,
    negative: `
      {honestly}this place is {bad}
      I [really |so |]wanted to [like|love] this place
      I [really |just |]do not [get|understand] the hype
      what a [letdown|disappointment|shame|mess]
      ! never again
      ! avoid this place
      ! I am still angry as I type this
      ! save yourself the trouble
      ! zero stars if I could
      we had [such |]high hopes [for this place|for dinner|for our {day}|after all the reviews]
      {source} oversold this one
      I have been coming here for {years} and this was [my last visit|the worst visit yet|the final straw]
      [not|nothing like] what it used to be
      our [evening|lunch|dinner|visit|{day}] here was {bad}
      {person} talked me into coming and [owes me one|has apologized since|will never hear the end of it]
      sadly this was a miss[ for us| for me|]
      ~ not our best [night out|meal|visit]
      ~ maybe we came on an off [night|day|{day}]
      disappointed is the word
      I rarely write bad reviews
      where do I [even |]begin
      it pains me to write this
      as {kind} goes, this was {bad}
      {person} and I [left unhappy|looked at each other and sighed|will pass next time]
      there are so many {kind} places in town and we picked this one
      I do not know what happened [to this place|here|since {month}]
    `,
    mixed: `
      {honestly}I am torn about this [one|place]
      [a|kind of a|very much a] mixed bag
      three stars [feels about right|seems fair|from me]
      some hits and some misses
      it was [okay|alright|fine|so so]
      not bad but not great either
      I keep going back and forth on this place
      could go either way
      our [visit|dinner|lunch|{day} here] had its ups and downs
      a decent [spot|{kind} place|option] with some flaws
      {person} liked it more than I did
      I wanted to love it more than I did
      solid middle of the road
      as {kind} places go this one is average
      there is a good restaurant in here somewhere
      I liked parts of it
      {person} and I could not agree on this one
      half of it was great
    `,
  },
  occasions: `
    stopped in {ago} with {person}
    came here {ago} with {people}
    we came for [a birthday|our anniversary|a late lunch|a quick bite|date night|a work lunch|a family dinner|an early dinner]
    {person} picked this place for [a birthday|a reunion|our monthly dinner|a first date]
    heard about it from {source}
    I had been meaning to try this place for {years}
    we were in town for [a wedding|a conference|a long weekend|a ball game|a concert]
    found it while walking around in {weather}
    this was our [first|second|third|fourth|tenth] visit
    ordered takeout {ago} and dined in {ago}
    a group of [six|eight|ten|four] of us came in on a {day}
    we came on a {day} night in {month}
    met {person} here after work
    ended up here because our first choice was closed
    I live [two blocks away|around the corner|just up the hill] so I come often
    we drove [forty minutes|an hour|across town] to get here
    used a gift card from {person}
    walked past it a hundred times before finally going in
    brought {people} here to celebrate a new job
    it was {weather} and we needed somewhere to sit
  `,
  chat: `
    {person} is [not easy to please|a vegetarian|the picky one|always hungry|still talking about it]
    I am originally from [the coast|out west|a big city|a small town] so I have opinions
    we had tickets to a show at eight
    I took some pictures for later
    it was my [thirtieth|fortieth|fiftieth] birthday
    we used to live around here [years ago|in college|before the kids]
    full disclosure, I had skipped breakfast
    I grew up on my grandmother's cooking
    {person} drove so I could relax
    I usually cook at home on a {day}
    we go out maybe twice a month
    my diet starts tomorrow
    it was {weather}
    I am writing this on the train home
    this is only my [second|third|fifth|tenth] review
    the playoffs were on that night
    {people} were visiting from out of state
    I read a lot of reviews before we went
    we ended the evening with a walk along the river
    {person} was running late as usual
    I had just come from the gym
    our dog was waiting in the car
    somebody at the next table proposed
    I lost a bet with {person}
    the neighborhood has changed a lot in {years}
    I will spare you the long story
    we split everything down the middle
    my phone died before I could take a picture
    I was in the middle of moving apartments
    we were celebrating {person}
    they changed the sign out front in {month}
    I do not usually write reviews
    the last time I was in this building it was a shoe store
    {people} had just landed from a long flight
    it happened to be a holiday weekend
    {person} sang the whole way home
    we had a coupon from {source}
    a parade was going by that day
    I have tried nearly every {kind} place in the county
    {person} and I have a standing {day} dinner
  `,
  closers: {
    positive: `
      we will [definitely|certainly|absolutely|gladly] be back
      can't wait to [come back|return|go again|bring {people}]
      I would [happily|gladly] recommend it to anyone
      ! do yourself a favor and go
      ! already planning our next visit
      [give it a try|go and see for yourself|try it]
      see you next {day}
      I will be bringing {people} next time
      [highly|strongly|warmly] recommended
      well worth [a visit|the trip|a detour|checking out]
      keep up the [good|great] work
      it is on our regular rotation now
      do not change a thing
      thank you for a lovely evening
      ~ I would come back
      we left happy
    `,
    negative: `
      we [will not|won't|are not going to] be back
      I would not recommend it[ to anyone| to a friend|]
      ! stay far away
      ! never setting foot in here again
      I won't be returning
      there are better {kind} places [nearby|in town|five minutes away]
      [go somewhere else|skip it|try the place across the street]
      hopefully somebody in charge reads this
      I hope they turn it around
      you have been warned
      next time we will stay home
      we deserve better than this
      ~ I might give it one more chance
      ~ not in a hurry to return
      that is one regular customer lost
      I expected so much more
    `,
    mixed: `
      I might be back
      would give it [another chance|another try|a second shot]
      we will see about next time
      worth a try if you are nearby
      I would go again if somebody else picked it
      not sure I would go out of my way
      maybe it was just that one visit
      there is potential here
      fine for a {day} but not for a special night
      take it or leave it
    `,
  },
  titles: { positive: '', negative: '', mixed: '' },
  emoji: { positive: '😋|😍|👍|🎉|❤️|🙌|🔥', negative: '😡|👎|🙄|😞|🤢', mixed: '🤷|😐|🤔' },
};
