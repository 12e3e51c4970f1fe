import { isSound, sumJson, summedJson } from './summed-line.ts';

/** A line of a pack begins with its dialog's id: a journal's own lines do not name it. */
const openingOf = (dialogId: string): string => `{"dialogId":"${dialogId}",`;

const opening = /^\{"dialogId":"(d[0-9a-f]{20})",/u;

/** Id that the line of a record or a pack begins with; undefined for any other line. */
export const dialogIdOf = (line: string): string | undefined => opening.exec(line)?.[1];

/** A journal's line as it stands in a pack. One that is damaged stays so. */
export function packLine(dialogId: string, line: string): string {
  return rewrite(line, (json) => `${openingOf(dialogId)}${json.slice(1)}`);
}

/** The journal's line again, byte for byte. One that is damaged stays so. */
export function unpackLine(dialogId: string, line: string): string {
  return rewrite(line, (json) => `{${json.slice(openingOf(dialogId).length)}`);
}

/** Changes what the checksum is of, then the checksum; a line without one gets none. */
function rewrite(line: string, change: (json: string) => string): string {
  if (!isSound(line)) return line;
  const json = summedJson(line);
  return json === undefined ? change(line) : sumJson(change(json));
}
