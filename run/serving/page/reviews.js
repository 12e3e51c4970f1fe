import { dayOf, element, monthOf, plural } from './elements.js';

/** A review on a card; `isWhole` false folds a long one. */
export function renderReview({ title, rating, reviewedAt, text }, isWhole) {
  return element(
    'article',
    { class: 'review' },
    element('h3', {}, title),
    element('p', { class: 'origin' }, renderStars(rating), ` ${dayOf(reviewedAt)}`),
    isWhole ? element('p', { class: 'text' }, text) : renderText(text),
  );
}

const longestBeginning = 220;

/** Long text shows its beginning until it is opened. */
function renderText(text) {
  const points = Array.from(text);
  if (points.length <= longestBeginning * 1.3) return element('p', { class: 'text' }, text);
  const beginning = points
    .slice(0, longestBeginning)
    .join('')
    .replace(/\s\S{0,30}$/u, '');
  return element(
    'details',
    { class: 'long' },
    element('summary', {}, element('span', { class: 'beginning' }, `${beginning}… `)),
    element('p', { class: 'text' }, text),
  );
}

export function renderStars(rating) {
  const full = Math.max(0, Math.min(5, Math.round(rating)));
  const stars = '★'.repeat(full) + '☆'.repeat(5 - full);
  return element('span', { class: 'stars', role: 'img', 'aria-label': `${rating} of 5 stars` }, stars);
}

/** What reviewers said of an item's aspect: how many, for and against, and where it goes. */
export function renderClaim({ title, label, n, positive, negative, trend, since }) {
  const figures = `${plural(n, 'mention')}, ${positive} positive, ${negative} negative`;
  const course =
    trend === 'sparse' ? 'too few for a trend' : since === null ? trend : `${trend} since ${monthOf(since)}`;
  return element('p', { class: 'claim' }, element('strong', {}, label), ` of ${title}: ${figures}; ${course}`);
}

/** Words of a review, which open into the whole of it with the words marked; `origin` says whose they are. */
export function renderQuoted(review, origin) {
  if (review === null) return [element('span', {}, 'The review is not in this run. '), origin];
  return element(
    'details',
    {},
    element('summary', {}, element('q', { class: 'span' }, review.span), ' ', origin),
    element(
      'p',
      { class: 'text' },
      renderStars(review.rating),
      ' ',
      review.before,
      element('mark', {}, review.span),
      review.after,
    ),
  );
}

/** Where a mention stands: aspect, opinion, whose review of what, when. */
export function renderOrigin({ side, title, label, sentiment, reviewedAt }) {
  const opinion = sentiment > 0 ? 'positive' : sentiment < 0 ? 'negative' : 'neutral';
  return element(
    'span',
    { class: 'origin' },
    element('span', { class: `opinion ${opinion}` }, `${label}, ${opinion}`),
    ` · ${side === 'user' ? 'this user' : 'another user'} on ${title}, ${monthOf(reviewedAt)}`,
  );
}
