import { element, plural } from '../../serving/page/elements.js';
import { speakerOf } from './turns.js';

/** Why a dialog failed, in words, before anything else; or how often it was tried again. `onGo` leads to the turn. */
export function renderCause({ status, reason, turns }, meanings, onGo) {
  const refusals = turns.reduce((sum, { rejected }) => sum + rejected.length, 0);
  const toRefused = (label) =>
    element('button', { type: 'button', onclick: () => onGo() }, label, ' ', element('kbd', {}, 'n'));
  if (status !== 'failed') {
    if (refusals === 0) return null;
    return element('p', { class: 'note' }, `${plural(refusals, 'attempt')} refused on the way. `, toRefused('Show'));
  }
  const end = turns.find(({ state }) => state === 'refused');
  return element(
    'section',
    { class: 'cause', 'aria-label': 'Why it failed' },
    element('h2', {}, 'Why it failed'),
    end === undefined
      ? element('p', {}, 'Every turn was said; the dialog as a whole was refused or given up.')
      : element(
          'p',
          {},
          `Turn ${end.turn} (${speakerOf(end.speaker)}, ${end.superNode} / ${end.act.replaceAll('_', ' ')}): no line was accepted in ${plural(end.rejected.length, 'attempt')}. `,
          toRefused('Show'),
        ),
    end !== undefined && renderChecks(end.rejected, meanings),
    element('p', { class: 'reason' }, reason ?? 'No reason is kept.'),
  );
}

/** How many attempts each check refused, what it refuses, and its first reason. */
function renderChecks(rejected, meanings) {
  const found = new Map();
  for (const { problems } of rejected) {
    for (const check of new Set(problems.map((problem) => problem.check))) {
      const { detail } = problems.find((problem) => problem.check === check);
      found.set(check, { detail, ...found.get(check), count: (found.get(check)?.count ?? 0) + 1 });
    }
  }
  return element(
    'ul',
    { class: 'problems' },
    [...found]
      .toSorted(([, a], [, b]) => b.count - a.count)
      .map(([check, { count, detail }]) =>
        element(
          'li',
          {},
          element('strong', {}, check),
          ` in ${count} of ${rejected.length}${meanings[check] === undefined ? '' : `: ${meanings[check]}`}`,
          detail !== '' && element('span', { class: 'example' }, detail),
        ),
      ),
  );
}
