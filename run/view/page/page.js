import { element } from '../../serving/page/elements.js';
import { readFacets, readRun } from './calls.js';
import { createFilters } from './filters.js';
import { createHelp } from './help.js';
import { createList } from './list.js';
import { hashOf, readPlace } from './place.js';
import { createReading } from './reading.js';

const page = document.querySelector('#page');
const status = document.querySelector('#status');
const wide = window.matchMedia('(width >= 62rem)');

readRun().then(start, (error) => {
  page.replaceChildren(element('p', { class: 'note', role: 'alert' }, error.message));
});

const wordsOf = ({ filters }) => JSON.stringify(filters);

function start(run) {
  /** What the address says; null before the first look at it. */
  let place = null;
  const filters = createFilters(wide.matches, (given) => go({ ...place, filters: given }, true));
  const list = createList({
    hrefOf: (dialogId) => hashOf({ ...place, dialogId }),
    say: (text) => {
      status.textContent = text;
    },
    onRead({ waiting }) {
      // The choices are a help: without them the list can be read.
      if (waiting === 0)
        readFacets().then(
          (facets) => filters.offer(facets),
          () => undefined,
        );
    },
  });
  const reading = createReading(run, (beside) => go({ ...place, beside }));
  const { help, toggle: toggleHelp } = createHelp();
  const toList = () => go({ ...place, dialogId: null, beside: null });

  /** Shows what the address says. */
  const show = async () => {
    const before = place;
    place = readPlace();
    const { dialogId } = place;
    document.title = dialogId === null ? `Dialogs of ${run.runId}` : `${dialogId.slice(0, 9)}, ${run.runId}`;
    document.body.classList.toggle('has-dialog', dialogId !== null);
    filters.show(place.filters);
    list.choose(dialogId);
    if (before === null || wordsOf(before) !== wordsOf(place)) void list.find(place.filters);
    else list.link();
    if (!(await reading.show(place)) || dialogId === null) return;
    const next = await list.neighbour(1);
    if (next !== undefined) reading.fetchAhead(next);
  };
  const go = (next, isReplacing = false) => {
    const hash = hashOf(next);
    if (hash === hashOf(place)) return;
    if (isReplacing) history.replaceState(null, '', hash);
    else history.pushState(null, '', hash);
    void show();
  };
  const goBy = async (step) => {
    const dialogId = await list.neighbour(step);
    if (dialogId !== undefined) go({ ...place, dialogId });
  };
  const actions = {
    j: () => goBy(1),
    k: () => goBy(-1),
    n: () => reading.goToRefused(1),
    N: () => reading.goToRefused(-1),
    '/': () => {
      if (!wide.matches && place.dialogId !== null) toList();
      filters.search.focus();
      filters.search.select();
    },
    f: () => {
      const { status: chosen, ...others } = place.filters;
      go({ ...place, filters: chosen === 'failed' ? others : { ...others, status: 'failed' } });
    },
    x: () => go({ ...place, filters: {} }),
    s: () => go({ ...place, beside: reading.nextBeside(place.beside) }),
    c: () => reading.toggleDetails('candidates'),
    h: () => reading.toggleDetails('user'),
    o: () => reading.toggleQuotes(),
    r: () => list.read(),
    '?': toggleHelp,
  };
  /** What has a meaning of its own for a key keeps it. */
  const onKey = (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (key === 'Escape') {
      if (help.open) return;
      if (isField) target.blur();
      else if (!wide.matches && place.dialogId !== null) toList();
    } else if (key === 'Enter' && target instanceof HTMLInputElement) {
      event.preventDefault();
      target.blur();
      filters.tell();
    } else if (!isField && actions[key] !== undefined && (!help.open || key === '?')) {
      event.preventDefault();
      void actions[key]();
    }
  };

  page.replaceChildren(
    element(
      'header',
      { class: 'bar' },
      element('button', { type: 'button', class: 'back', onclick: toList }, '‹ List'),
      element('strong', { class: 'run' }, run.runId),
      element('button', { type: 'button', class: 'ask', onclick: toggleHelp }, 'Help ', element('kbd', {}, '?')),
    ),
    element(
      'div',
      { class: 'panes' },
      element('nav', { class: 'list', 'aria-label': 'Dialogs' }, filters.form, list.parts),
      reading.main,
    ),
    help,
  );
  window.addEventListener('popstate', () => void show());
  document.addEventListener('keydown', onKey);
  void show();
}
