import { dayOf, element, monthOf, plural } from './elements.js';

/** The user's reviews, and below each other the turns with what stands behind them. */
export function renderDialog(dialog) {
  return element(
    'main',
    { class: 'reading' },
    renderHistory(dialog),
    element(
      'section',
      { class: 'dialog', 'aria-label': 'The dialog' },
      element('ol', { class: 'turns' }, dialog.turns.map(renderTurn)),
    ),
  );
}

function renderHistory({ asOf, history, target }) {
  const left = history.total - history.reviews.length;
  return element(
    'section',
    { class: 'history', 'aria-label': 'Reviews of this user', tabindex: 0 },
    target && [element('h2', {}, 'What the user wrote afterwards'), renderReview(target, true)],
    element('h2', {}, `What the user wrote before ${dayOf(asOf)}`),
    history.total === 0 && element('p', { class: 'note' }, 'Nothing.'),
    history.reviews.map((review) => renderReview(review, false)),
    left > 0 && element('p', { class: 'note' }, `${plural(left, 'older review')} left out.`),
  );
}

function renderReview({ title, rating, reviewedAt, text }, isWhole) {
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

function renderStars(rating) {
  const full = Math.max(0, Math.min(5, Math.round(rating)));
  const stars = '★'.repeat(full) + '☆'.repeat(5 - full);
  return element('span', { class: 'stars', role: 'img', 'aria-label': `${rating} of 5 stars` }, stars);
}

function renderTurn({ speaker, text, claims, evidence }) {
  return element(
    'li',
    { class: `turn ${speaker}` },
    element(
      'div',
      { class: 'said' },
      element('p', { class: 'speaker' }, speaker === 'user' ? 'User' : 'Assistant'),
      element('p', { class: 'words' }, text),
    ),
    claims.length + evidence.length > 0 &&
      element(
        'aside',
        { class: 'evidence', 'aria-label': 'Evidence of this turn' },
        claims.map(renderClaim),
        renderMentions(evidence),
      ),
  );
}

function renderClaim({ title, label, n, positive, negative, trend, since }) {
  const figures = `${plural(n, 'mention')}, ${positive} positive, ${negative} negative`;
  const course =
    trend === 'sparse' ? 'too few for a trend' : since === null ? trend : `${trend} since ${monthOf(since)}`;
  return element('p', { class: 'claim' }, element('strong', {}, label), ` of ${title}: ${figures}; ${course}`);
}

const shownMentions = 2;

function renderMentions(evidence) {
  const rest = evidence.slice(shownMentions);
  return [
    evidence.length > 0 && renderList(evidence.slice(0, shownMentions)),
    rest.length > 0 &&
      element('details', { class: 'more' }, element('summary', {}, `${rest.length} more`), renderList(rest)),
  ];
}

const renderList = (mentions) => element('ul', { class: 'mentions' }, mentions.map(renderMention));

function renderMention({ side, title, label, sentiment, reviewedAt, review }) {
  const opinion = sentiment > 0 ? 'positive' : sentiment < 0 ? 'negative' : 'neutral';
  const origin = element(
    'span',
    { class: 'origin' },
    element('span', { class: `opinion ${opinion}` }, `${label}, ${opinion}`),
    ` · ${side === 'user' ? 'this user' : 'another user'} on ${title}, ${monthOf(reviewedAt)}`,
  );
  if (review === null) return element('li', {}, 'The review is not in this run. ', origin);
  return element(
    'li',
    {},
    element(
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
    ),
  );
}
