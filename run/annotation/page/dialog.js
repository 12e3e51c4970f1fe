import { dayOf, element, plural } from '../../serving/page/elements.js';
import { renderClaim, renderOrigin, renderQuoted, renderReview } from '../../serving/page/reviews.js';

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

const shownMentions = 2;

function renderMentions(evidence) {
  const rest = evidence.slice(shownMentions);
  return [
    evidence.length > 0 && renderList(evidence.slice(0, shownMentions)),
    rest.length > 0 &&
      element('details', { class: 'more' }, element('summary', {}, `${rest.length} more`), renderList(rest)),
  ];
}

const renderList = (mentions) =>
  element(
    'ul',
    { class: 'mentions' },
    mentions.map((mention) => element('li', {}, renderQuoted(mention.review, renderOrigin(mention)))),
  );
