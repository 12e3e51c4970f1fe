import { addConstant, addNode } from './graph.ts';
import type { Tensor } from './graph.ts';

/**
 * The gradient of a loss (shape []) by each of the leaves, appended to the loss's graph. Contributions are added in a fixed order, so that
 * results repeat to the last digit. Throws RangeError where the loss is no single number or does not depend on a leaf.
 */
export function gradientsOf(loss: Tensor, leaves: readonly Tensor[]): Tensor[] {
  if (loss.shape.length > 0) throw new RangeError(`a loss is one number, not of shape [${loss.shape.join()}]`);
  const contributions = new Map([[loss.name, [addConstant(loss.graph, [1], [])]]]);
  const gradientOf = ({ name }: Tensor): Tensor | undefined => {
    const total = addUp(contributions.get(name) ?? []);
    if (total !== undefined) contributions.set(name, [total]);
    return total;
  };
  // Gradients are themselves made of differentiable operations: the list grows while it is walked.
  for (const { outputs, inputs } of [...loss.graph.gradientSteps].toReversed()) {
    const ofOutputs = outputs.map(gradientOf);
    if (ofOutputs.every((gradient) => gradient === undefined)) continue;
    for (const { input, gradientOf: gradientOfInput } of inputs) {
      contributions.set(input.name, [...(contributions.get(input.name) ?? []), gradientOfInput(ofOutputs)]);
    }
  }
  return leaves.map((leaf) => {
    const gradient = gradientOf(leaf);
    if (gradient === undefined) throw new RangeError(`the loss does not depend on ${leaf.name}`);
    return gradient;
  });
}

function addUp(parts: readonly Tensor[]): Tensor | undefined {
  const [first, ...rest] = parts;
  return first === undefined || rest.length === 0 ? first : addNode('Sum', [first, ...rest], first.shape);
}
