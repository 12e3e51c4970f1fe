import { begin, keepDraft, listRaters, readDialog, readStudy, storeRating } from './calls.js';
import { renderDialog } from './dialog.js';
import { element, plural } from './elements.js';
import { capitalised, createForm } from './form.js';

const page = document.querySelector('#page');
const status = document.querySelector('#status');

/** The rater whose list is worked on, and the form that is shown; null before and after. */
let session = null;
let shown = null;
/** Dialogs by position: the next one is fetched while this one is read. */
let dialogs = new Map();
/** Everything stored goes through here, one after the other, so that a late draft cannot overtake its rating. */
let lastStored = Promise.resolve();
/** The run's id and the scales; null until the server has told. */
let study = null;

window.addEventListener('popstate', () => void show());
document.addEventListener('keydown', onKey);
// A draft that waits for its turn is sent while that is still possible.
window.addEventListener('pagehide', () => shown?.flush());
void show();

/** Shows what the address says: nothing is the list of raters, `#name` a rater's next dialog, `#name/3` the third. */
async function show() {
  shown?.flush();
  shown = null;
  try {
    const [name = '', number] = location.hash.slice(1).split('/').map(decodeURIComponent);
    study ??= await readStudy();
    if (name === '') return await showRaters();
    // Stored first, so that a list read again knows it.
    await lastStored;
    if (session?.raterId !== name) await openSession(name);
    const position =
      number === undefined ? session.list.findIndex(({ state }) => state === 'open') : Number(number) - 1;
    const answer = session.list[position];
    if (answer === undefined || answer.state === 'gone') return showEnd();
    if (number === undefined) history.replaceState(null, '', hashOf(session.raterId, position));
    return await showDialog(position, answer);
  } catch (error) {
    return showFailure(error);
  }
}

async function openSession(name) {
  session = await begin(name);
  dialogs = new Map();
  history.replaceState(null, '', location.hash.replace(/^#[^/]*/u, hashOf(session.raterId)));
}

const hashOf = (raterId, position) =>
  `#${encodeURIComponent(raterId)}${position === undefined ? '' : `/${position + 1}`}`;

function go(hash) {
  history.pushState(null, '', hash);
  void show();
}

async function showRaters() {
  const raters = await listRaters();
  session = null;
  document.title = 'Rate dialogs';
  const input = element('input', { id: 'name', name: 'name', required: true, maxlength: 80, autocomplete: 'off' });
  const onsubmit = (event) => {
    event.preventDefault();
    if (input.value.trim() !== '') go(hashOf(input.value.trim()));
  };
  page.replaceChildren(
    element(
      'main',
      { class: 'start' },
      element('h1', {}, 'Rate dialogs'),
      element('p', { class: 'origin' }, `Run ${study.runId}`),
      element(
        'p',
        {},
        'You will read one dialog at a time: someone looks for something, a system recommends. On the left is what that person wrote in reviews; beside each turn is what it rests on. Then you score three things from 1 to 5:',
      ),
      study.scales.map(({ name, question, levels }) =>
        element(
          'details',
          { class: 'rubric' },
          element('summary', {}, element('strong', {}, capitalised(name)), ` ${question}`),
          element(
            'ol',
            {},
            levels.map((level) => element('li', {}, level)),
          ),
        ),
      ),
      element(
        'p',
        {},
        'Every key press is kept: close the page whenever you like. Take each dialog as it is; some are worse than others.',
      ),
      element(
        'form',
        { class: 'name', onsubmit },
        element('label', { for: 'name' }, 'Your name'),
        input,
        element('button', { type: 'submit', class: 'main' }, 'Begin'),
      ),
      raters.length > 0 && element('h2', {}, 'Or go on as'),
      element(
        'ul',
        { class: 'raters' },
        raters.map(({ raterId, rated, total }) =>
          element(
            'li',
            {},
            element('button', { type: 'button', onclick: () => go(hashOf(raterId)) }, raterId),
            element('span', { class: 'origin' }, `${rated} of ${total} rated`),
          ),
        ),
      ),
    ),
  );
  input.focus();
}

async function showDialog(position, answer) {
  const dialog = await fetchDialog(position);
  const heading = element('h1', { tabindex: -1 }, `Dialog ${placeOf(position)} of ${session.total}`);
  const form = createForm(study.scales, answer.answers, {
    isFirst: previousOf(position) === undefined,
    onChange: () => shown?.changed(),
    onBack: () => goBack(position),
    onDone: () => void finish(position, form),
  });
  page.replaceChildren(renderBar(heading), renderDialog(dialog), form.form);
  shown = { ...form, ...createDraft(position, form), position };
  document.title = `${heading.textContent}, ${session.raterId}`;
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
  const following = followingOf(position);
  // Whether it failed is told when it is wanted.
  if (following !== undefined) fetchDialog(following).catch(() => undefined);
}

function fetchDialog(position) {
  const dialog = dialogs.get(position) ?? readDialog(session.key, position);
  dialogs.set(position, dialog);
  return dialog.catch((error) => {
    dialogs.delete(position);
    throw error;
  });
}

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
  if (previous !== undefined) go(hashOf(session.raterId, previous));
}

function renderBar(heading) {
  const rated = session.list.filter(({ state }) => state === 'rated').length;
  return element(
    'header',
    { class: 'bar' },
    heading,
    element('progress', { value: rated, max: session.total, 'aria-label': 'Dialogs rated' }),
    element('span', { class: 'origin' }, `${rated} rated`),
    element('span', { id: 'kept', class: 'origin' }),
    renderKeys(),
    element('span', { class: 'rater' }, session.raterId),
    element('button', { type: 'button', onclick: () => go('#') }, 'Change rater'),
  );
}

function renderKeys() {
  const keys = [
    ['1–5', 'score'],
    ['Tab', 'next scale'],
    ['Enter', 'store, go on'],
    ['B', 'back'],
  ];
  return element(
    'p',
    { class: 'keys' },
    keys.map(([key, use]) => element('span', {}, element('kbd', {}, key), ` ${use}`)),
  );
}

/** Sends the form as it is after each change; while one is on its way the next ones wait and go as one. */
function createDraft(position, form) {
  const { key, list } = session;
  let isWaiting = false;
  const send = async () => {
    isWaiting = false;
    try {
      await keepDraft(key, position, list[position].answers);
      say('Kept');
    } catch (error) {
      say(`Not kept: ${error.message}`);
    }
  };
  return {
    changed() {
      list[position] = { ...list[position], answers: form.read() };
      form.warn('');
      if (isWaiting) return;
      isWaiting = true;
      lastStored = lastStored.then(() => isWaiting && send());
    },
    flush: () => {
      if (isWaiting) lastStored = send();
    },
    drop: () => {
      isWaiting = false;
    },
  };
}

function say(text) {
  const kept = document.querySelector('#kept');
  if (kept !== null) kept.textContent = text;
}

async function finish(position, form) {
  const answers = form.read();
  const missing = study.scales.filter(({ name }) => answers[name] === null);
  if (missing.length > 0) {
    form.warn(`No score yet for ${missing.map(({ name }) => name).join(' and ')}.`);
    form.focusScale(missing[0].name);
    return;
  }
  if (shown?.isBusy) return;
  const mine = shown;
  mine.isBusy = true;
  mine.drop();
  const { key, list } = session;
  const stored = lastStored.then(() => storeRating(key, position, answers));
  lastStored = stored.catch(() => undefined);
  try {
    await stored;
    list[position] = { state: 'rated', answers };
    status.textContent = `Stored, ${plural(list.filter(({ state }) => state === 'rated').length, 'dialog')} rated.`;
    if (shown === mine) goOn(position);
  } catch (error) {
    mine.isBusy = false;
    form.warn(`Not stored: ${error.message} Your answers stay here; Enter tries again.`);
  }
}

function goOn(position) {
  const following = followingOf(position);
  const open = session.list.findIndex(({ state }) => state === 'open');
  if (following !== undefined) go(hashOf(session.raterId, following));
  else go(open === -1 ? `${hashOf(session.raterId)}/end` : hashOf(session.raterId, open));
}

function showEnd() {
  const open = session.list.findIndex(({ state }) => state === 'open');
  const last = session.list.findLastIndex(({ state }) => state !== 'gone');
  const left = session.list.filter(({ state }) => state === 'open').length;
  const heading = element(
    'h1',
    { tabindex: -1 },
    left === 0 ? 'All rated, thank you' : `${plural(left, 'dialog')} left`,
  );
  document.title = `${heading.textContent}, ${session.raterId}`;
  page.replaceChildren(
    element(
      'main',
      { class: 'start' },
      heading,
      element(
        'p',
        {},
        `${session.raterId}, your ${plural(session.total - left, 'rating')} are stored with the run. You can go back and correct any.`,
      ),
      element(
        'p',
        { class: 'ways' },
        open !== -1 &&
          element(
            'button',
            { type: 'button', class: 'main', onclick: () => go(hashOf(session.raterId, open)) },
            'Go on',
          ),
        last !== -1 &&
          element('button', { type: 'button', onclick: () => go(hashOf(session.raterId, last)) }, 'Back to the last'),
        element('button', { type: 'button', onclick: () => go('#') }, 'Another rater'),
      ),
    ),
  );
  heading.focus();
}

function showFailure(error) {
  const retry = element('button', { type: 'button', class: 'main', onclick: () => void show() }, 'Try again');
  page.replaceChildren(
    element(
      'main',
      { class: 'start' },
      element('h1', {}, 'That did not work'),
      element('p', { role: 'alert' }, error.message),
      element(
        'p',
        { class: 'ways' },
        retry,
        element('button', { type: 'button', onclick: () => go('#') }, 'To the start'),
      ),
    ),
  );
  retry.focus();
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
