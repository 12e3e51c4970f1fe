import { element } from '../../serving/page/elements.js';

/** The line above a dialog: how far the rater is, and what the keys do. */
export function renderBar(heading, { raterId, total, list }, onChangeRater) {
  const rated = list.filter(({ state }) => state === 'rated').length;
  return element(
    'header',
    { class: 'bar' },
    heading,
    element('progress', { value: rated, max: total, 'aria-label': 'Dialogs rated' }),
    element('span', { class: 'origin' }, `${rated} rated`),
    element('span', { id: 'kept', class: 'origin' }),
    element(
      'p',
      { class: 'keys' },
      keys.map(([key, use]) => element('span', {}, element('kbd', {}, key), ` ${use}`)),
    ),
    element('span', { class: 'rater' }, raterId),
    element('button', { type: 'button', onclick: () => onChangeRater() }, 'Change rater'),
  );
}

const keys = [
  ['1–5', 'score'],
  ['Tab', 'next scale'],
  ['Enter', 'store, go on'],
  ['B', 'back'],
];
