import { capitalised, element } from '../../serving/page/elements.js';

const scores = [1, 2, 3, 4, 5];
const longestComment = 5000;

/**
 * The form with what was answered so far. `scales`: name, question and what each score means, in the order they are asked. `onChange` hears
 * every change, `onBack` and `onDone` the two ways out.
 */
export function createForm(scales, answers, { onChange, onBack, onDone, isFirst }) {
  const alert = element('p', { class: 'alert', role: 'alert' });
  const comment = element(
    'textarea',
    {
      id: 'comment',
      name: 'comment',
      rows: 1,
      maxlength: longestComment,
      placeholder: 'Shift+Enter breaks a line',
      oninput: () => onChange(),
    },
    answers?.comment ?? '',
  );
  const form = element(
    'form',
    { class: 'rating', novalidate: true, 'aria-label': 'Your rating', onchange: () => onChange() },
    alert,
    element(
      'div',
      { class: 'scales' },
      scales.map((scale) => renderScale(scale, answers?.[scale.name] ?? null)),
    ),
    element(
      'div',
      { class: 'ending' },
      element('label', { class: 'comment', for: 'comment' }, element('span', {}, 'Comment, if any'), comment),
      element('button', { type: 'button', disabled: isFirst, onclick: () => onBack() }, 'Back'),
      element('button', { type: 'submit', class: 'main' }, 'Next'),
    ),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onDone();
  });
  return {
    form,
    read: () => readAnswers(form, scales),
    warn: (text) => {
      alert.textContent = text;
    },
    setScore: (score) => setScore(form, scales, score),
    focusScale: (name) => form.querySelector(`input[name="${name}"]`).focus(),
  };
}

function renderScale({ name, question, levels }, chosen) {
  const meaning = element('p', { id: `${name}-meaning`, class: 'meaning' });
  const explain = (score) => {
    meaning.textContent = score === null ? '1 is the worst, 5 the best.' : `${score}: ${levels[score - 1]}`;
  };
  explain(chosen);
  return element(
    'div',
    {
      class: 'scale',
      role: 'radiogroup',
      'data-scale': name,
      'aria-labelledby': `${name}-question`,
      'aria-describedby': meaning.id,
    },
    element(
      'p',
      { id: `${name}-question`, class: 'question' },
      element('strong', {}, capitalised(name)),
      ` ${question}`,
    ),
    element(
      'div',
      { class: 'scores', onchange: (event) => explain(Number(event.target.value)) },
      scores.map((score) =>
        element(
          'label',
          { title: levels[score - 1] },
          element('input', { type: 'radio', name, value: score, checked: score === chosen }),
          element('span', {}, String(score)),
        ),
      ),
    ),
    meaning,
  );
}

function readAnswers(form, scales) {
  const data = new FormData(form);
  const scored = scales.map(({ name }) => [name, data.has(name) ? Number(data.get(name)) : null]);
  return { ...Object.fromEntries(scored), comment: form.elements.comment.value };
}

/** Scores the scale that has the focus, else the first without a score, else the first. */
function setScore(form, scales, score) {
  const focused = document.activeElement?.closest('.scale')?.dataset.scale;
  const answers = readAnswers(form, scales);
  const scale = focused ?? scales.find(({ name }) => answers[name] === null)?.name ?? scales[0].name;
  const input = form.querySelector(`input[name="${scale}"][value="${score}"]`);
  input.focus();
  input.click();
}
