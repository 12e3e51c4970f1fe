import type { RunConfig } from '../../schemas/run-config.ts';
import type { ConfigProblem } from './assignment.ts';

/** What no single setting shows: settings that are fine alone and wrong together. */
export function findSettingConflicts(config: RunConfig, origins: ReadonlyMap<string, string>): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const report = (path: string, message: string): void => {
    problems.push({ place: origins.get(path) ?? 'default', message });
  };
  const { source, targets, model } = config;
  const isGiven = (path: string): boolean => (origins.get(path) ?? 'default') !== 'default';

  if (targets.validShare + targets.testShare > 1) {
    report(
      'targets.testShare',
      `targets.validShare and targets.testShare are ${targets.validShare} and ${targets.testShare}: together at most 1`,
    );
  }
  if (source.kind === 'mapped' && source.mapped === undefined) {
    report('source.kind', 'source.kind is "mapped": source.mapped must say format, files and columns');
  }
  if (source.kind === 'sample' && source.path !== '') {
    report(
      'source.path',
      'source.path is given, but source.kind is "sample", which makes its own files: remove one of them',
    );
  }
  if (source.kind !== 'sample' && source.path === '') {
    report('source.kind', `source.kind is ${JSON.stringify(source.kind)}: source.path must name the folder`);
  }
  for (const path of ['source.sample.domain', 'source.sample.users', 'source.sample.seed']) {
    const isFlag = origins.get(path)?.startsWith('--') === true;
    if (isFlag && source.kind !== 'sample') report(path, `${path} has no effect on the reviews of ${source.path}`);
  }
  if (model.kind === 'offline' && isGiven('model.baseUrl') && model.baseUrl !== null) {
    report(
      'model.baseUrl',
      'model.baseUrl has no effect on the offline realizer: set model.kind to "openai" (--model openai:NAME)',
    );
  }
  return problems;
}
