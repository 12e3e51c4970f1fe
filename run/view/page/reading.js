import { element } from '../../serving/page/elements.js';
import { readBeside, readDialog } from './calls.js';
import { renderDialog } from './dialog.js';

/** Dialogs that are kept: the next one is fetched while one is read. */
const mostKept = 20;

/**
 * The part of the page that shows a dialog. `run` is what the server says of the run; `onBeside` hears what the dialog is to be set beside, null for
 * nothing.
 */
export function createReading(run, onBeside) {
  const main = element('main', { class: 'reading', 'aria-label': 'The dialog' });
  let kept = new Map();
  let besides = [];
  let visits = 0;

  /** An ended dialog stays as it is, one in work is read again each time. */
  const fetchDialog = async (dialogId) => {
    const asked = kept.get(dialogId) ?? readDialog(dialogId);
    kept.set(dialogId, asked);
    if (kept.size > mostKept) kept = new Map([...kept].slice(-mostKept / 2));
    try {
      const found = await asked;
      if (!['accepted', 'failed'].includes(found.dialog.status)) kept.delete(dialogId);
      return found;
    } catch (error) {
      kept.delete(dialogId);
      throw error;
    }
  };
  const prepare = async ({ dialogId, beside }) => {
    const { dialog, besides: offered } = await fetchDialog(dialogId);
    const chosen = offered.some(({ name }) => name === beside) ? beside : null;
    const other = chosen === null ? null : await readBeside(dialogId, chosen).catch((error) => error);
    const isMissing = other instanceof Error;
    return {
      offered,
      parts: [
        isMissing && renderAlert(other),
        renderDialog({
          dialog,
          other: isMissing ? null : other,
          besides: offered,
          chosen,
          meanings: run.meanings,
          onBeside,
          onGo: () => goToRefused(1),
        }),
      ],
    };
  };
  /** Leads to the next refused attempt of the dialog, from the one that was shown last. */
  const goToRefused = (step) => {
    const refused = [...main.querySelectorAll('.refused')];
    if (refused.length === 0) return;
    const at = refused.indexOf(document.activeElement);
    const first = step > 0 ? 0 : refused.length - 1;
    const next = refused[at === -1 ? first : (at + step + refused.length) % refused.length];
    next.scrollIntoView({ block: 'center' });
    next.focus({ preventScroll: true });
  };
  return {
    main,
    goToRefused,
    /** Shows the dialog, or a hint where there is none. Returns whether it is still what was asked for last. */
    async show(place) {
      visits += 1;
      const visit = visits;
      if (place.dialogId === null) {
        besides = [];
        main.replaceChildren(renderHint());
        return true;
      }
      let found;
      try {
        found = await prepare(place);
      } catch (error) {
        found = {
          offered: [],
          parts: [element('h1', { tabindex: -1 }, 'This dialog cannot be shown'), renderAlert(error)],
        };
      }
      // A person who is quicker than the server sees the last of what was asked for.
      if (visit !== visits) return false;
      besides = found.offered;
      main.replaceChildren(...found.parts.flat(Infinity).filter((part) => part !== null && part !== false));
      window.scrollTo(0, 0);
      main.querySelector('h1').focus({ preventScroll: true });
      return true;
    },
    /** Whether it failed is told when it is wanted. */
    fetchAhead: (dialogId) => void fetchDialog(dialogId).catch(() => undefined),
    /** The name of what comes after `beside` among what the dialog can be set beside, null among them. */
    nextBeside(beside) {
      const names = [null, ...besides.map(({ name }) => name)];
      return names[(names.indexOf(beside) + 1) % names.length];
    },
    toggleDetails(id) {
      const details = main.querySelector(`#${id}`);
      if (details === null) return;
      details.open = !details.open;
      if (details.open) details.scrollIntoView({ block: 'start' });
    },
    /** Opens all reviews behind the turns, or closes them where all are open. */
    toggleQuotes() {
      const quotes = [...main.querySelectorAll('.evidence details, .rests')];
      const isOpening = quotes.some((details) => !details.open);
      for (const details of quotes) details.open = isOpening;
    },
  };
}

const renderAlert = (error) => element('p', { class: 'alert', role: 'alert' }, error.message);

const renderHint = () =>
  element(
    'div',
    { class: 'hint' },
    element('h1', { tabindex: -1 }, 'Choose a dialog'),
    element(
      'p',
      {},
      'Those that failed stand first. ',
      element('kbd', {}, 'j'),
      ' opens the next one, ',
      element('kbd', {}, '?'),
      ' lists all keys.',
    ),
  );
