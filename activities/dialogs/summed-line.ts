import { crc32 } from 'node:zlib';

/** A JSON object as a line that ends with the CRC-32 of all before it: one wrong bit in a text is still JSON. The object has a key at least. */
export function sumLine(value: object): string {
  const json = JSON.stringify(value);
  return `${json.slice(0, -1)},"checksum":${crc32(json)}}`;
}

const sumAtEnd = /,"checksum":(\d+)\}$/u;

/** Whether the line is what was written, as far as it says; older versions wrote lines without a checksum. */
export function isSound(line: string): boolean {
  const sum = sumAtEnd.exec(line);
  return sum === null || crc32(`${line.slice(0, sum.index)}}`) === Number(sum[1]);
}

/** Whether a line was written to its end, which a torn one was not. */
export const isWritten = (line: string): boolean => /,"checksum":\d+\}/u.test(line);
