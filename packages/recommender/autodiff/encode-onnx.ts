import type { Attributes, Graph, GraphConstant, GraphNode, Precision, Tensor } from './graph.ts';
import { sizeOf, usedInputs } from './graph.ts';
import { bytes, joinFields, message, text, wholeNumber, wholeNumbers } from './protobuf.ts';
import type { Field } from './protobuf.ts';

/** Opset 18 is the first in which all reductions take their axes as an input; IR version 8 came with it. */
const opset = 18;
const irVersion = 8;

/** Numbers of TensorProto.DataType. */
const elementTypes = { float32: 1, int64: 7, float64: 11 };

/** Values of inputs that the file carries itself: trained parameters. */
export type FixedInputs = ReadonlyMap<string, Float32Array>;

/**
 * The bytes of an ONNX file (`onnx.proto`, ModelProto). Inputs named in `fixed` become part of the file instead of inputs; `notes` are its
 * metadata. Throws RangeError where a fixed value has another size than its input, or the graph is not of float32.
 */
export function encodeOnnx(
  graph: Graph,
  fixed: FixedInputs = new Map(),
  notes: Readonly<Record<string, string>> = {},
): Uint8Array {
  const { precision } = graph;
  const used = usedInputs(graph);
  const fed = used.filter(({ name }) => !fixed.has(name));
  return joinFields(
    wholeNumber(1, irVersion),
    text(2, 'convrec-studio'),
    message(
      7,
      ...graph.nodes.map(encodeNode),
      text(2, 'graph'),
      ...[...graph.constants.values()].map((constant) => encodeConstant(constant, precision)),
      ...used.flatMap((input) => encodeFixed(input, fixed.get(input.name), precision)),
      ...fed.map((input) => encodeValue(11, input, precision)),
      ...graph.outputs.map((output) => encodeValue(12, output, precision)),
    ),
    message(8, text(1, ''), wholeNumber(2, opset)),
    ...Object.entries(notes).map(([key, value]) => message(14, text(1, key), text(2, value))),
  );
}

function encodeNode({ operator, inputs, outputs, attributes }: GraphNode): Field {
  return message(
    1,
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, operator),
    ...encodeAttributes(attributes),
  );
}

/** AttributeProto: name 1, i 3, ints 8, type 20 (2 one whole number, 7 a list). */
function encodeAttributes(attributes: Attributes): Field[] {
  return Object.entries(attributes).map(([name, value]) =>
    typeof value === 'number'
      ? message(5, text(1, name), wholeNumber(3, value), wholeNumber(20, 2))
      : message(5, text(1, name), ...value.map((each) => wholeNumber(8, each)), wholeNumber(20, 7)),
  );
}

function encodeConstant({ tensor, values }: GraphConstant, precision: Precision): Field {
  const typed =
    tensor.type === 'int64'
      ? BigInt64Array.from(values, BigInt)
      : precision === 'float32'
        ? Float32Array.from(values)
        : Float64Array.from(values);
  return encodeTensor(tensor, typed, precision);
}

function encodeFixed(input: Tensor, values: Float32Array | undefined, precision: Precision): Field[] {
  if (values === undefined) return [];
  if (precision !== 'float32') throw new RangeError('only a graph of float32 carries parameters');
  if (values.length !== sizeOf(input.shape)) {
    throw new RangeError(`${values.length} values for ${input.name} of shape [${input.shape.join()}]`);
  }
  return [encodeTensor(input, values, precision)];
}

/** TensorProto: dims 1, data_type 2, name 8, raw_data 9, which is little-endian as every platform of Node is. */
function encodeTensor(
  { name, shape, type }: Tensor,
  values: Float32Array | Float64Array | BigInt64Array,
  precision: Precision,
): Field {
  return message(
    5,
    wholeNumbers(1, shape),
    wholeNumber(2, elementTypeOf(type, precision)),
    text(8, name),
    bytes(9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );
}

/** ValueInfoProto: name 1, type 2 { tensor_type 1 { elem_type 1, shape 2 { dim 1 { dim_value 1 } } } }. */
function encodeValue(field: number, { name, shape, type }: Tensor, precision: Precision): Field {
  const dimensions = shape.map((size) => message(1, wholeNumber(1, size)));
  const tensorType = message(1, wholeNumber(1, elementTypeOf(type, precision)), message(2, ...dimensions));
  return message(field, text(1, name), message(2, tensorType));
}

const elementTypeOf = (type: Tensor['type'], precision: Precision): number =>
  elementTypes[type === 'int64' ? 'int64' : precision];
