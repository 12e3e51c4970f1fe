import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { listenForInterruption } from '../interruption.ts';
import { addSighting, describePace } from '../output/pace.ts';
import type { Sighting } from '../output/pace.ts';
import { describeDialogCounts, renderStatus } from '../output/render-status.ts';
import type { ShownStatus } from '../output/render-status.ts';

/** Nothing moves on from there without another launch. */
const ends: ReadonlySet<string> = new Set(['complete', 'gathered', 'previewed', 'stopped', 'failed', 'cancelled']);

/**
 * Looks at a run every so many seconds until it has ended: on a terminal the same lines are drawn again, elsewhere a line is written whenever the
 * dialogs' counts change. Throws what the interruption throws where a person ends it.
 */
export async function watchStatus(
  look: () => Promise<ShownStatus>,
  everyMs: number,
  { terminal }: Context,
): Promise<void> {
  const interruption = listenForInterruption();
  let sightings: Sighting[] = [];
  let drawn = 0;
  let told = '';
  try {
    for (;;) {
      const found = await interruption.during(look());
      sightings = addSighting(sightings, found.progress, Date.now());
      const pace = describePace(sightings);
      if (terminal.isOutTty) {
        const lines = [...renderStatus(found, terminal.colours), ...(pace === undefined ? [] : [`Pace: ${pace}`])];
        // Up to the first line drawn before, and all below it is cleared.
        const back = drawn === 0 ? '' : `\u001b[${drawn}A\u001b[0J`;
        await terminal.write(`${back}${lines.join('\n')}\n`);
        drawn = lines.length;
      } else {
        const counts = [found.progress.status, describeDialogCounts(found.progress)].join('  ');
        const line = [
          counts,
          ...(pace === undefined ? [] : [pace]),
          ...(found.modelUse === undefined ? [] : [found.modelUse]),
        ];
        if (counts !== told) await terminal.write(`${line.join('; ')}\n`);
        told = counts;
      }
      if (ends.has(found.progress.status)) return;
      await interruption.during(sleep(everyMs));
    }
  } finally {
    interruption.stopListening();
  }
}
