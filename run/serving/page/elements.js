/**
 * Makes an element. Strings become text and nothing else: reviews, titles and dialogs are untrusted. Null and false children are left out.
 * Attributes whose name begins with `on` are listeners, true is an empty attribute, false and null are none.
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute.startsWith('on')) made.addEventListener(attribute.slice(2), value);
    else if (value === true) made.setAttribute(attribute, '');
    else if (value !== false && value !== null) made.setAttribute(attribute, String(value));
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== false));
  return made;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Aug 2021` of ISO 8601, in UTC as everywhere else in a run. */
export function monthOf(iso) {
  const date = new Date(iso);
  return `${monthNames[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `7 Aug 2021`. */
export const dayOf = (iso) => `${new Date(iso).getUTCDate()} ${monthOf(iso)}`;

export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

export const capitalised = (name) => name.charAt(0).toUpperCase() + name.slice(1);
