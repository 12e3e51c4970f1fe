/**
 * A small reverse-mode autodiff that writes ONNX graphs.
 *
 * A graph is data: named inputs, constants, nodes (ONNX operators, opset 18) and outputs, every shape known when it is built. The functions of
 * this folder append nodes: `arithmetic` (element by element, with broadcasting), `products` (matrices), `shaping` (views, joins, cuts),
 * `reducing` (sums, softmax, layer normalisation, cross-entropy). Each also records how the gradient of its output becomes gradients of its
 * inputs. `gradientsOf` walks those records backwards and appends what it needs to the same graph: one run then gives the loss and all
 * gradients. `encodeOnnx` turns a graph into the bytes of an ONNX file; whatever runs ONNX runs it. Nothing is computed in here.
 *
 *     const graph = createGraph();
 *     const weight = addInput(graph, 'weight', [3, 2], { differentiable: true });
 *     const loss = sum(multiply(weight, weight));
 *     addOutput(graph, 'loss', loss);
 *     for (const gradient of gradientsOf(loss, [weight])) addOutput(graph, 'weightGradient', gradient);
 *     const file = encodeOnnx(graph);
 *
 * There is no operator that gathers rows by index with a gradient: adding up rows in parallel (ScatterND) is a race in the runtime. Rows
 * are fed as an input and their gradient is read as an output (`../scope.ts`).
 */
export type Shape = readonly number[];

/** Element type of every tensor that is not of whole numbers. float64 is for checking gradients. */
export type Precision = 'float32' | 'float64';

export interface Tensor {
  readonly graph: Graph;
  readonly name: string;
  readonly shape: Shape;
  readonly type: 'float' | 'int64';
  /** Whether a gradient can flow through it: it is a leaf that is trained, or computed from one. */
  readonly differentiable: boolean;
}

export type Attributes = Readonly<Record<string, number | readonly number[]>>;

export interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Attributes;
}

export interface GraphConstant {
  readonly tensor: Tensor;
  readonly values: readonly number[];
}

/** How the gradients of a node's outputs become the gradients of its inputs. */
export interface GradientStep {
  readonly outputs: readonly Tensor[];
  /** `gradientOf` is given one gradient an output, undefined where the loss does not depend on that output. */
  readonly inputs: readonly {
    readonly input: Tensor;
    readonly gradientOf: (ofOutputs: readonly (Tensor | undefined)[]) => Tensor;
  }[];
}

export interface Graph {
  readonly precision: Precision;
  readonly inputs: Tensor[];
  readonly constants: Map<string, GraphConstant>;
  readonly nodes: GraphNode[];
  readonly outputs: Tensor[];
  readonly gradientSteps: GradientStep[];
}

export function createGraph(precision: Precision = 'float32'): Graph {
  return { precision, inputs: [], constants: new Map(), nodes: [], outputs: [], gradientSteps: [] };
}

/** Throws RangeError where the graph has an input of this name. */
export function addInput(
  graph: Graph,
  name: string,
  shape: Shape,
  { type = 'float', differentiable = false }: Partial<Pick<Tensor, 'type' | 'differentiable'>> = {},
): Tensor {
  if (graph.inputs.some((input) => input.name === name)) throw new RangeError(`the graph has an input ${name} already`);
  const tensor: Tensor = { graph, name, shape, type, differentiable };
  graph.inputs.push(tensor);
  return tensor;
}

/** Equal constants are stored once. Throws RangeError where values and shape disagree. */
export function addConstant(
  graph: Graph,
  values: readonly number[],
  shape: Shape,
  type: Tensor['type'] = 'float',
): Tensor {
  if (values.length !== sizeOf(shape)) throw new RangeError(`${values.length} values for the shape [${shape.join()}]`);
  const key = `${type}[${shape.join()}]${values.join()}`;
  const known = graph.constants.get(key);
  if (known !== undefined) return known.tensor;
  const tensor: Tensor = { graph, name: `constant_${graph.constants.size}`, shape, type, differentiable: false };
  graph.constants.set(key, { tensor, values });
  return tensor;
}

/** A list of whole numbers, as operators take axes, shapes and cuts. */
export const addList = (graph: Graph, values: readonly number[]): Tensor =>
  addConstant(graph, values, [values.length], 'int64');

/** Appends one operator with one output, not differentiable until `differentiate` says how. */
export function addNode(
  operator: string,
  inputs: readonly [Tensor, ...Tensor[]],
  shape: Shape,
  attributes: Attributes = {},
): Tensor {
  const [{ graph }] = inputs;
  const tensor = newTensor(graph, operator, 0, shape);
  addNodeOf(operator, inputs, [tensor], attributes);
  return tensor;
}

/** Appends one operator with several outputs, one a shape. */
export function addSplitNode(
  operator: string,
  inputs: readonly [Tensor, ...Tensor[]],
  shapes: readonly Shape[],
  attributes: Attributes = {},
): Tensor[] {
  const [{ graph }] = inputs;
  const outputs = shapes.map((shape, at) => newTensor(graph, operator, at, shape));
  addNodeOf(operator, inputs, outputs, attributes);
  return outputs;
}

/** The output, now differentiable where an input is: a pair is an input and its gradient, given the output's gradient. */
export function differentiate(
  output: Tensor,
  ...inputs: readonly (readonly [Tensor, (gradient: Tensor) => Tensor])[]
): Tensor {
  const trained = inputs.filter(([input]) => input.differentiable);
  if (trained.length === 0) return output;
  const differentiable: Tensor = { ...output, differentiable: true };
  output.graph.gradientSteps.push({
    outputs: [differentiable],
    inputs: trained.map(([input, gradientOf]) => ({
      input,
      gradientOf: ([gradient]) => {
        if (gradient === undefined) throw new RangeError(`no gradient of ${output.name} was given`);
        return gradientOf(gradient);
      },
    })),
  });
  return differentiable;
}

/** The same values, through which no gradient flows. */
export const detach = (tensor: Tensor): Tensor => ({ ...tensor, differentiable: false });

/** Names a tensor as one of the graph's results. */
export function addOutput(graph: Graph, name: string, tensor: Tensor): void {
  graph.nodes.push({ operator: 'Identity', inputs: [tensor.name], outputs: [name], attributes: {} });
  graph.outputs.push({ ...tensor, name, differentiable: false });
}

/** The inputs that some node reads. Tables of which only looked-up rows are read are declared, not used. */
export function usedInputs(graph: Graph): Tensor[] {
  const read = new Set(graph.nodes.flatMap(({ inputs }) => inputs));
  return graph.inputs.filter(({ name }) => read.has(name));
}

export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

/** The size of an axis; a negative one counts from the end. Throws RangeError where there is no such axis. */
export function sizeOfAxis(tensor: Tensor, axis: number): number {
  const size = tensor.shape.at(axis);
  if (size === undefined) throw new RangeError(`no axis ${axis} in the shape [${tensor.shape.join()}]`);
  return size;
}

function newTensor(graph: Graph, operator: string, at: number, shape: Shape): Tensor {
  const name = `${operator}_${graph.nodes.length}${at === 0 ? '' : `_${at}`}`;
  return { graph, name, shape, type: 'float', differentiable: false };
}

function addNodeOf(
  operator: string,
  inputs: readonly [Tensor, ...Tensor[]],
  outputs: readonly Tensor[],
  attributes: Attributes,
): void {
  const [{ graph }] = inputs;
  if (inputs.some((input) => input.graph !== graph)) throw new RangeError(`${operator} joins tensors of two graphs`);
  graph.nodes.push({
    operator,
    inputs: inputs.map(({ name }) => name),
    outputs: outputs.map(({ name }) => name),
    attributes,
  });
}
