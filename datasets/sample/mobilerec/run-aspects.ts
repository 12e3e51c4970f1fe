import type { AspectVocabulary } from '../vocabulary.ts';

/** Aspects of how the app runs. */
export const runAspects: readonly AspectVocabulary[] = [
  {
    id: 'stability',
    label: 'crashes and stability',
    terms: ['crash', 'crashes', 'freezes', 'bug', 'bugs', 'glitch', 'stable', 'force close', 'error', 'black screen'],
    positive: `
      {absolutely}no crashes
      the app is {very}stable
      never crashes on my {phone}
      ! zero bugs in {months}
      ! has never once crashed or frozen on me
      no glitches at all
      runs without a single error
      they fixed the crashes
      {good} stability
      the old freezing bug is gone
      not one glitch so far
      it never freezes in the middle of [anything|a session|my {content}]
      ~ hardly ever crashes
      ~ a few small bugs but nothing bad
      solid, no force closes
      works without hiccups or bugs on my {phone}
    `,
    negative: `
      it crashes {often}
      the app is {rather}buggy
      freezes {often}
      ! crashes every single time I open it
      ! just a black screen and then it force closes
      keeps crashing on my {phone}
      [glitchy|buggy|full of bugs|full of glitches]
      stuck on the loading screen
      I get an error {often}
      it freezes when I [open|save|load|tap on] my {content}
      crashes in the middle of my {content}
      {bad} stability
      please fix the crashes
      force closes {often}
      ~ some bugs need fixing
      ~ it glitches now and then
      the screen goes black and I have to restart
      so many glitches since {month}
    `,
    mixed: `
      crashes once in a while
      some bugs but usable
      stable most days, buggy on others
      a few glitches, nothing too serious
    `,
  },
  {
    id: 'speed',
    label: 'speed and battery use',
    terms: ['slow', 'fast', 'speed', 'lag', 'laggy', 'loading', 'smooth', 'battery', 'drain', 'heats'],
    positive: `
      {very}fast
      loads {very}quickly
      it runs {very}smooth on my {phone}
      ! lightning fast
      ! zero lag even on my ancient {phone}
      no lag
      opens in a second
      light on battery
      the speed is {good}
      scrolling is {very}smooth
      barely uses any battery
      {good} performance
      ~ fast enough
      ~ loading times are fine
      does not slow down my {phone}
      quick to load even with bad signal
    `,
    negative: `
      {rather}slow
      loading takes forever
      it is {rather}laggy on my {phone}
      ! slowest app I have ever used
      ! drained my battery in an hour
      lags {often}
      takes {minutes} to load
      it eats my battery
      the speed is {bad}
      {bad} performance
      my {phone} heats up when I use it
      loading loading loading
      scrolling is {rather}choppy
      ~ a little slow
      ~ could load faster
      huge battery drain in the background
      slow to open my {content}
    `,
    mixed: `
      speed is okay
      average loading time
      fast at times, laggy at others
      smooth but hard on the battery
    `,
  },
  {
    id: 'updates',
    label: 'updates',
    terms: ['update', 'updates', 'updated', 'version', 'new version', 'latest', 'old version', 'developers', 'changes'],
    positive: `
      the [new|latest|last] update is {good}
      I {loved} the new update
      they update it regularly
      ! every update makes it better
      ! the latest version is a huge improvement
      the new version is {very}nice
      updates actually fix things
      {good} updates every month
      the update in {month} fixed everything
      the developers keep improving every version
      new version > old version
      ~ the update is alright
      ~ updates come often enough
      glad they updated it
      worth updating to the latest version
      better with each update
    `,
    negative: `
      the [new|latest|last] update is {bad}
      I {hated} the new update
      the update ruined it
      ! the last update broke everything
      ! bring back the old version
      it was better before the update
      the new version is {rather}worse
      every update takes something away
      the update in {month} messed up my {content}
      ~ the old version was nicer
      ~ not sure about the update
      they changed everything in the new version for no reason
      no update in {months}
      forced update {often}
      {bad} update if you ask me
      stop updating what was not broken
      since the update nothing is where it was
    `,
    mixed: `
      the update is okay
      not much changed in the new version
      the update fixed one thing and broke another
      some updates are good, some are not
    `,
  },
  {
    id: 'sync',
    label: 'saving and syncing',
    terms: ['sync', 'save', 'saved', 'backup', 'lost', 'progress', 'cloud', 'devices', 'restore', 'data'],
    positive: `
      syncs {very}well
      my progress is always saved
      sync between my {phone} and [tablet|laptop|watch|old phone] is {good}
      ! switched phones and every bit of my data was there
      ! backup saved my life
      cloud backup is {good}
      restoring my data took {moment}
      never lost any data
      {good} sync across devices
      saves my {content} automatically
      works offline and syncs later
      ~ sync works
      ~ backup is decent
      all of my {content} synced right away
      easy to restore from backup
      my saved {content} moved over {very}smoothly
    `,
    negative: `
      sync is {bad}
      I lost all of my progress
      it does not save my {content}
      ! lost {years} of data overnight
      ! wiped everything I had saved
      will not sync with my [tablet|laptop|watch|other phone]
      my data is gone
      the backup is {bad}
      it won't restore from the cloud
      had to start over because nothing was saved
      sync fails {often}
      {rather}slow to sync
      ~ syncing takes a few tries
      ~ would like a better backup
      switched to a new {phone} and lost everything
      saved {content} keep disappearing
      {bad} sync
    `,
    mixed: `
      sync is okay
      saves most of the time
      backup works but restoring is a pain
      syncs on one device and not the other
    `,
  },
];
