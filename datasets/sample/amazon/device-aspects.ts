import type { AspectVocabulary } from '../vocabulary.ts';

/** Aspects of how the device performs. */
export const deviceAspects: readonly AspectVocabulary[] = [
  {
    id: 'battery',
    label: 'battery life',
    terms: ['battery', 'charge', 'charging', 'charged', 'hours', 'power', 'recharge', 'drains', 'runtime'],
    positive: `
      the battery life is {good}
      the battery lasts {very}long
      I get {hours} out of a single charge
      ! the battery just does not quit
      ! best battery life of any {device} I have owned
      ! charged it once {ago} and it is still going
      it charges {very}fast
      a full charge takes under an hour
      the battery [lasts all week|easily gets through a work day|holds its charge|still reads half full after {hours}]
      {good} battery
      I only have to recharge it once a week
      standby drain is basically zero
      ~ the battery is good enough for a day
      ~ battery does what they claim
      USB-C charging is {very}convenient
      I {loved} the battery life
      even with heavy use the battery made it to bedtime
      the battery meter is {very}accurate
    `,
    negative: `
      the battery life is {bad}
      the battery drains {rather}quickly
      I get maybe {fewhours} out of a charge
      ! the battery is a joke
      ! the battery was dead on arrival and never took a charge
      ! the battery swelled up and I am afraid to touch it
      it takes {rather}long to charge
      the battery [died after {fewhours}|won't hold a charge|loses half overnight|went from 40 percent to zero]
      {bad} battery
      I have to charge it twice a day
      the charging port is loose so it only charges at an angle
      it gets {rather}hot while charging
      ~ battery could be better
      ~ battery life is a little shorter than advertised
      the battery indicator lies
      they claim {hours} and I see {fewhours} at best
      [constant recharging gets old fast|I am tired of recharging it all the time|plan on recharging it every night]
      no charging cable that reaches the outlet
    `,
    mixed: `
      the battery life is average
      the battery is okay, not as long as advertised
      battery lasts about as long as my old one
      charges slowly but holds the charge well enough
    `,
  },
  {
    id: 'connection',
    label: 'connectivity',
    terms: ['bluetooth', 'wifi', 'connection', 'pair', 'pairing', 'connect', 'disconnects', 'signal', 'range', 'drops'],
    positive: `
      bluetooth pairing is {very}easy
      the connection is {very}stable
      it connects {absolutely}instantly
      ! not a single dropped connection in {months}
      ! the range is unreal
      paired with my [phone|laptop|tablet|tv] in seconds
      the wireless range is {good}
      the signal reaches [the back yard|the basement|every room|through two walls]
      it reconnects on its own every time
      it switches between my phone and laptop {very}smoothly
      {good} wireless connection
      no lag and no dropouts
      I {loved} how easily it connects
      ~ the connection has been fine so far
      ~ pairs without much trouble
      the signal stays strong even [upstairs|outside|in my metal shed]
      wifi connection [just works|never drops|was up in a minute]
    `,
    negative: `
      bluetooth pairing is {rather}difficult
      the connection is {rather}unstable
      it disconnects [every ten minutes|for no reason|whenever my phone is in my pocket|in the middle of calls]
      ! it refuses to connect to anything
      ! the connection drops constantly
      the wireless range is {bad}
      the signal dies if I walk [ten feet|into the next room|around the corner]
      {bad} connection
      there is {rather}noticeable lag over bluetooth
      it takes five tries to pair
      it will not connect to my [phone|laptop|tv|car]
      it keeps pairing with [the wrong device|my neighbor's tv|my old phone]
      ~ the connection cuts out now and then
      ~ bluetooth can be a little finicky
      wifi setup fails unless I stand next to the router
      I {hated} the constant disconnects
      it forgets the pairing after every restart
      weak signal even with two bars to spare
    `,
    mixed: `
      the connection is okay most of the time
      bluetooth range is average
      connects fast but drops once in a while
      the signal is neither strong nor weak
    `,
  },
  {
    id: 'sound',
    label: 'sound quality',
    terms: ['sound', 'audio', 'bass', 'volume', 'loud', 'mic', 'microphone', 'clear', 'speakers', 'static'],
    positive: `
      the sound quality is {good}
      the sound is {very}clear
      the bass is {good}
      ! the sound blew me away
      ! sounds better than models at three times the price
      it gets {very}loud without distortion
      the mic is {good}
      people on calls say I sound {very}clear
      I {loved} the sound
      crisp highs and [deep|warm|tight|punchy] bass
      voices come through {very}clearly
      the microphone [picks up everything|cuts out background noise|makes meetings painless]
      {good} audio
      the volume range is {good}
      ~ sound is good for the size
      ~ decent audio
      music, podcasts and calls all sound {good}
      no hiss and no static even at full volume
    `,
    negative: `
      the sound quality is {bad}
      the sound is {rather}tinny
      there is {absolutely}no bass
      ! it sounds like a radio in a tin can
      ! static so loud I had to turn it off
      the volume is {rather}low
      the mic is {bad}
      people on calls say I sound [muffled|far away|like a robot|under water]
      I {hated} the sound
      it [crackles|buzzes|distorts|rattles] at higher volume
      {bad} audio
      one side is louder than the other
      the microphone picks up [every key press|the fan|the whole house|nothing at all]
      audio is out of sync with the video
      ~ the sound is a bit flat
      ~ could be louder
      there is a constant hiss in the background
      voices sound {rather}muddy
    `,
    mixed: `
      the sound is average
      the audio is okay for calls, not for music
      sound is fine but nothing to brag about
      good mids while the bass is missing
    `,
  },
  {
    id: 'picture',
    label: 'picture and display',
    terms: ['picture', 'screen', 'display', 'image', 'resolution', 'bright', 'colors', 'sharp', 'blurry', 'video'],
    positive: `
      the picture is {very}sharp
      the display is {good}
      the colors are {very}vivid
      ! the picture quality is stunning
      ! you can read a license plate across the street in the video
      the screen is bright enough [to use outside|for a sunny room|even at half setting]
      the resolution is {good}
      I {loved} the screen
      video comes out {very}clear
      the image quality is {good} even [at night|in low light|when things move fast]
      text on the screen is {very}crisp
      {good} picture
      viewing angles are {good}
      ~ display is nice for the price
      ~ picture is decent
      the auto brightness works {very}well
      no dead pixels and no flicker
      colors looked right out of the box
    `,
    negative: `
      the picture is {rather}blurry
      the display is {bad}
      the colors are {rather}washed out
      ! the screen arrived with a line down the middle
      ! the picture is so grainy it is useless
      the screen is {rather}dim
      the resolution is {bad}
      I {hated} the screen
      video is [grainy|choppy|out of focus|pixelated]
      the image is {bad} [at night|in low light|when anything moves]
      {rather}noticeable flicker on the display
      {bad} picture
      the screen scratches if you look at it
      there are two dead pixels near the center
      ~ the picture could be sharper
      ~ display is slightly yellow
      glare makes the screen unreadable outside
      it is nowhere near the resolution they advertise
    `,
    mixed: `
      the picture is average
      the display is okay for indoor use
      image is good by day but grainy at night
      screen is neither great nor terrible
    `,
  },
];
