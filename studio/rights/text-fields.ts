/** Fields of a dataset's rows that hold what was said or quoted; everything else is ids, numbers, labels and titles. */
const texts = /"(content|text|COMPUTER|HUMAN)":("(?:[^"\\]|\\.)*")/gu;
const dialogIds = /"dialog_id":("(?:[^"\\]|\\.)*")/u;

/** A row as a line of JSON with every text in it changed; what does not change keeps its characters, numbers too. */
export const changeTexts = (line: string, change: (text: string) => string): string =>
  line.replaceAll(texts, (whole, name: string, literal: string) => {
    const text = readText(literal);
    const changed = change(text);
    return changed === text ? whole : `"${name}":${JSON.stringify(changed)}`;
  });

/** The first id of a dialog in a row; undefined where there is none. */
export function findDialogId(line: string): string | undefined {
  const [, literal] = dialogIds.exec(line) ?? [];
  return literal === undefined ? undefined : readText(literal);
}

const readText = (literal: string): string => String(JSON.parse(literal));
