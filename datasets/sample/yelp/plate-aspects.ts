import type { AspectVocabulary } from '../vocabulary.ts';

/** Aspects of what is on the table. */
export const plateAspects: readonly AspectVocabulary[] = [
  {
    id: 'food',
    label: 'food taste',
    terms: ['food', 'flavor', 'taste', 'delicious', 'bland', 'fresh', 'seasoned', 'dish', 'sauce'],
    positive: `
      the {dish} was {good}
      the {dishes} were {very}flavorful
      I {loved} the {dish}
      we {loved} the {dishes}
      ! the {dish} was out of this world
      ! best {dish} I have had in {years}
      ! I am still dreaming about the {dish}
      ! every single bite of the {dish} was delicious
      ! the {dishes} alone are worth the drive
      the {dish} was cooked [perfectly|just right|exactly how I asked|to perfection]
      everything we [ordered|tried|tasted] was {good}
      the food [here is|was] {good}
      the food [here is|was] {very}tasty
      you can taste how fresh the {dishes} are
      the {dish} had [a lovely|a really nice|just the right amount of|plenty of] [spice|seasoning|depth|crunch|char|flavor]
      the flavors in the {dish} were {very}well balanced
      {person} ordered the {dish} and [cleaned the plate|would not share a bite|finished every crumb]
      ~ the {dishes} were tasty enough
      ~ the {dish} hit the spot
      the sauce on the {dish} was {good}
      ordered the {dish} and the {dishes} and both were {good}
      the {dishes} tasted [homemade|like the real thing|like somebody's grandmother made them|fresh and bright]
    `,
    negative: `
      the {dish} was {bad}
      the {dishes} were {rather}bland
      the {dish} was {rather}dry
      the {dish} came out [cold|lukewarm|burnt on one side|still cold in the middle]
      ! the {dishes} were inedible
      ! the {dish} tasted like cardboard
      ! the {dish} made {person} sick
      ! worst {dish} I have ever put in my mouth
      I {hated} the {dish}
      the food was {bad}
      the {dishes} were [overcooked|undercooked|way too salty|swimming in grease|soggy]
      the {dish} had [no flavor at all|hardly any seasoning|far too much salt|a weird aftertaste]
      the sauce on the {dish} tasted like it came from a jar
      nothing we [ordered|tried] had much flavor
      ~ the {dish} could have used some salt
      ~ the {dishes} were kind of boring
      the {dishes} did not taste fresh
      {person} took two bites of the {dish} and [pushed it away|gave up|asked for something else]
      the {dish} tasted reheated
      frozen {dishes} [pretending to be fresh|at fresh prices|straight out of the bag]
      the flavor of the {dish} was just off
    `,
    mixed: `
      the {dish} was fine, nothing more
      the food was okay
      the {dish} was great while the {dishes} were bland
      the {dishes} were average
      the food is hit or miss
      the {dish} was neither good nor bad
    `,
  },
  {
    id: 'portions',
    label: 'portion size',
    terms: ['portion', 'portions', 'size', 'huge', 'tiny', 'leftovers', 'filling', 'hungry', 'plate'],
    positive: `
      the portions are {very}generous
      [huge|massive|enormous|giant|generous] portions
      we had enough leftovers for [lunch the next day|two more meals|the whole family|another dinner]
      ! one plate of {dishes} could feed three people
      ! I could barely finish half of my plate
      the {dish} is big enough to share
      the serving of {dishes} was {very}big
      they do not skimp on the portion size
      ! they pile the {dishes} sky high
      I left [happily|completely|way too] stuffed
      the half order is already plenty of food
      ~ the portion sizes are just right
      ~ nobody left hungry
      the lunch size was more than enough for one person
      even {person} could not finish the plate
      took half of my {dish} home in a box
      the appetizer portion could have been a meal
    `,
    negative: `
      the portions are {rather}small
      [tiny|skimpy|microscopic|child sized|miniature] portions
      the serving of {dishes} was {rather}skimpy
      we left hungry
      ! we had to stop for a burger on the way home because the plates were so small
      ! four bites and my plate was empty
      ! the portion of {dishes} was an insult
      the {dish} was the size of [a coaster|my palm|a golf ball|a postage stamp]
      the portions have shrunk since [last year|my last visit|{month}]
      ~ the portion could have been a bit bigger
      ~ I would have liked more on the plate
      there were exactly three {dishes} on the plate
      the serving size did not match the description
      a large here is a small anywhere else
      do not come hungry because the plates are {rather}small
      half the plate was garnish
      {person} needed a second dish just to get full
    `,
    mixed: `
      portion sizes are average
      the portions were okay for one person
      the mains are big while the sides are tiny
      the serving size is about what you would expect
    `,
  },
  {
    id: 'drinks',
    label: 'drinks',
    terms: ['drinks', 'cocktail', 'bartender', 'beer', 'wine', 'coffee', 'bar', 'drink', 'happy hour'],
    positive: `
      the {drink} was {good}
      the drinks are {very}strong
      the cocktail list is {good}
      I {loved} the {drink}
      the bartender makes a {good} {drink}
      ! best {drink} in the city
      ! I could drink that {drink} all day
      the wine list is [thoughtful|long but friendly|full of surprises|well chosen]
      the beer selection is {good}
      they have a {good} happy hour on drinks
      the pours at the bar are {very}generous
      the {drink} was [refreshing|perfectly balanced|not too sweet|cold and crisp]
      ~ the drinks went down easily
      ~ decent drink menu
      the bartender recommended a {drink} and [nailed it|it was spot on|I ordered two more]
      free refills on soft drinks
      the coffee after dinner was {good}
      {person} could not stop talking about the {drink}
    `,
    negative: `
      the {drink} was {rather}watery
      the drinks were {bad}
      the {drink} was {bad}
      the bartender had no idea how to make a {drink}
      ! my {drink} tasted like dish soap
      ! the {drink} went straight back to the bar
      the cocktails are [all ice|all sugar|mostly mixer]
      the beer was [flat|warm|from a dirty line]
      I {hated} the {drink}
      the wine list is {rather}short
      they were out of [half the beers|every wine we asked for|the one drink we wanted]
      the {drink} had almost no alcohol in it
      ~ the {drink} was too sweet for my taste
      ~ the drink menu could use some work
      the coffee tasted burnt
      the happy hour drinks are tiny
      {person} sent the {drink} back
      the bar forgot our drinks twice
    `,
    mixed: `
      the drinks are okay
      the {drink} was average
      the drink list is short but does the job
      the beer was good while the cocktails were not
    `,
  },
  {
    id: 'value',
    label: 'value for money',
    terms: ['price', 'prices', 'value', 'expensive', 'cheap', 'bill', 'overpriced', 'worth', 'deal', 'money'],
    positive: `
      the prices are {very}reasonable
      {good} value for the money
      you get a lot for [the price|your money|what you pay]
      the bill was [lower than expected|a pleasant surprise|surprisingly small|easy to swallow]
      ! cannot beat the price
      ! an absolute steal
      ! cheapest {dishes} in town by far
      worth every [penny|cent|dollar]
      the lunch special is {good} value
      we paid [less than thirty dollars|under fifty bucks|next to nothing] for [the two of us|four people|a full dinner]
      prices are fair
      for this price I have no complaints
      ~ prices are about right for the area
      ~ it is not expensive
      the {day} deal is a {good} bargain
      very affordable for [a date night|a family of four|a big group|what it is]
      the price to quality ratio is {good}
      {person} paid and was shocked at how cheap it was
      it will not break the bank
    `,
    negative: `
      the prices are {rather}high
      it is {rather}overpriced
      not worth [the money|the price|what they charge|{amount}]
      ! a complete rip off
      ! {amount} for a {dish} is highway robbery
      ! total waste of money
      we paid {amount} for [two people|a plate of {dishes}|a mediocre dinner|almost nothing]
      the bill was [higher than expected|a shock|padded with fees|wrong in their favor]
      they added a [service charge|surprise fee|mandatory tip] to the bill
      prices went up again in {month}
      {bad} value for the money
      way too expensive for what you get
      ~ a little pricey for the neighborhood
      ~ I would come more often if it was cheaper
      they charge extra for [every sauce|bread|tap water|a second plate|substitutions]
      you can get the same {dishes} for half the price down the street
      {person} nearly choked when the check came
      the price of the {dish} is hard to justify
      the special was not even cheaper
    `,
    mixed: `
      the prices are average
      the price is okay for the area
      it is not cheap but not crazy expensive either
      you get what you pay for
      lunch is a deal while dinner is pricey
    `,
  },
];
