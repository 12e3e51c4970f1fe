import { element } from '../../serving/page/elements.js';

const keys = [
  ['j / k', 'next and previous dialog of the list'],
  ['n / N', 'next and previous refused attempt of the dialog'],
  ['/', 'search'],
  ['f', 'failed dialogs only, or all again'],
  ['x', 'clear search and filters'],
  ['s', 'side by side with another run or a fork'],
  ['c', 'candidates with what reviews say of them'],
  ['h', 'the user: profile, wishes, history'],
  ['o', 'open or close all reviews behind the turns'],
  ['r', 'read the list again'],
  ['Esc', 'leave a field; back to the list on a small screen'],
  ['?', 'this help'],
];

/** A box over the page; Esc closes it. */
export function createHelp() {
  const help = element(
    'dialog',
    { class: 'help', 'aria-labelledby': 'help-title' },
    element('h2', { id: 'help-title' }, 'Keys'),
    element(
      'dl',
      {},
      keys.map(([key, use]) => [element('dt', {}, element('kbd', {}, key)), element('dd', {}, use)]),
    ),
    element('h2', {}, 'What is shown'),
    element(
      'p',
      {},
      'Dialogs that failed stand first, then those with the most refused attempts. A refused attempt is a line that a check turned down, with the check’s reasons; the words it names are marked. Beside each turn stand the reviews that it rests on: open one to read it whole, the quoted clause marked. A claim counts reviewers for and against before the dialog’s own time.',
    ),
    element('button', { type: 'button', class: 'main', onclick: () => help.close() }, 'Close'),
  );
  return { help, toggle: () => (help.open ? help.close() : help.showModal()) };
}
