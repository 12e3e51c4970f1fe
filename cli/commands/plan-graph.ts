import { parseSuperNodeGraph } from '../../studio/planning/super-node-graph.ts';
import { renderMermaid } from '../../studio/planning/render-mermaid.ts';
import superNodes from '../../studio/planning/super-nodes.json' with { type: 'json' };
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';

/** `convrec plan-graph`: the graph that plans are drawn from, checked and drawn. */
export async function planGraph({ terminal }: Context): Promise<ExitCode> {
  await terminal.write(renderMermaid(parseSuperNodeGraph(superNodes)));
  return 0;
}
