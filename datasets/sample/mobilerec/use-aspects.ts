import type { AspectVocabulary } from '../vocabulary.ts';

/** Aspects of what using the app is like. */
export const useAspects: readonly AspectVocabulary[] = [
  {
    id: 'ads',
    label: 'ads',
    terms: ['ads', 'ad', 'commercials', 'pop up', 'adverts', 'ad free', 'banner', 'video ads', 'skip'],
    positive: `
      {absolutely}no ads
      very few ads
      the ads are not intrusive
      ! not a single ad ever
      ! finally one without a wall of ads
      ads are short
      you can skip the ads
      ads are optional
      [so glad|happy] there are no ads
      no pop ups
      hardly any ads between {content}
      {good} balance of ads
      the ad free version is cheap
      ~ ads are bearable
      ~ not too many ads
      ads only at the bottom
    `,
    negative: `
      too many ads
      {rather}full of ads
      an ad after every [click|tap|screen|minute|round]
      ! nothing but ads
      ! 30 second ads every 20 seconds
      ads {often}
      the ads are {rather}annoying
      can't close the ads
      pop up ads cover the screen
      ads take longer than my {content}
      the ads are louder than anything else
      the ads are {rather}long
      video ads you can't skip
      I paid to remove ads and still get ads
      ~ a few ads too many
      ~ would be better with fewer ads
      I {hated} the ads
      banner ads cover the buttons
    `,
    mixed: `
      the usual amount of ads
      ads are okay
      ads but what do you expect
      some ads, not terrible
    `,
  },
  {
    id: 'interface',
    label: 'interface and ease of use',
    terms: [
      'easy to use',
      'interface',
      'layout',
      'design',
      'simple',
      'confusing',
      'user friendly',
      'buttons',
      'navigate',
      'menu',
    ],
    positive: `
      {very}easy to use
      the interface is {good}
      {very}user friendly
      ! even my grandma can use it
      ! most beautiful design of any app I have
      clean layout
      {very}simple to navigate
      I {loved} the design
      the layout is {good}
      everything is where you expect it
      the menus are {very}clear
      {good} graphics and layout
      ~ simple enough
      ~ decent design
      dark mode is {good}
      big buttons, easy to read
      intuitive interface
    `,
    negative: `
      {rather}hard to use
      the interface is {bad}
      the layout is {rather}confusing
      ! impossible to find anything in the menus
      ! ugliest design ever
      not user friendly
      {bad} design
      too many menus
      I {hated} the layout
      can't find the [settings|back button|search|menu]
      the buttons are {rather}small
      text is too small to read
      nothing is intuitive
      ~ layout could be simpler
      ~ a bit cluttered
      takes ten taps to do one thing
      no dark mode
      the design looks like it is from 2005
    `,
    mixed: `
      the interface is okay
      looks nice but hard to navigate
      average design
      easy once you get used to the layout
    `,
  },
  {
    id: 'content',
    label: 'content and variety',
    terms: [
      'content',
      'variety',
      'boring',
      'repetitive',
      'levels',
      'features',
      'selection',
      'new',
      'options',
      'quality',
    ],
    positive: `
      {good} {content}
      lots of {content}
      the variety of {content} is {good}
      ! best {content} of any app
      ! I could spend all day with these {content}
      new {content} every week
      I {loved} the {content}
      the {content} are {very}well made
      never gets boring
      the {content} keep me [interested|busy|coming back|on track]
      {good} selection of {content}
      so many {content} to choose from
      ~ enough {content} for now
      ~ decent {content}
      the {content} are {very}useful
      {content} for every [mood|level|age|taste]
    `,
    negative: `
      not enough {content}
      the {content} are {rather}repetitive
      ! same three {content} over and over
      ! the {content} are garbage
      gets {rather}boring after [a day|a week|{months}]
      hardly any new {content}
      the {content} are {bad}
      I {hated} the {content}
      no variety in the {content}
      ran out of {content} in [a day|a week|two days]
      half of the {content} do not work
      the {content} make no sense
      ~ could use more {content}
      ~ the {content} are a bit dull
      they removed the best {content}
      {bad} selection of {content}
    `,
    mixed: `
      the {content} are okay
      some {content} are good, others are boring
      average {content}
      the usual {content}
    `,
  },
];
