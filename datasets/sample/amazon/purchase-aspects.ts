import type { AspectVocabulary } from '../vocabulary.ts';

/** Aspects of buying it, setting it up and getting help. */
export const purchaseAspects: readonly AspectVocabulary[] = [
  {
    id: 'setup',
    label: 'setup and instructions',
    terms: ['setup', 'install', 'instructions', 'manual', 'easy', 'app', 'configure', 'plug', 'confusing', 'software'],
    positive: `
      setup is {very}easy
      it was {very}easy to install
      the instructions are {very}clear
      ! my eighty year old mother set it up alone
      ! out of the box and running in two minutes
      plug it in and it works
      the app is {good}
      I had it installed in {moment}
      no drivers to install
      the manual [is in plain english|has real pictures|answers every question|is short and clear]
      configuring it took {moment}
      {good} setup experience
      I {loved} the simple setup
      ~ setup went fine
      ~ instructions are decent
      even {person} could install it
      the software walks you through every step
    `,
    negative: `
      setup is {rather}confusing
      it was {rather}hard to install
      the instructions are {bad}
      ! I spent a whole {day} trying to set it up
      ! there are no instructions at all
      the manual is [in four languages and none is english|the size of a stamp|for a different model|full of typos]
      the app is {bad}
      the app wants [my location|my contacts|an account|my phone number] just to install
      it took {minutes} to configure
      {bad} setup experience
      the software [crashes during setup|will not run on my computer|needs three updates first]
      I {hated} the setup
      ~ setup takes some patience
      ~ the instructions could be clearer
      had to watch videos online to figure out how to install it
      I gave up on the setup and asked {person}
      the menus are {rather}confusing
    `,
    mixed: `
      setup was okay
      the instructions are average
      easy to plug in but the app is confusing
      setup took about as long as expected
    `,
  },
  {
    id: 'value',
    label: 'value for money',
    terms: ['price', 'value', 'money', 'cheap', 'expensive', 'worth', 'overpriced', 'deal', 'cost', 'bargain'],
    positive: `
      {good} value for the money
      the price is {good}
      it is worth every penny
      ! you will not find better at this price
      ! an unbelievable bargain
      I paid {amount} and it is worth more
      cheaper than the big brands and just as good
      {very}affordable
      bought it on sale for {amount} and feel like I stole it
      for the price it is {good}
      a {good} deal
      half the cost of the name brand
      I {loved} the price
      ~ fair price
      ~ the cost is reasonable
      you get a lot of {device} for the money
      bought a second one because the price is so good
    `,
    negative: `
      {bad} value for the money
      it is {rather}overpriced
      not worth the money
      ! a complete waste of money
      ! I want my {amount} back
      I paid {amount} for this and regret it
      the price went [up|down by half] the week after I bought it
      way too expensive for what it is
      save your money and buy a better brand
      for {amount} I expected more
      you can get the same thing for half the price elsewhere
      the accessories cost more than the {device} itself
      I [regret|am not happy about] spending {amount} on it
      ~ a little pricey
      ~ I would not pay full price again
      it is cheap for a reason
      hard to justify the cost
    `,
    mixed: `
      the price is okay
      you get what you pay for
      average value
      fine at the sale price but not at full price
    `,
  },
  {
    id: 'support',
    label: 'customer support',
    terms: [
      'support',
      'customer service',
      'seller',
      'refund',
      'return',
      'warranty',
      'replacement',
      'emailed',
      'company',
    ],
    positive: `
      customer service is {good}
      the seller was {very}helpful
      support answered my email in {moment}
      ! the company sent a replacement without asking a single question
      ! best customer support I have ever dealt with
      the refund was {very}fast
      they replaced it under warranty [right away|without any fuss|within a week]
      the return was {very}easy
      {good} warranty
      the seller [followed up twice|refunded me the same day|sent the missing cable for free|walked me through the fix]
      I {loved} their support
      a real person answered the phone
      ~ support was polite
      ~ no trouble with the return
      the company stands behind what it sells
      customer service fixed my problem in one email
    `,
    negative: `
      customer service is {bad}
      the seller was {rather}unhelpful
      support never answered my emails
      ! the company refuses to give me a refund
      ! the worst customer support on the planet
      the warranty is {absolutely}worthless
      they wanted me to pay for the return shipping
      the return process is {rather}painful
      the seller [stopped replying|offered me two dollars to delete my review|blamed me|sent the wrong part]
      I {hated} their support
      waited on hold for {minutes} and got disconnected
      the warranty claim took {months}
      support just sends the same canned answer
      ~ support could be quicker
      ~ the seller was slow to respond
      {bad} support
      no phone number and no human to talk to
    `,
    mixed: `
      support was okay
      the return was neither easy nor hard
      customer service tried but could not fix it
      average support
    `,
  },
  {
    id: 'delivery',
    label: 'delivery and packaging',
    terms: [
      'shipping',
      'arrived',
      'box',
      'package',
      'packaging',
      'delivery',
      'delivered',
      'damaged',
      'missing',
      'sealed',
    ],
    positive: `
      shipping was {very}fast
      it arrived [a day early|on time|two days ahead of schedule|the next morning]
      the packaging is {good}
      ! ordered at night and it was on my porch by noon
      ! the box was packed like a museum piece
      delivery was {very}quick
      everything in the box was there
      it was {very}well packaged
      arrived sealed and in {good} condition
      the box is pretty enough for a gift
      {good} packaging with no wasted plastic
      I {loved} the packaging
      ~ delivery was on schedule
      ~ it arrived fine
      came with spare [cables|tips|screws|batteries] in the box
      the package had extra padding
    `,
    negative: `
      shipping was {rather}slow
      it arrived [a week late|with a cracked corner|in a torn bag|after the birthday]
      the packaging is {bad}
      ! the box was empty
      ! it arrived smashed to pieces
      delivery took {rather}long
      the [cable|charger|adapter|manual|remote] was missing from the box
      the box had clearly been opened before
      they shipped the wrong [color|model|size|plug]
      it was {rather}badly packed
      I {hated} the [slow|careless] delivery
      arrived with somebody else's fingerprints and no seal
      delivered to the wrong house
      ~ shipping took a few days longer than promised
      ~ the box was a little dented
      the package sat at the depot for [a week|ten days|half a month]
      no padding in the package at all
    `,
    mixed: `
      shipping was average
      the delivery was okay
      arrived on time but the box was dented
      packaging is plain
    `,
  },
];
