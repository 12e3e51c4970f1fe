import type { TalkVocabulary } from '../vocabulary.ts';

/** What reviews of electronics say beside the aspects. */
export const talk: TalkVocabulary = {
  openers: {
    positive: `
      {good} {device}
      I {loved} this {device}
      {honestly}this {device} is {good}
      very happy with this {device}
      works [exactly |just |]as [described|advertised|expected]
      does [exactly |]what it is supposed to do
      ! best {device} I have ever owned
      ! this thing is a beast
      ! wish I had bought it sooner
      ! five stars all the way
      ! love love love it
      exactly what I needed for {use}
      perfect for {use}
      [much|so much|way] better than my old [one|{device}]
      bought a second one for {person}
      so far so good
      [glad|happy|relieved] I [picked|chose|went with] this one
      {person} [loves it|is thrilled with it|uses it every day]
      ~ does the job
      ~ no complaints so far
      I was skeptical [at first|about the reviews|of the brand] but not anymore
      pleasantly surprised[ by this {device}| with this purchase|]
      works like a charm
    `,
    negative: `
      {bad} {device}
      [very|really|so] disappointed in this {device}
      {honestly}this {device} is {bad}
      do not buy this
      ! junk
      ! absolute garbage
      ! going straight back
      ! stay away from this one
      ! one star because zero is not possible
      I wanted to like it
      [not as described|not what was advertised|does not match the description]
      [sent|mailed|took] it back
      it did not work out for {use}
      my old one was better
      the reviews fooled me
      regret buying this {device}
      nothing like the pictures
      ~ not what I expected
      ~ it is just okay at best
      I should have read the bad reviews
      {person} warned me
      [total|what a] letdown
    `,
    mixed: `
      it is okay
      an average {device}
      three stars
      mixed feelings about this {device}
      good in some ways and bad in others
      not bad but not great
      it works but it has issues
      {honestly}I expected a little more
      does the job most of the time
      on the fence about keeping it
      serviceable {device}
    `,
  },
  occasions: `
    bought this for {use}
    I use it for {use}
    got this for {person} as a [birthday|christmas|graduation|housewarming|retirement] gift
    purchased {ago}
    I have had it for {months}
    {person} recommended it
    my old {device} finally gave out
    I compared [four|five|a dozen] models before picking this one
    I needed a {device} for {use}
    this is my second {device} from this brand
    ordered it after reading about it on {source}
    replaced a {device} that I had for {years}
    got it for {person}
    I have been using it daily for {months}
    upgraded from the older version
    needed something for {use} on short notice
  `,
  chat: `
    I am not a tech person
    {person} wants one too now
    my cat loves the box
    I usually buy the other brand
    I wear glasses in case that matters
    I live in a small apartment
    we have [two|three|four] kids
    I travel a lot for work
    it is for {use} mostly
    I do not write many reviews
    I will update this review in a few months
    your results may vary
    I bought it with my own money
    I was an engineer for thirty years
    {person} borrowed it {ago}
    the weather here is brutal on everything
    I am 68 years old
    I keep it next to my desk
    it sits in the drawer with the others
    I ordered the black one
    my last one was a gift
    I work from home on {day}
    the color is called something else on the page
    I tested it for {use} first
    we moved to a new house in {month}
    {person} thinks I own too many gadgets
    I read every question on the page before ordering
    I have big hands
    posting this for whoever is on the fence
    I had been looking for a while
    it is my [second|third|fourth] {device} this year
    I am typing this on my phone
  `,
  closers: {
    positive: `
      highly recommend
      would buy again
      would recommend to anyone
      ! buy it
      ! you will not regret it
      ! I would give it ten stars if I could
      very pleased with my purchase
      I am ordering another one
      thanks to the seller
      could not be happier
      great for {use}
      worth a look
      ~ I would buy it again
      ~ recommended
      keeping it
      best purchase of the year
    `,
    negative: `
      would not recommend
      do not waste your time
      sending it back
      ! avoid
      ! never again
      I will not buy this brand again
      back to my old {device}
      look elsewhere
      wish I could get my time back
      buyer beware
      I returned it
      ~ I might try a different brand
      ~ would not buy again
      lesson learned
      there are better options out there
    `,
    mixed: `
      we will see how it goes
      it is fine for {use}
      I will keep it for now
      would maybe buy again
      might return it
      okay if you do not expect too much
      do your research first
      not sure I would buy it again
      will update if anything changes
    `,
  },
  titles: {
    positive: `
      Great {device}
      {device}: works as advertised
      ! Love it!
      ! Five Stars
      ! Perfect for {use}
      Good buy
      Exactly what I needed
      Very happy
      So good I bought two
      Better than expected
      Works great
      Nice {device} for {use}
      Highly recommend!!
      ! Best {device} I have owned
      impressed
      ! Awesome
      Well done
      Great for {use}
      Does the job
    `,
    negative: `
      Disappointed
      Do not buy
      Waste of money
      Not for {use}
      ! One Star
      Returned it
      Junk
      Save your money
      Not as described
      Poor {device}
      Stopped liking it after {months}
      ! Worst {device} ever
      buyer beware
      Not happy
      Very let down
      Look elsewhere
      Would not buy again
    `,
    mixed: `
      It's okay
      Three Stars
      Not bad, not great
      Good but not perfect
      Average {device}
      Decent for {use}
      Mixed feelings
      Could be better
      OK for {use}
      Pros and cons
      Meh
      So so
    `,
  },
  emoji: { positive: '👍|😊|❤️|😍|🎧|🔋|⭐', negative: '👎|😡|😞|🤦|💔', mixed: '🤷|😐|🤔' },
};
