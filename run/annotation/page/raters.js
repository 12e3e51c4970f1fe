import { capitalised, element } from '../../serving/page/elements.js';

/** Where a person says who it is: by a name that is new, `beginAs`, or as one who has begun before, `goOnAs`. */
export function renderRaters({ runId, scales }, raters, { beginAs, goOnAs }) {
  const input = element('input', { id: 'name', name: 'name', required: true, maxlength: 80, autocomplete: 'off' });
  const question = element('p', { class: 'question', role: 'alert' });
  const onsubmit = async (event) => {
    event.preventDefault();
    const name = input.value.trim();
    if (name === '') return;
    question.replaceChildren();
    try {
      await beginAs(name);
    } catch (error) {
      question.replaceChildren(`${error.message} `, ...(error.status === 409 ? renderChoice(error.details) : []));
      question.querySelector('button')?.focus();
    }
  };
  const renderChoice = ({ raterId, suggestion }) => [
    element('button', { type: 'button', onclick: () => goOnAs(raterId) }, 'That is me'),
    ' ',
    element('button', { type: 'button', onclick: () => void beginAs(suggestion) }, `I am somebody else: ${suggestion}`),
  ];
  return element(
    'main',
    { class: 'start' },
    element('h1', {}, 'Rate dialogs'),
    element('p', { class: 'origin' }, `Run ${runId}`),
    element('p', {}, introduction),
    scales.map(renderScale),
    element('p', {}, advice),
    element(
      'form',
      { class: 'name', onsubmit },
      element('label', { for: 'name' }, 'Your name'),
      input,
      element('button', { type: 'submit', class: 'main' }, 'Begin'),
    ),
    question,
    raters.length > 0 && element('h2', {}, 'Or go on as'),
    element(
      'ul',
      { class: 'raters' },
      raters.map(({ raterId, rated, total }) =>
        element(
          'li',
          {},
          element('button', { type: 'button', onclick: () => goOnAs(raterId) }, raterId),
          element('span', { class: 'origin' }, `${rated} of ${total} rated`),
        ),
      ),
    ),
  );
}

const introduction =
  'You will read one dialog at a time: a user looks for something, an assistant recommends. On the left is what that user wrote in reviews; beside each turn is what it rests on. Then you score three things from 1 to 5:';
const advice =
  'Everything you enter is kept at once: close the page whenever you like. Take each dialog as it is; some are worse than others.';

function renderScale({ name, question, levels }) {
  const meanings = levels.map((level) => element('li', {}, level));
  return element(
    'details',
    { class: 'rubric' },
    element('summary', {}, element('strong', {}, capitalised(name)), ` ${question}`),
    element('ol', {}, meanings),
  );
}
