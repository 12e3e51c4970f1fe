const longestText = 300;
// Line breaks would end the line they stand in; controls and format characters reverse or hide text.
const spaces = /[\s\p{Cc}\p{Zl}\p{Zp}\p{Cs}]+/gu;
const hidden = /(?![\u200C\u200D])\p{Cf}/gu;

/** Text of a review, a label or an id as one line that no Markdown or HTML reader takes for anything but text. */
export function toInline(text: string): string {
  const line = text.replaceAll(spaces, ' ').replaceAll(hidden, '').trim();
  const points = Array.from(line);
  const short = points.length <= longestText ? line : `${points.slice(0, longestText).join('')}…`;
  return short
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()#+!|~$^=:@.-]/gu, String.raw`\$&`);
}

/** Names that people and files have, harmless in Markdown. */
export const toInlineName = (text: string): string =>
  text.replaceAll(/[\s\p{C}]+/gu, ' ').replaceAll(/[\\`*_[\]<>|#&]/gu, '\\$&');

/** Cells are Markdown by now; a blank line follows. */
export function renderTable(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [renderRow(heads), renderRow(heads.map(() => '---')), ...rows.map(renderRow), ''];
}

const renderRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
