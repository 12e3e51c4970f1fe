import { element } from '../../serving/page/elements.js';

const choices = [
  ['status', 'Status', 'any'],
  ['problem', 'Refused by check', 'any check'],
  ['outcome', 'Outcome', 'any outcome'],
  ['superNode', 'Super-node', 'any super-node'],
  ['aspect', 'Aspect', 'any aspect'],
];

/** Waits for a pause in the typing. */
const pauseMs = 250;

/** The form; `onChange` hears what is looked for, by name, each time that it changes. */
export function createFilters(isWide, onChange) {
  const tell = () => onChange(read());
  let timer;
  const oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, pauseMs);
  };
  const search = element('input', {
    type: 'search',
    name: 'text',
    placeholder: 'Words said or refused, id, user',
    'aria-label': 'Search in what was said or refused, by dialog id or user id',
    autocomplete: 'off',
    spellcheck: 'false',
    oninput,
  });
  const item = element('input', {
    type: 'search',
    name: 'item',
    placeholder: 'title or id',
    autocomplete: 'off',
    spellcheck: 'false',
    oninput,
  });
  const selects = choices.map(([name, label, any]) => [
    name,
    label,
    element('select', { name, onchange: tell }, element('option', { value: '' }, any)),
  ]);
  const count = element('span', {});
  const form = element(
    'form',
    { class: 'filters', role: 'search', onsubmit: (event) => event.preventDefault() },
    search,
    element(
      'details',
      { open: isWide },
      element('summary', {}, 'Filters', count),
      element(
        'div',
        { class: 'choices' },
        selects.map(([, label, select]) => element('label', {}, element('span', {}, label), select)),
        element('label', {}, element('span', {}, 'Item'), item),
      ),
    ),
  );
  const fields = [search, item, ...selects.map(([, , select]) => select)];
  const read = () => {
    clearTimeout(timer);
    const given = fields.map(({ name, value }) => [name, value.trim()]).filter(([, value]) => value !== '');
    const chosen = given.filter(([name]) => name !== 'text').length;
    count.textContent = chosen === 0 ? '' : ` (${chosen} set)`;
    return Object.fromEntries(given);
  };
  return {
    form,
    search,
    /** At once, without the pause. */
    tell,
    /** Shows what is looked for, unless it is just being typed. */
    show(filters) {
      for (const field of fields) {
        const value = filters[field.name] ?? '';
        if (field === document.activeElement && field.value.trim() === value) continue;
        if (field instanceof HTMLSelectElement && value !== '' && !hasOption(field, value)) {
          field.append(element('option', { value }, value));
        }
        field.value = value;
      }
      read();
    },
    /** Puts the values that dialogs have, with how many have them, into the choices. */
    offer(facets) {
      for (const [name, , select] of selects) {
        const chosen = select.value;
        const options = facets
          .filter(({ facet }) => facet === name)
          .map(({ value, label, dialogs }) =>
            element('option', { value }, `${label.replaceAll('_', ' ')} (${dialogs.toLocaleString('en')})`),
          );
        select.replaceChildren(select.options[0], ...options);
        if (chosen !== '' && !hasOption(select, chosen)) select.append(element('option', { value: chosen }, chosen));
        select.value = chosen;
      }
    },
  };
}

const hasOption = (select, value) => [...select.options].some((option) => option.value === value);
