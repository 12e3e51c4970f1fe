import type { AspectVocabulary } from '../vocabulary.ts';

/** Aspects of who serves and how long it takes. */
export const visitAspects: readonly AspectVocabulary[] = [
  {
    id: 'service',
    label: 'service',
    terms: ['service', 'server', 'waiter', 'waitress', 'staff', 'friendly', 'rude', 'attentive', 'manager', 'owner'],
    positive: `
      the service was {good}
      our {server} was {very}friendly
      our {server} was {very}attentive
      the staff [is|are|was] {very}welcoming
      ! the staff treated us like family
      ! our {server} made the whole evening
      ! best service we have had in {years}
      the owner [came by to say hello|stopped at our table to chat|greeted us at the door|remembered {person}]
      our {server} [knew the menu inside out|gave great suggestions|checked on us at just the right times|never let a glass go empty]
      our {server} was patient with {people}
      the manager [fixed a small mistake right away|took care of everything|apologized and made it right]
      everyone who works here is {very}kind
      the hostess was {very}sweet
      {good} service from start to finish
      I {loved} our {server}
      ~ the staff was polite
      ~ no complaints about the service
      they remembered our [names|usual order|anniversary]
      the {server} answered all of our questions with a smile
      the service is always {very}professional
    `,
    negative: `
      the service was {bad}
      our {server} was {rather}rude
      our {server} was {rather}inattentive
      the staff [is|was] {rather}unfriendly
      ! our {server} rolled her eyes at us
      ! the manager argued with us in front of everyone
      ! worst service I have ever experienced
      ! we were completely ignored by the staff
      our {server} [forgot half the order|never came back|disappeared for most of the meal|got every order wrong|could not answer a single question]
      nobody [checked on us|refilled our water|greeted us at the door|apologized|smiled even once]
      I had to ask three times for [a fork|the check|more napkins|water]
      the hostess acted like we were bothering her
      the staff was more interested in [their phones|chatting with each other|closing up]
      I {hated} the way the {server} talked to {people}
      ~ the {server} seemed distracted
      ~ the service could be friendlier
      ~ our {server} was a little green
      the {server} brought the wrong {dish} and shrugged
      the owner was {rather}dismissive when we spoke up
      {bad} customer service
    `,
    mixed: `
      the service was okay
      our {server} was neither friendly nor rude
      the service is hit or miss
      the staff did their job and not much more
      one {server} was lovely and the other could not care less
    `,
  },
  {
    id: 'wait',
    label: 'wait time',
    terms: ['wait', 'waited', 'line', 'slow', 'quick', 'minutes', 'reservation', 'seated', 'fast', 'table'],
    positive: `
      we were seated [right away|within {moment}|immediately|before I could take my coat off]
      there was {absolutely}no wait
      the line moves {very}fast
      the food came out in {moment}
      ! our plates hit the table before we finished our first sip
      ! in and out in half an hour on a {day}
      our order was ready in {moment}
      the kitchen is {very}quick
      we got a table without a reservation on a {day} night
      the reservation was [honored to the minute|easy to make|never a problem]
      they text you when your table is ready and it took {moment}
      even with a full house the wait was {very}short
      ~ the wait was not bad
      ~ we only waited {moment}
      the turnaround at lunch is {very}quick
      never had to wait more than {moment} here
      {good} pacing between the courses
      fast and efficient even at [rush hour|brunch time|peak hours]
    `,
    negative: `
      we waited {minutes} for a table
      it took {minutes} to get our food
      the wait was {rather}long
      ! we gave up after {minutes} and left
      ! {minutes} for a {dish} and they were not even busy
      ! the wait here is insane
      the kitchen is {rather}slow
      the line was out the door and did not move for {minutes}
      we had a reservation and still waited {minutes}
      they told us {moment} and it was {minutes}
      our appetizers and mains arrived together after {minutes}
      it took {minutes} just to get the check
      everything took {rather}long
      people who came after us were seated first
      ~ be prepared to wait a while on a {day}
      ~ the food took a little while to come out
      {person} finished eating before my plate even arrived
      they do not take reservations and the wait is {bad}
      stood around for {minutes} before anyone gave us a table
    `,
    mixed: `
      the wait was about average
      the wait was okay for a {day} night
      sometimes you are seated at once and sometimes you wait {minutes}
      the wait was what you would expect at that hour
    `,
  },
  {
    id: 'parking',
    label: 'parking and location',
    terms: ['parking', 'park', 'lot', 'location', 'valet', 'garage', 'street', 'spot', 'meter', 'subway'],
    positive: `
      parking is {very}easy
      there is [plenty of|a big lot with|lots of free] parking [right behind the building|out front|around the corner|next door]
      we found a parking spot [right in front|in seconds|on the first try|across the street]
      the location is {good}
      ! free valet parking is such a treat
      ! the location could not be better
      the location is {very}convenient
      it is right [by the subway|next to the theater|on the way home|near the highway exit|off the main square]
      the garage next door is {absolutely}free after six
      they validate parking
      ~ parking was not a problem
      ~ there is usually a spot on the street
      {good} location with its own lot
      easy to find and easy to park
      even on a {day} night there was a spot in the lot
      street parking is free on {day}
    `,
    negative: `
      parking is {rather}difficult
      parking is {bad}
      the lot is {rather}small
      ! parking here is a nightmare
      ! our car got towed from their own lot
      we circled the block for {minutes} looking for parking
      the location is {rather}inconvenient
      we had to park [six blocks away|in a sketchy alley|in a garage for {amount}|on the grass]
      the valet [lost our keys for {minutes}|scratched the door|wanted {amount}]
      there is no parking to speak of
      the street is under construction and there is nowhere to park
      {bad} location
      ~ parking can be a little tricky
      ~ bring quarters for the meter
      the entrance is {rather}hard to find from the street
      the lot was full and the street has two hour meters
      came out to a parking ticket because the signs are confusing
    `,
    mixed: `
      parking is average for the neighborhood
      there is a small lot and some street parking
      the location is okay
      parking is easy at lunch and hard at night
    `,
  },
];
