import assert from 'node:assert/strict';
import { createOnnxEngine } from '../../infra/onnx-engine.ts';
import { add, scale } from '../../autodiff/arithmetic.ts';
import { encodeOnnx } from '../../autodiff/encode-onnx.ts';
import { addInput, addOutput, createGraph } from '../../autodiff/graph.ts';
import type { Graph } from '../../autodiff/graph.ts';
import { joinFields, text, wholeNumber } from '../../autodiff/protobuf.ts';
import { floatsOf } from '../../engine.ts';
import { needOnnxRuntime } from '../need-onnx-runtime.ts';

function buildSum(): Graph {
  const graph = createGraph();
  const x = addInput(graph, 'x', [2]);
  const y = addInput(graph, 'y', [2]);
  addInput(graph, 'read by nothing', [9]);
  addOutput(graph, 'result', add(scale(x, 3), y));
  return graph;
}

describe('ONNX files', () => {
  before(function () {
    needOnnxRuntime(this);
  });
  it('numbers and texts are written as Protocol Buffers say', () => {
    // The examples of protobuf.dev/programming-guides/encoding: field 1 of 150, field 2 of "testing"; and int64 -2 in ten bytes.
    assert.deepEqual([...joinFields(wholeNumber(1, 150))], [0x08, 0x96, 0x01]);
    assert.deepEqual([...joinFields(text(2, 'testing'))], [0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]);
    assert.deepEqual([...joinFields(wholeNumber(1, -2))], [0x08, 0xfe, ...Array.from({ length: 8 }, () => 0xff), 0x01]);
  });

  it('the same graph is the same bytes', () => {
    assert.deepEqual(encodeOnnx(buildSum()), encodeOnnx(buildSum()));
  });

  it('runs, with inputs fed or fixed in the file', async () => {
    const engine = await createOnnxEngine();
    const x = Float32Array.of(1, 2);
    const y = Float32Array.of(10, 20);
    const open = await engine.compile(buildSum());
    assert.deepEqual(
      floatsOf(
        await open.run(
          new Map([
            ['x', x],
            ['y', y],
          ]),
        ),
        'result',
      ),
      Float32Array.of(13, 26),
    );
    const fixed = await engine.compile(buildSum(), new Map([['y', y]]));
    assert.deepEqual(floatsOf(await fixed.run(new Map([['x', x]])), 'result'), Float32Array.of(13, 26));
    await assert.rejects(open.run(new Map([['x', x]])), /y takes 2 values, not none/u);
    await assert.rejects(
      open.run(
        new Map([
          ['x', x],
          ['y', Float32Array.of(1)],
        ]),
      ),
      /y takes 2 values, not 1/u,
    );
    await open.close();
    await fixed.close();
  });

  it('refuses fixed values of another size, and parameters in float64', () => {
    assert.throws(() => encodeOnnx(buildSum(), new Map([['y', Float32Array.of(1)]])), /1 values for y of shape \[2\]/u);
    const graph = createGraph('float64');
    addOutput(graph, 'result', scale(addInput(graph, 'x', [1]), 2));
    assert.throws(() => encodeOnnx(graph, new Map([['x', Float32Array.of(1)]])), /only a graph of float32/u);
  });
});
