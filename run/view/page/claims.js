import { element, monthOf } from '../../serving/page/elements.js';

/** What reviewers say of an item's aspect: how many, for and against, where it goes, how good it is now. */
export function renderClaimFigures({ title, label, n, positive, negative, trend, since, level }, isOfItem = true) {
  const course =
    trend === 'sparse' ? 'too few for a trend' : since === null ? trend : `${trend} since ${monthOf(since)}`;
  return element(
    'p',
    { class: 'claim' },
    element('strong', {}, label),
    isOfItem ? ` of ${title}: ` : ': ',
    element('span', { class: positive > 0 ? 'opinion positive' : null }, `${positive} for`),
    ', ',
    element('span', { class: negative > 0 ? 'opinion negative' : null }, `${negative} against`),
    ` of ${n}; ${course}; level ${signed(level)}`,
  );
}

export const signed = (value) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
