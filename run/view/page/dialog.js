import { dayOf, element, plural } from '../../serving/page/elements.js';
import { renderReview } from '../../serving/page/reviews.js';
import { renderCause } from './cause.js';
import { renderClaimFigures, signed } from './claims.js';
import { renderPairs } from './pairs.js';
import { renderTurns } from './turns.js';

/**
 * A dialog with all that is behind it; `other` is what stands beside it, or null. `besides` are what it can be set beside, `chosen` the name of the one
 * that is; `onBeside` hears a choice (null for none), `onGo` leads to the next refused attempt.
 */
export function renderDialog({ dialog, other, besides, chosen, meanings, onBeside, onGo }) {
  return [
    renderHead(dialog),
    renderCause(dialog, meanings, onGo),
    besides.length > 0 && renderBesides(besides, chosen, onBeside),
    element('div', { class: 'behind' }, renderCandidates(dialog), renderUser(dialog)),
    other === null ? renderTurns(dialog.turns, meanings) : renderPairs(dialog, other, meanings),
  ];
}

function renderHead({ dialogId, status, targetItem, split, userId, asOf, realizer, outcome, outcomeReason, path }) {
  return element(
    'header',
    { class: 'head' },
    element(
      'h1',
      { tabindex: -1 },
      element('span', { class: `badge ${status}` }, status),
      ' ',
      element('span', {}, targetItem.title),
    ),
    element(
      'p',
      { class: 'origin' },
      element('code', {}, dialogId),
      ` · user ${userId} · as of ${dayOf(asOf)} · ${split} split${realizer === null ? '' : ` · by ${realizer}`}`,
    ),
    element('p', { class: 'origin' }, `Planned to end ${outcome.replaceAll('_', ' ')}: ${outcomeReason}.`),
    element('p', { class: 'origin path' }, path.join(' › ')),
  );
}

function renderBesides(besides, chosen, onBeside) {
  const choices = [{ name: null, label: 'alone' }, ...besides];
  return element(
    'p',
    { class: 'besides' },
    'Side by side ',
    element('kbd', {}, 's'),
    choices.map(({ name, label }) =>
      element(
        'button',
        { type: 'button', 'aria-pressed': String(name === chosen), onclick: () => onBeside(name) },
        label,
      ),
    ),
  );
}

function renderCandidates({ candidates }) {
  return element(
    'details',
    { id: 'candidates' },
    element('summary', {}, `Candidates: ${candidates.length} `, element('kbd', {}, 'c')),
    element(
      'ul',
      { class: 'candidates' },
      candidates.map(({ title, itemId, role, strategy, category, price, claims }) =>
        element(
          'li',
          { class: `candidate ${role}` },
          element('h3', {}, title),
          element(
            'p',
            { class: 'origin' },
            [
              role,
              ...(role === strategy ? [] : [strategy]),
              category,
              ...(price === null ? [] : [`price ${price}`]),
              itemId,
            ].join(' · '),
          ),
          claims.length === 0
            ? element('p', { class: 'note' }, 'No earlier review speaks of the wishes.')
            : claims.map((claim) => renderClaimFigures(claim, false)),
        ),
      ),
    ),
  );
}

function renderUser({ profile, wishes, history, target, asOf }) {
  const left = history.total - history.reviews.length;
  const columns = ['aspect', 'share', 'sentiment', 'mentions'];
  return element(
    'details',
    { id: 'user' },
    element(
      'summary',
      {},
      `User: ${plural(profile.length, 'aspect')}, ${plural(history.total, 'earlier review')} `,
      element('kbd', {}, 'h'),
    ),
    element(
      'div',
      { class: 'user-parts' },
      element(
        'section',
        {},
        element('h2', {}, 'Profile'),
        profile.length === 0
          ? element('p', { class: 'note' }, 'No earlier mention.')
          : element(
              'table',
              {},
              element(
                'thead',
                {},
                element(
                  'tr',
                  {},
                  columns.map((column) => element('th', {}, column)),
                ),
              ),
              element(
                'tbody',
                {},
                profile.map(({ label, share, sentiment, mentions }) =>
                  element(
                    'tr',
                    {},
                    [label, `${(share * 100).toFixed(0)} %`, signed(sentiment), mentions].map((cell) =>
                      element('td', {}, String(cell)),
                    ),
                  ),
                ),
              ),
            ),
        element('h2', {}, 'Wishes in this dialog'),
        wishes.length === 0 && element('p', { class: 'note' }, 'None.'),
        element(
          'ul',
          { class: 'wishes' },
          wishes.map(({ label, source, polarity }) =>
            element('li', {}, `${label}, ${polarity}, from the ${source === 'profile' ? 'profile' : 'later review'}`),
          ),
        ),
      ),
      element(
        'section',
        { class: 'reviews' },
        target && [element('h2', {}, 'What the user wrote afterwards'), renderReview(target, false)],
        element('h2', {}, `What the user wrote before ${dayOf(asOf)}`),
        history.total === 0 && element('p', { class: 'note' }, 'Nothing.'),
        history.reviews.map((review) => renderReview(review, false)),
        left > 0 && element('p', { class: 'note' }, `${plural(left, 'older review')} left out.`),
      ),
    ),
  );
}
