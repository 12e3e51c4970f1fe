import { dayOf, element, plural } from '../../serving/page/elements.js';
import { listDialogs } from './calls.js';

const pageSize = 50;
/** A run that is going on is looked at again so often. */
const lookAgainMs = 5000;

/**
 * The list of dialogs that meet the filters. `hrefOf` gives a dialog's address on the page, `onRead` hears each time that it was read again, `say` what
 * a person who does not see the page should know.
 */
export function createList({ hrefOf, onRead, say }) {
  const heading = element('p', { class: 'matched' });
  const notice = element('p', { class: 'notice' });
  const rows = element('ol', { class: 'rows' });
  const more = element('button', { type: 'button', class: 'more-rows', onclick: () => void readMore() }, 'Show more');
  let filters = {};
  let dialogs = [];
  let matched = 0;
  let chosen = null;
  let visits = 0;
  let timer;

  const mark = () => {
    for (const link of rows.querySelectorAll('a')) {
      if (link.dataset.dialog === chosen) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
    rows.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  };
  const present = ({ waiting, isLive }) => {
    const going = isLive ? (waiting > 0 ? `; ${plural(waiting, 'more is', 'more are')} being read` : '; going on') : '';
    heading.textContent = `${plural(matched, 'dialog').replace(/^\d+/u, (count) => Number(count).toLocaleString('en'))}${going}`;
    rows.replaceChildren(...dialogs.map((dialog) => renderRow(dialog, hrefOf(dialog.dialogId))));
    more.hidden = dialogs.length >= matched;
    mark();
  };
  const readPage = async (offset) => {
    visits += 1;
    const visit = visits;
    const page = await listDialogs(filters, offset, pageSize);
    return visit === visits ? page : undefined;
  };
  const read = async () => {
    clearTimeout(timer);
    notice.replaceChildren();
    try {
      const page = await readPage(0);
      if (page === undefined) return;
      ({ dialogs, matched } = page);
      present(page);
      say(heading.textContent);
      onRead(page);
      if (page.waiting > 0) timer = setTimeout(() => void read(), 0);
      else if (page.isLive) timer = setTimeout(() => void lookAgain(), lookAgainMs);
    } catch (error) {
      [dialogs, matched] = [[], 0];
      present({ waiting: 0, isLive: false });
      notice.replaceChildren(error.message);
      timer = setTimeout(() => void read(), lookAgainMs);
    }
  };
  /** Says that there is more, and leaves the list as it is: nothing moves under a person's hand. */
  const lookAgain = async () => {
    try {
      const { matched: now, isLive } = await listDialogs(filters, 0, 1);
      if (now !== matched || !isLive) {
        const what = isLive ? plural(Math.max(0, now - matched), 'more dialog') : 'The run has ended';
        notice.replaceChildren(
          `${what}. `,
          element('button', { type: 'button', onclick: () => void read() }, 'Look again (r)'),
        );
      }
      timer = setTimeout(() => void lookAgain(), lookAgainMs);
    } catch (error) {
      notice.replaceChildren(error.message);
      timer = setTimeout(() => void lookAgain(), lookAgainMs);
    }
  };
  const readMore = async () => {
    const page = await readPage(dialogs.length);
    if (page === undefined) return;
    // What has changed its place since is not shown twice.
    const known = new Set(dialogs.map(({ dialogId }) => dialogId));
    dialogs = [...dialogs, ...page.dialogs.filter(({ dialogId }) => !known.has(dialogId))];
    ({ matched } = page);
    present(page);
  };
  return {
    parts: [heading, notice, rows, more],
    read,
    find(given) {
      filters = given;
      return read();
    },
    /** Makes the rows' addresses those of the place that the page shows now. */
    link() {
      for (const link of rows.querySelectorAll('a')) link.setAttribute('href', hrefOf(link.dataset.dialog));
    },
    choose(dialogId) {
      chosen = dialogId;
      mark();
    },
    /** The id that stands so many places from the chosen one, reading on where the list goes on; undefined at its ends. */
    async neighbour(step) {
      const at = dialogs.findIndex(({ dialogId }) => dialogId === chosen);
      const wanted = at === -1 ? (step > 0 ? 0 : -1) : at + step;
      if (wanted >= dialogs.length && dialogs.length < matched) await readMore();
      return dialogs[wanted]?.dialogId;
    },
  };
}

function renderRow({ dialogId, status, outcome, reason, title, asOf, turns, refused, checks }, href) {
  const tries = refused === 0 ? '' : ` · ${refused} refused`;
  return element(
    'li',
    {},
    element(
      'a',
      { href, class: `row ${status}`, 'data-dialog': dialogId },
      element(
        'span',
        { class: 'row-head' },
        element('span', { class: `badge ${status}` }, status),
        element('span', { class: 'row-title' }, title),
      ),
      element(
        'span',
        { class: 'origin' },
        `${dialogId.slice(0, 9)} · plan: ${outcome.replaceAll('_', ' ')} · ${plural(turns, 'turn')}${tries} · ${dayOf(asOf)}`,
      ),
      checks.length > 0 && element('span', { class: 'checks' }, checks.join(', ')),
      checks.length === 0 && reason !== null && element('span', { class: 'checks' }, reason),
    ),
  );
}
