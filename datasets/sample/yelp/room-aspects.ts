import type { AspectVocabulary } from '../vocabulary.ts';

/** Aspects of the room itself. */
export const roomAspects: readonly AspectVocabulary[] = [
  {
    id: 'ambience',
    label: 'ambience',
    terms: ['ambience', 'atmosphere', 'decor', 'vibe', 'patio', 'cozy', 'interior', 'lighting', 'romantic', 'view'],
    positive: `
      the atmosphere is {good}
      the decor is {very}charming
      I {loved} the vibe
      the place is {very}cozy
      the patio is {good}
      ! it feels like stepping into another country
      ! most romantic room in the city
      ! the view from the patio is breathtaking
      the lighting is [soft and warm|dim in a good way|just right for a date]
      the interior is [tastefully done|full of character|bright and airy|covered in old photographs]
      {good} ambience for [a date|a birthday|catching up with friends|a quiet dinner|a long lunch]
      the [fireplace|garden|mural|open kitchen|rooftop|bay window] gives the room a {good} feel
      we sat on the patio and {loved} it
      ~ the room has a certain charm
      ~ nice enough atmosphere
      the space has been [beautifully|lovingly|carefully] [restored|decorated|put together]
      the vibe is [relaxed|laid back|elegant without being stuffy|fun and lively]
      {person} kept taking pictures of the decor
      feels like eating in somebody's living room in the best way
    `,
    negative: `
      the atmosphere is {bad}
      the decor is {rather}dated
      the room feels {rather}cold
      the ambience is {bad}
      ! the place has all the charm of a hospital cafeteria
      ! the lighting made everyone look ill
      the interior is [falling apart|in need of a makeover|stuck in the eighties|{rather}gloomy]
      the tables are {rather}close together
      the lighting is [harsh|so dim you cannot read the menu|flickering]
      the chairs are {rather}uncomfortable
      the room was [freezing|boiling hot|stuffy|drafty]
      no atmosphere whatsoever
      the patio is [next to the dumpsters|basically a parking lot|in full sun with no umbrellas]
      I {hated} the decor
      ~ the room lacks a little warmth
      ~ the vibe was off
      a television in every corner kills the mood
      we got stuck in the sad back room with no windows
      {person} said the decor looked like a waiting room
    `,
    mixed: `
      the atmosphere is okay
      the decor is plain
      the vibe is casual and nothing special
      the patio is lovely while the inside is dull
      the room is what you would expect
    `,
  },
  {
    id: 'noise',
    label: 'noise and music',
    terms: ['noise', 'loud', 'quiet', 'music', 'noisy', 'hear', 'conversation', 'volume', 'band', 'shouting'],
    positive: `
      it is {very}quiet inside
      the noise level is {good}
      you can hold a conversation without shouting
      the music is {good}
      ! the live band was unreal
      ! such a peaceful, quiet spot
      the music was at [just the right volume|a level where you can talk|a nice low volume]
      I {loved} the music they were playing
      the acoustics are {good}
      quiet enough to [talk business|hear {person}|read a book|bring a baby]
      the live jazz on {day} is {good}
      even when it is packed the noise stays low
      ~ the noise level was not bad
      ~ the music was pleasant
      the playlist is {good}
      calm and quiet room
      the booths keep the noise down
    `,
    negative: `
      it is {rather}loud in there
      the music is {rather}loud
      the noise level is {rather}high
      ! we had to scream to hear each other
      ! my ears were ringing from the noise when we left
      we could not hear [each other|the server|ourselves think|a word {person} said]
      the music was [blasting|terrible|on the same song for an hour|turned up every ten minutes]
      {rather}noisy on {day} nights
      the acoustics are {bad}
      every sound bounces off the concrete walls
      I {hated} the music
      a table of screaming kids and nobody lowered the noise
      ~ it can get a bit noisy
      ~ the music was slightly too loud for me
      the sports game was on at full volume
      {person} got a headache from the noise
      shouting over the band is not my idea of conversation
    `,
    mixed: `
      the noise level is average
      the noise level was okay for a {day} night
      quiet at lunch and loud at dinner
      the music was neither here nor there
    `,
  },
  {
    id: 'cleanliness',
    label: 'cleanliness',
    terms: ['clean', 'dirty', 'restroom', 'bathroom', 'sticky', 'spotless', 'floor', 'smell', 'hygiene', 'tables'],
    positive: `
      the place is {very}clean
      the restrooms are {very}clean
      the tables were wiped down [right away|between every party|constantly]
      ! the restroom was cleaner than mine at home
      ! you could eat off the floor
      the bathroom was [spotless|well stocked|freshly cleaned|{very}tidy]
      the kitchen is open and {absolutely}spotless
      {good} hygiene everywhere you look
      everything looks clean and well kept
      the staff was always cleaning something
      the silverware and glasses were {absolutely}spotless
      ~ the dining room was tidy
      ~ clean enough
      they keep the tables and menus {very}clean
      it is a joy how clean everything was
      floors, windows and tables were all spotless
      {person} is picky about clean bathrooms and approved
    `,
    negative: `
      the place is {rather}dirty
      the restrooms are {rather}gross
      the tables were {rather}sticky
      ! there was a roach on the wall
      ! the bathroom was disgusting
      ! I found a hair in my {dish}
      the bathroom [had no soap|was out of paper towels|had not been cleaned in days|smelled awful]
      the floor was [sticky|covered in crumbs|greasy|littered with napkins]
      our silverware was [dirty|crusty|covered in spots]
      there was lipstick on my glass
      {bad} hygiene
      the menus were {rather}greasy
      a smell of [old grease|bleach|mildew|sewage] hung over the room
      flies kept landing on our table
      ~ the restroom could use some attention
      ~ not the cleanest tables
      dirty plates sat on the next table for {minutes}
      {person} wiped the seat before sitting down
    `,
    mixed: `
      the cleanliness is average
      the restroom was okay
      clean dining room but a dirty bathroom
      the tables were clean while the floor was not
    `,
  },
];
