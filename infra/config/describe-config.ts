import { Document, isMap, isScalar } from 'yaml';
import type { RunConfig } from '../../schemas/run-config.ts';

/** The effective config as YAML that can be used as a config file, each setting with a comment on who decided it. */
export function describeConfig(config: RunConfig, origins: ReadonlyMap<string, string>): string {
  const document = new Document(config);
  annotate(document.contents, '', origins);
  return document.toString({ lineWidth: 0 });
}

function annotate(node: unknown, path: string, origins: ReadonlyMap<string, string>): void {
  if (isScalar(node)) {
    node.comment = ` ${origins.get(path) ?? 'default'}`;
  } else if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : String(key);
      annotate(value, path === '' ? name : `${path}.${name}`, origins);
    }
  }
}
