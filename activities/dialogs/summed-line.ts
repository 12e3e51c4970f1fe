import { crc32 } from 'node:zlib';

/** A JSON object as a line that ends with the CRC-32 of all before it: one wrong bit in a text is still JSON. The object has a key at least. */
export const sumLine = (value: object): string => sumJson(JSON.stringify(value));

/** The same for a JSON object that is text already. */
export const sumJson = (json: string): string => `${json.slice(0, -1)},"checksum":${crc32(json)}}`;

const sumAtEnd = /,"checksum":(\d+)\}$/u;

/** The JSON object that a line's checksum is of; undefined for a line without one: older versions wrote such. */
export function summedJson(line: string): string | undefined {
  const sum = sumAtEnd.exec(line);
  return sum === null ? undefined : `${line.slice(0, sum.index)}}`;
}

/** Whether the line is what was written, as far as it says. */
export function isSound(line: string): boolean {
  const json = summedJson(line);
  return json === undefined || sumJson(json) === line;
}

/** Whether a line's own checksum shows that it is what was written; older lines have none. */
export const isSummed = (line: string): boolean => summedJson(line) !== undefined && isSound(line);

/** Whether a line was written to its end, which a torn one was not. */
export const isWritten = (line: string): boolean => /,"checksum":\d+\}/u.test(line);
