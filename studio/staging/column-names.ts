/** Whether a mapped name is a column, or leads into one that holds objects: `votes.useful` where there is `votes`. */
export function isColumn(name: string, columns: ReadonlySet<string>): boolean {
  return columns.has(name) || columns.has(name.split('.')[0] ?? '');
}

/** For messages: the first names, but none that is long: a file that is something else has its texts for names. */
export function listNames(names: Iterable<string>): string {
  const shown = [...names]
    .slice(0, 20)
    .map((name) => (name.length > 40 ? `(a name of ${name.length} characters)` : name));
  return shown.length === 0 ? 'none' : shown.join(', ');
}
