/** Protocol Buffers' wire format, as much as ONNX needs: fields in the order given, each with its number. */
export type Field = readonly Uint8Array[];

const varintWire = 0;
const bytesWire = 2;

/** A whole number; a negative one takes ten bytes, as int64 asks. */
export function wholeNumber(field: number, value: number): Field {
  return [varint(field * 8 + varintWire), varint(value)];
}

export function text(field: number, value: string): Field {
  return bytes(field, new TextEncoder().encode(value));
}

export function bytes(field: number, value: Uint8Array): Field {
  return [varint(field * 8 + bytesWire), varint(value.length), value];
}

export function message(field: number, ...fields: readonly Field[]): Field {
  const parts = fields.flat();
  return [varint(field * 8 + bytesWire), varint(parts.reduce((sum, { length }) => sum + length, 0)), ...parts];
}

/** A list of whole numbers, packed. */
export function wholeNumbers(field: number, values: readonly number[]): Field {
  return message(field, values.map(varint));
}

/** The bytes of a whole message. */
export function joinFields(...fields: readonly Field[]): Uint8Array {
  const parts = fields.flat();
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function varint(value: number): Uint8Array {
  let left = BigInt.asUintN(64, BigInt(value));
  const digits: number[] = [];
  while (left >= 128n) {
    digits.push(Number(left & 127n) | 128);
    left >>= 7n;
  }
  return Uint8Array.from([...digits, Number(left)]);
}
