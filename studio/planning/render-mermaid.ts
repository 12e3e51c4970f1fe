import type { StyleSway, SuperNodeGraph } from '../../schemas/super-node.ts';

/**
 * The graph as a Mermaid flowchart: each node with its visits, turns and the traits that make it likelier (+) or less likely (-), each edge
 * with its share of the node's outgoing weight for a user whose style changes nothing.
 */
export function renderMermaid(graph: SuperNodeGraph): string {
  const lines = ['flowchart TD'];
  for (const { name, maxVisits, turns, sway } of graph.nodes) {
    const spoken = turns.map(({ speaker, act }) => `${speaker}: ${act}`).join('<br/>');
    const visits = maxVisits === 1 ? '' : ` (at most ${maxVisits})`;
    lines.push(`  ${name}["<b>${name}</b>${visits}<br/>${spoken}${describeSway(sway)}"]`);
  }
  for (const { from, to, weight } of graph.edges) {
    const total = graph.edges.filter((edge) => edge.from === from).reduce((sum, edge) => sum + edge.weight, 0);
    const share = weight === total ? '' : `|${Math.round((100 * weight) / total)} %|`;
    lines.push(`  ${from} -->${share} ${to}`);
  }
  return `${lines.join('\n')}\n`;
}

function describeSway(sway: StyleSway | undefined): string {
  if (sway === undefined) return '';
  const { base: _base, ...factors } = sway;
  const traits = Object.entries(factors).filter(([, factor]) => factor !== 0);
  return `<br/><i>${traits.map(([trait, factor]) => `${factor > 0 ? '+' : '-'} ${trait}`).join(', ')}</i>`;
}
