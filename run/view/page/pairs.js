import { element } from '../../serving/page/elements.js';
import { renderEvidence, renderLine } from './turns.js';

/** Two dialogs turn beside turn; turns whose words differ are marked. */
export function renderPairs(one, other, meanings) {
  const numbers = [...new Set([...one.turns, ...other.turns].map(({ turn }) => turn))].toSorted((a, b) => a - b);
  const pairs = numbers
    .map((number) => [number, turnOf(one, number), turnOf(other, number)])
    .filter(([, left, right]) => left !== undefined || right !== undefined);
  return [
    element('div', { class: 'pair-heads' }, [one, other].map(renderSide)),
    element(
      'ol',
      { class: 'turns pairs' },
      pairs.map(([number, left, right]) => {
        const isSame = left?.text === right?.text && left?.state === right?.state;
        return element(
          'li',
          { class: `pair ${isSame ? 'same' : 'differs'}`, 'data-turn': number },
          renderCell(left, one, meanings),
          renderCell(right, other, meanings),
        );
      }),
    ),
  ];
}

const turnOf = ({ turns }, number) => turns.find(({ turn, state }) => turn === number && state !== 'waiting');

function renderSide({ runId, dialogId, status, realizer, reason }) {
  return element(
    'div',
    { class: 'side' },
    element('p', {}, element('span', { class: `badge ${status}` }, status), ' ', element('strong', {}, runId)),
    element(
      'p',
      { class: 'origin' },
      runId === dialogId ? 'fork' : dialogId,
      realizer === null ? null : ` · by ${realizer}`,
    ),
    reason !== null && element('p', { class: 'reason' }, reason),
  );
}

function renderCell(turn, { runId }, meanings) {
  if (turn === undefined) return element('div', { class: 'cell' }, element('p', { class: 'note' }, 'Not reached.'));
  const evidence = renderEvidence(turn);
  return element(
    'div',
    { class: `cell ${turn.speaker} is-${turn.state}`, 'data-run': runId },
    renderLine(turn, meanings),
    evidence &&
      element(
        'details',
        { class: 'rests' },
        element('summary', {}, `Rests on ${turn.claims.length + turn.quotes.length}`),
        evidence,
      ),
  );
}
