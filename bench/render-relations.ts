/** Relations by name: what a row is, and columns as `TYPE` or `TYPE: meaning`, in their order (schemas/relation-columns.json). */
export type RelationColumns = Readonly<
  Record<string, { readonly grain: string; readonly columns: Readonly<Record<string, string>> }>
>;

/** DuckDB's type of a column, without what it means. */
export const typeOfColumn = (text: string): string => text.split(': ')[0] ?? text;

/** Markdown for docs/relations.md: a heading and a list of columns a relation. */
export function renderRelations(relations: RelationColumns): string {
  return Object.entries(relations)
    .map(([name, { grain, columns }]) =>
      [`### ${name}`, '', `${capitalised(grain)}.`, '', ...renderColumns(columns)].join('\n'),
    )
    .join('\n\n');
}

/** Columns that need no word share a line; each other one has its own. */
function renderColumns(columns: Readonly<Record<string, string>>): string[] {
  const lines: string[] = [];
  let plain: string[] = [];
  const flush = (): void => {
    if (plain.length > 0) lines.push(`- ${plain.join(', ')}`);
    plain = [];
  };
  for (const [name, text] of Object.entries(columns)) {
    const type = typeOfColumn(text);
    const column = `\`${name}\` ${type}`;
    if (text === type) {
      plain.push(column);
      continue;
    }
    flush();
    lines.push(`- ${column}: ${text.slice(type.length + 2)}`);
  }
  flush();
  return lines;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
