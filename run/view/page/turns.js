import { element, plural } from '../../serving/page/elements.js';
import { renderOrigin, renderQuoted } from '../../serving/page/reviews.js';
import { renderClaimFigures } from './claims.js';

export const speakerOf = (speaker) => (speaker === 'user' ? 'User' : 'Assistant');

/** The turns below each other, what each rests on beside it. Turns that were not reached are summed up at the end. */
export function renderTurns(turns, meanings) {
  const begun = turns.filter(({ state }) => state !== 'waiting');
  return element(
    'ol',
    { class: 'turns' },
    begun.map((turn) =>
      element(
        'li',
        { class: `turn ${turn.speaker} is-${turn.state}`, 'data-turn': turn.turn },
        element('div', { class: 'line' }, renderLine(turn, meanings)),
        renderEvidence(turn),
      ),
    ),
    renderWaiting(turns.filter(({ state }) => state === 'waiting')),
  );
}

/** What was said, and below it what was refused before. */
export function renderLine(turn, meanings) {
  const { speaker, superNode, act, text, rejected, state } = turn;
  return [
    element(
      'div',
      { class: 'said' },
      element(
        'p',
        { class: 'speaker' },
        `${turn.turn} · ${speakerOf(speaker)} `,
        element('span', { class: 'act' }, `${superNode} / ${act.replaceAll('_', ' ')}`),
      ),
      state === 'said'
        ? element('p', { class: 'words' }, text)
        : element('p', { class: 'words nothing' }, 'No line was accepted here.'),
    ),
    rejected.map((attempt) => renderRefused(attempt, meanings)),
  ];
}

function renderRefused({ attempt, text, problems }, meanings) {
  return element(
    'div',
    { class: 'refused', tabindex: -1 },
    element('p', { class: 'speaker' }, `Refused: attempt ${attempt + 1}`),
    text === '' ? element('p', { class: 'words nothing' }, 'No answer.') : renderWithFaults(text, problems),
    element(
      'ul',
      { class: 'problems' },
      problems.map(({ check, detail }) =>
        element(
          'li',
          { title: meanings[check] ?? null },
          element('strong', {}, check),
          detail === '' ? null : ` ${detail}`,
        ),
      ),
    ),
  );
}

/** Marks in a refused line what its problems put in quotation marks. */
function renderWithFaults(text, problems) {
  const quoted = problems.flatMap(({ detail }) => [...detail.matchAll(/"([^"]{2,})"/gu)].map(([, words]) => words));
  const low = text.toLowerCase();
  // Where small letters have another length, places would not fit.
  const spans =
    low.length === text.length
      ? quoted
          .map((words) => [low.indexOf(words.toLowerCase()), words.length])
          .filter(([at]) => at >= 0)
          .toSorted(([a], [b]) => a - b)
      : [];
  const parts = [];
  let end = 0;
  for (const [at, length] of spans) {
    if (at < end) continue;
    parts.push(text.slice(end, at), element('mark', { class: 'fault' }, text.slice(at, at + length)));
    end = at + length;
  }
  return element('p', { class: 'words' }, ...parts, text.slice(end));
}

const shownQuotes = 3;

/** Null for a turn that rests on nothing. */
export function renderEvidence({ claims, quotes }) {
  if (claims.length + quotes.length === 0) return null;
  const rest = quotes.slice(shownQuotes);
  return element(
    'aside',
    { class: 'evidence', 'aria-label': 'What this turn rests on' },
    claims.map((claim) => renderClaimFigures(claim)),
    quotes.length > 0 && renderQuotes(quotes.slice(0, shownQuotes)),
    rest.length > 0 &&
      element('details', { class: 'more' }, element('summary', {}, `${rest.length} more`), renderQuotes(rest)),
  );
}

const renderQuotes = (quotes) =>
  element(
    'ul',
    { class: 'mentions' },
    quotes.map((quote) => {
      const origin = renderOrigin(quote);
      if (quote.id !== null) origin.prepend(element('span', { class: 'quote-id' }, quote.id), ' ');
      if (quote.isCited) origin.append(element('span', { class: 'cited' }, ' cited'));
      return element('li', {}, renderQuoted(quote.review, origin));
    }),
  );

function renderWaiting(turns) {
  if (turns.length === 0) return null;
  const planned = turns.map(({ turn, speaker, act }) => `${turn} ${speaker} ${act.replaceAll('_', ' ')}`);
  return element(
    'li',
    { class: 'waiting' },
    element(
      'details',
      {},
      element('summary', {}, `${plural(turns.length, 'planned turn')} not reached`),
      planned.join(', '),
    ),
  );
}
