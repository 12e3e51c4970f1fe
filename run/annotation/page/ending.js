import { element, plural } from '../../serving/page/elements.js';

/** What is shown behind the last dialog of the list. `ways`: pairs of a label and what it does, the first the likeliest. */
export function renderEnd({ raterId, total, list }, ways) {
  const left = list.filter(({ state }) => state === 'open').length;
  const stored = `${raterId}, your ${plural(total - left, 'rating')} are stored with the run. You can go back and correct any.`;
  return renderMessage(
    left === 0 ? 'All rated, thank you' : `${plural(left, 'dialog')} left`,
    element('p', {}, stored),
    ways,
  );
}

export const renderFailure = (error, ways) =>
  renderMessage('That did not work', element('p', { role: 'alert' }, error.message), ways);

function renderMessage(title, text, ways) {
  const buttons = ways.map(([label, onclick], at) =>
    element('button', { type: 'button', class: at === 0 ? 'main' : null, onclick }, label),
  );
  return element(
    'main',
    { class: 'start' },
    element('h1', { tabindex: -1 }, title),
    text,
    element('p', { class: 'ways' }, buttons),
  );
}
