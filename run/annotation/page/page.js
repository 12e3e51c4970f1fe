import { renderBar } from './bar.js';
import { begin, listRaters, readDialog, readStudy } from './calls.js';
import { renderDialog } from './dialog.js';
import { element } from '../../serving/page/elements.js';
import { renderEnd, renderFailure } from './ending.js';
import { createForm } from './form.js';
import { renderRaters } from './raters.js';
import { allStored, createDraft, store } from './storing.js';

const page = document.querySelector('#page');
const status = document.querySelector('#status');

/** The run's id and the scales; null until the server has told. */
let study = null;
/** The rater whose list is worked on, and the form that is shown; null before and after. */
let session = null;
let shown = null;
/** Dialogs by position: the next one is fetched while this one is read. */
let dialogs = new Map();
let visits = 0;

window.addEventListener('popstate', () => void show());
// A draft that waits for its turn is sent while that is still possible.
window.addEventListener('pagehide', () => shown?.flush());
document.addEventListener('keydown', onKey);
void show();

/** Shows what the address says: nothing is the list of raters, `#name` a rater's next dialog, `#name/3` the third. */
async function show() {
  shown?.flush();
  shown = null;
  visits += 1;
  const visit = visits;
  let render;
  try {
    render = await prepare();
  } catch (error) {
    render = () => present(renderFailure(error, [['Try again', () => void show()], toStart('To the start')]));
  }
  // A person who is quicker than the server sees the last of what was asked for.
  if (visit === visits) render();
}

/** Fetches what is to be shown; returns what shows it. */
async function prepare() {
  const [name = '', number] = location.hash.slice(1).split('/').map(decodeURIComponent);
  study ??= await readStudy();
  if (name === '') return showRaters(await listRaters());
  // Stored first, so that a list read again knows it.
  await allStored();
  if (session?.raterId !== name) await openSession(name);
  const position = number === undefined ? firstOpen() : Number(number) - 1;
  const answer = session.list[position];
  if (answer === undefined || answer.state === 'gone') return showEnd;
  if (number === undefined) history.replaceState(null, '', hashOf(session.raterId, position));
  return showDialog(position, answer, await fetchDialog(position));
}

/** Starts the list of a person who types a name: nobody else's is continued. */
async function beginAs(name) {
  session = await begin(name, true);
  dialogs = new Map();
  go(hashOf(session.raterId));
}

async function openSession(name) {
  session = await begin(name);
  dialogs = new Map();
  // The server's way of writing the name.
  history.replaceState(
    null,
    '',
    location.hash.replace(/^#[^/]*/u, () => hashOf(session.raterId)),
  );
}

const hashOf = (raterId, position) =>
  `#${encodeURIComponent(raterId)}${position === undefined ? '' : `/${position + 1}`}`;

function go(hash) {
  history.pushState(null, '', hash);
  void show();
}

const goTo = (position) => go(hashOf(session.raterId, position));
const toStart = (label) => [label, () => go('#')];

function present(...parts) {
  page.replaceChildren(...parts);
  const heading = page.querySelector('h1');
  document.title = session === null ? heading.textContent : `${heading.textContent}, ${session.raterId}`;
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

const showRaters = (raters) => () => {
  session = null;
  present(renderRaters(study, raters, { beginAs, goOnAs: (raterId) => go(hashOf(raterId)) }));
  page.querySelector('#name').focus();
};

const showDialog = (position, answer, dialog) => () => {
  const { key, list, total } = session;
  const form = createForm(study.scales, answer.answers, {
    isFirst: previousOf(position) === undefined,
    onChange() {
      list[position] = { ...list[position], answers: form.read() };
      form.warn('');
      draft.changed();
    },
    onBack: () => goBack(position),
    onDone: () => void finish(position),
  });
  const draft = createDraft(key, position, () => list[position].answers, say);
  const heading = element('h1', { tabindex: -1 }, `Dialog ${placeOf(position)} of ${total}`);
  present(
    renderBar(heading, session, () => go('#')),
    renderDialog(dialog),
    form.form,
  );
  shown = { ...form, ...draft, position, isBusy: false };
  const following = followingOf(position);
  // Whether it failed is told when it is wanted.
  if (following !== undefined) fetchDialog(following).catch(() => undefined);
};

function fetchDialog(position) {
  const dialog = dialogs.get(position) ?? readDialog(session.key, position);
  dialogs.set(position, dialog);
  return dialog.catch((error) => {
    dialogs.delete(position);
    throw error;
  });
}

function showEnd() {
  const last = session.list.findLastIndex(({ state }) => state !== 'gone');
  const open = firstOpen();
  const ways = [
    ...(open === -1 ? [] : [['Go on', () => goTo(open)]]),
    toStart('Another rater'),
    ...(last === -1 ? [] : [['Back to the last', () => goTo(last)]]),
  ];
  present(renderEnd(session, ways));
}

const firstOpen = () => session.list.findIndex(({ state }) => state === 'open');

/** Which of those that are still there it is, from 1. */
const placeOf = (position) => session.list.slice(0, position + 1).filter(({ state }) => state !== 'gone').length;

const previousOf = (position) => {
  const at = session.list.findLastIndex(({ state }, before) => before < position && state !== 'gone');
  return at === -1 ? undefined : at;
};

const followingOf = (position) => {
  const at = session.list.findIndex(({ state }, after) => after > position && state !== 'gone');
  return at === -1 ? undefined : at;
};

function goBack(position) {
  const previous = previousOf(position);
  if (previous !== undefined) goTo(previous);
}

function goOn(position) {
  const next = followingOf(position) ?? firstOpen();
  if (next === -1) go(`${hashOf(session.raterId)}/end`);
  else goTo(next);
}

function say(text) {
  const kept = document.querySelector('#kept');
  if (kept !== null) kept.textContent = text;
}

/** Stores the rating and goes on; stays when a score is missing or it cannot be stored. */
async function finish(position) {
  const mine = shown;
  if (mine === null || mine.isBusy) return;
  const answers = mine.read();
  const missing = study.scales.filter(({ name }) => answers[name] === null);
  if (missing.length > 0) {
    mine.warn(`No score yet for ${missing.map(({ name }) => name).join(' and ')}.`);
    mine.focusScale(missing[0].name);
    return;
  }
  mine.isBusy = true;
  mine.drop();
  const { key, list } = session;
  try {
    await store(key, position, answers);
    list[position] = { state: 'rated', answers };
    status.textContent = 'Stored.';
    if (shown === mine) goOn(position);
  } catch (error) {
    mine.isBusy = false;
    mine.warn(`Not stored: ${error.message} Your answers stay here; Enter tries again.`);
  }
}

/** What has a meaning of its own for a key keeps it. */
function onKey(event) {
  if (shown === null || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { target, key } = event;
  const isWriting = target instanceof HTMLTextAreaElement;
  if (key === 'Enter' && !event.shiftKey && (isWriting || !target.closest?.('button, summary'))) {
    event.preventDefault();
    if (!event.repeat) shown.form.requestSubmit();
  } else if (!isWriting && /^[1-5]$/u.test(key)) {
    event.preventDefault();
    shown.setScore(Number(key));
  } else if (!isWriting && key.toLowerCase() === 'b') {
    event.preventDefault();
    goBack(shown.position);
  }
}
