import type { AspectVocabulary } from '../vocabulary.ts';

/** Aspects of the thing in the hand. */
export const bodyAspects: readonly AspectVocabulary[] = [
  {
    id: 'build',
    label: 'build quality',
    terms: ['build', 'quality', 'plastic', 'metal', 'sturdy', 'flimsy', 'solid', 'cheaply made', 'buttons', 'finish'],
    positive: `
      the build quality is {good}
      it feels {very}solid
      it is {very}well made
      ! built like a tank
      ! the finish is gorgeous
      the materials feel {very}premium
      the buttons are [clicky and firm|easy to find by touch|well placed|{very}responsive]
      the metal housing is {good}
      {good} construction with no [gaps|rattles|sharp edges|creaks]
      the hinge is {very}sturdy
      I {loved} the finish
      ~ the plastic is better than it looks
      ~ sturdy enough
      the seams are tight and everything lines up
      feels like a much more expensive {device}
      the rubber feet and thick housing show they cared about the build
      solid build
    `,
    negative: `
      the build quality is {bad}
      it feels {rather}flimsy
      it is {rather}cheaply made
      ! a button fell off on day one
      ! it is a toy made of the thinnest plastic imaginable
      the plastic [creaks when you hold it|feels brittle|is already scratched|shows every fingerprint]
      the buttons are {rather}mushy
      {bad} construction
      the housing has [a gap on one side|sharp edges|a rattle inside|glue showing]
      the hinge is {rather}wobbly
      I {hated} the cheap finish
      ~ a little plasticky
      ~ the build could be sturdier
      the paint is coming off the corners
      the stand will not hold it upright
      the cover does not line up with the housing
      feels like it will snap any day
    `,
    mixed: `
      the build is average for the price
      the plastic is okay
      build is solid but the buttons are not
      nothing special about the build
    `,
  },
  {
    id: 'comfort',
    label: 'size and comfort',
    terms: ['size', 'comfortable', 'light', 'heavy', 'fit', 'bulky', 'compact', 'hand', 'wear', 'portable'],
    positive: `
      it is {very}comfortable
      it is {very}light
      the size is {good}
      ! I forget I am even wearing it
      ! it weighs next to nothing
      it fits [in my pocket|my small hands|in a laptop bag|my hand like a glove]
      {very}comfortable for long [sessions|flights|work days|meetings]
      compact enough to [travel with|carry every day|keep in the glove box]
      I {loved} how small it is
      {good} fit
      the shape is {very}ergonomic
      no pressure and no sore spots after {fewhours}
      ~ size is about right
      ~ comfortable enough
      the weight is {very}well balanced
      light and easy to carry around
      {person} with bigger hands finds it comfortable too
    `,
    negative: `
      it is {rather}uncomfortable
      it is {rather}heavy
      it is {rather}bulky
      ! it hurts after ten minutes
      ! it is the size of a brick
      it does not fit [in a pocket|my hand|in the case it comes with|anywhere on my desk]
      the size is nothing like the photo
      {bad} fit
      my [wrist|neck|ears|hand|head] hurts after {fewhours}
      the edges dig into my [skin|palm|wrist]
      I {hated} the weight of it
      {rather}awkward to hold
      ~ a bit bigger than I expected
      ~ the fit could be better
      too heavy to carry around all day
      it keeps slipping because the shape is wrong
      only comfortable if you have tiny hands
    `,
    mixed: `
      the size is okay
      comfort is average
      comfortable for an hour but not for a day
      a little heavy but it fits the bag
    `,
  },
  {
    id: 'durability',
    label: 'durability',
    terms: [
      'lasted',
      'broke',
      'stopped working',
      'months',
      'died',
      'still working',
      'durable',
      'reliable',
      'holding up',
      'failed',
    ],
    positive: `
      it has lasted {months} and still works like new
      it is {very}durable
      still going strong after {months}
      ! I dropped it down the stairs and it did not even notice
      ! my first one lasted eight years
      it has survived [two drops|a trip through the wash|a toddler|a rain storm|a move across the country]
      {months} of daily use and no problems
      it has been {very}reliable
      holding up {very}well so far
      this is the only {device} that lasted longer than its warranty
      never had it fail on me in {months}
      it [just |]keeps working no matter what I do to it
      ~ no failures so far
      ~ seems durable
      {good} reliability
      I use it every day for {months} and it has not worn out
      {person} has had one for {months} and it still works
    `,
    negative: `
      it stopped working after {months}
      it broke after {months}
      it is {rather}unreliable
      ! it died the day after the return window closed
      ! lasted exactly two days before it failed
      ! smoke came out of it and that was the end
      mine [quit|failed|gave up|died|fell apart] within {months}
      this is my third one and they all failed the same way
      {bad} durability
      one short drop and it was broken
      it did not survive [a light rain|a fall from the couch|normal use|the first month]
      it freezes and has to be reset every day
      ~ not sure how long it will last
      ~ it has started to act up after {months}
      it just randomly shuts itself off now
      the replacement broke too
      [I can't believe|it is a shame|it is sad] it broke so soon
      do not expect it to last
    `,
    mixed: `
      it lasted about as long as I expected
      still works after {months} with some quirks
      one of the two failed and the other is still working
      durability is average
    `,
  },
];
