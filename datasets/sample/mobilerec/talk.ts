import type { TalkVocabulary } from '../vocabulary.ts';

/** What app reviews say beside the aspects: little, and often nothing else. */
export const talk: TalkVocabulary = {
  openers: {
    positive: `
      {good} app
      {good} {kind}
      [love|really like|enjoying|loving] it[ so far| a lot|]
      [love|really like] this {kind}
      I {loved} it
      ! best {kind} ever
      ! absolutely addicted
      ! 10/10
      ! I use it every single day
      very helpful for {use}
      works great on my {phone}
      {honestly}one of the best
      great for {use}
      been using it for {months} and still happy
      exactly what I was looking for
      so [useful|helpful|handy] for {use}
      nice {kind}
      can't live without it
      perfect for {use}
      ~ pretty good
      ~ good enough
      better than the other ones I tried
      [fun and useful|simple and useful|handy|fun]
      {person} showed me this and I am hooked
      my favorite {kind} [by far|right now|on my {phone}]
    `,
    negative: `
      {bad} app
      {bad} {kind}
      do not [download|install|bother with] this
      [uninstalled|deleted it|removed it from my {phone}]
      I {hated} it
      ! worst {kind} ever
      ! total garbage
      ! waste of space
      ! zero stars if I could
      it used to be good
      useless for {use}
      deleted it after [a day|an hour|{months}]
      {honestly}don't bother
      not working on my {phone}
      what happened to this [app|{kind}]
      I used to [love|like|recommend] this {kind}
      [very|so|really] disappointed[ with this {kind}| in this app|]
      ~ not for me
      ~ expected more
      nothing but problems since {month}
      there are better ones
      this was my favorite until {month}
      [please fix|fix this please|fix it]
    `,
    mixed: `
      it's ok
      okay {kind}
      not bad[ for {use}| for a free app|]
      could be better
      good idea, needs work
      it is alright for {use}
      so so
      decent but has problems
      3 stars for now
      average {kind}
      has potential
      mixed feelings
    `,
  },
  occasions: `
    I use it for {use}
    downloaded it for {use}
    been using this for {months}
    installed it {ago}
    {person} told me about it
    I have it on my {phone}
    using it since {month}
    saw it on {source}
    I use it every {day}
    reinstalled it {ago}
    just got a new {phone}
    tried {several} others before this one
  `,
  chat: `
    I am on a {phone}
    {person} uses it too
    I don't usually leave reviews
    will change my rating later
    my kids use it more than I do
    I am not good with technology
    hope someone reads this
    I only use it on {day}
    I'm a teacher
    good morning from rainy weather
    I have a lot of free time lately
    I play mostly at night
    first review ever
    I live in a small town
    I use it for {use} mainly
    {person} says hi
    trying to write enough so this posts
    I'm on vacation
    writing this on the bus
    been stuck at home
    I had a similar {kind} years ago
    I switched from another {kind} in {month}
    my sister in law is a nurse
    I am 71
  `,
  closers: {
    positive: `
      highly recommended
      thank you
      ! get it now
      ! you need this
      keep up the good work
      ! 5 stars
      recommend it to everyone
      ~ worth a try
      thanks to the devs
      two thumbs up
      try it, you will like it
      well done
    `,
    negative: `
      uninstalling
      ! avoid
      ! scam
      fix it please
      ! 1 star until it is fixed
      not recommended
      going back to my old one
      ~ might try again later
      find another {kind}
      goodbye
      ! wish I could give 0 stars
    `,
    mixed: `
      will update my review if it gets better
      3 stars
      I will keep it for now
      please improve it
      maybe later
      still looking for a better {kind}
      fix it and I will give 5
    `,
  },
  titles: { positive: '', negative: '', mixed: '' },
  emoji: { positive: '👍|😍|❤️|😊|🔥|💯|😁|👏', negative: '😡|👎|😤|🤬|😭|💩', mixed: '🤷|😐|🙂' },
};
