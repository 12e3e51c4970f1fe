import { addConstant, addNode, detach, differentiate } from './graph.ts';
import type { Shape, Tensor } from './graph.ts';
import { sumTo } from './shaping.ts';

/** Element by element; shapes broadcast as in NumPy. */
export function add(a: Tensor, b: Tensor): Tensor {
  return differentiate(addBroadcast('Add', a, b), [a, (g) => sumTo(g, a.shape)], [b, (g) => sumTo(g, b.shape)]);
}

export function subtract(a: Tensor, b: Tensor): Tensor {
  return differentiate(
    addBroadcast('Sub', a, b),
    [a, (g) => sumTo(g, a.shape)],
    [b, (g) => sumTo(scale(g, -1), b.shape)],
  );
}

export function multiply(a: Tensor, b: Tensor): Tensor {
  return differentiate(
    addBroadcast('Mul', a, b),
    [a, (g) => sumTo(multiply(g, b), a.shape)],
    [b, (g) => sumTo(multiply(g, a), b.shape)],
  );
}

export function divide(a: Tensor, b: Tensor): Tensor {
  const y = addBroadcast('Div', a, b);
  return differentiate(
    y,
    [a, (g) => sumTo(divide(g, b), a.shape)],
    [b, (g) => sumTo(scale(multiply(g, divide(y, b)), -1), b.shape)],
  );
}

export const scale = (x: Tensor, factor: number): Tensor => multiply(x, addConstant(x.graph, [factor], []));

export const shift = (x: Tensor, distance: number): Tensor => add(x, addConstant(x.graph, [distance], []));

export function relu(x: Tensor): Tensor {
  const y = addNode('Relu', [x], x.shape);
  // The sign of what is left is 1 above zero and 0 elsewhere: cheaper than a comparison and a cast.
  return differentiate(y, [x, (g) => multiply(g, addNode('Sign', [y], x.shape))]);
}

export function tanh(x: Tensor): Tensor {
  const y = addNode('Tanh', [x], x.shape);
  return differentiate(y, [x, (g) => subtract(g, multiply(g, multiply(y, y)))]);
}

export function sigmoid(x: Tensor): Tensor {
  const y = addNode('Sigmoid', [x], x.shape);
  return differentiate(y, [x, (g) => multiply(g, subtract(y, multiply(y, y)))]);
}

export function exp(x: Tensor): Tensor {
  const y = addNode('Exp', [x], x.shape);
  return differentiate(y, [x, (g) => multiply(g, y)]);
}

/** Natural logarithm; elements must be above 0. */
export function log(x: Tensor): Tensor {
  return differentiate(addNode('Log', [x], x.shape), [x, (g) => divide(g, detach(x))]);
}

/** Elements must be above 0. */
export function squareRoot(x: Tensor): Tensor {
  const y = addNode('Sqrt', [x], x.shape);
  return differentiate(y, [x, (g) => scale(divide(g, y), 0.5)]);
}

/**
 * The approximation by tanh: 0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), Hendrycks and Gimpel, arXiv 1606.08415. As half of 1 + tanh(u)
 * is sigmoid(2 u), it takes six nodes, and its slope seven.
 */
export function gelu(x: Tensor): Tensor {
  const [slope, bend] = [2 * Math.sqrt(2 / Math.PI), 2 * Math.sqrt(2 / Math.PI) * 0.044715];
  const input = detach(x);
  const square = multiply(input, input);
  const share = sigmoid(multiply(input, shift(scale(square, bend), slope)));
  const y = multiply(input, share);
  return differentiate(y, [
    x,
    (g) => {
      const inner = shift(scale(square, 3 * bend), slope);
      return multiply(g, add(share, multiply(subtract(y, multiply(y, share)), inner)));
    },
  ]);
}

const addBroadcast = (operator: string, a: Tensor, b: Tensor): Tensor =>
  addNode(operator, [a, b], broadcastShapes(a.shape, b.shape));

function broadcastShapes(a: Shape, b: Shape): Shape {
  const axes = Math.max(a.length, b.length);
  return Array.from({ length: axes }, (_, axis) => {
    const ofA = a[axis - axes + a.length] ?? 1;
    const ofB = b[axis - axes + b.length] ?? 1;
    if (ofA !== ofB && ofA !== 1 && ofB !== 1) throw new RangeError(`[${a.join()}] and [${b.join()}] do not broadcast`);
    return Math.max(ofA, ofB);
  });
}
