import { parseAssignment } from './assignment.ts';
import type { Assignment, ConfigProblem } from './assignment.ts';
import { findNearestName } from './nearest-name.ts';
import { settings } from './settings.ts';

/** Variables of this project that are read elsewhere: `cli/`, `temporal.config.ts`, `infra/temporal/`, and by the tests. */
const otherVariables: readonly string[] = [
  'CONVREC_RUNS',
  'CONVREC_CACHE_DIR',
  'CONVREC_LOG',
  'CONVREC_DIALOGS_TASK_QUEUE',
  'CONVREC_DATA_TASK_QUEUE',
  'CONVREC_MODEL_ENDPOINTS',
  'CONVREC_MODEL_TASK_QUEUE',
  'CONVREC_TRAINING_TASK_QUEUE',
  'CONVREC_MAX_WORKFLOW_TASKS',
  'CONVREC_MAX_ACTIVITIES',
  'CONVREC_MAX_DATA_ACTIVITIES',
  'CONVREC_MAX_MODEL_CALLS',
  'CONVREC_MAX_TRAININGS',
  'CONVREC_MODEL_CALLS_PER_SECOND',
  'CONVREC_DATA_THREADS',
  'CONVREC_TRAINING_THREADS',
  'CONVREC_MAX_LOCAL_ACTIVITIES',
  'CONVREC_MAX_CACHED_WORKFLOWS',
  'CONVREC_SHUTDOWN_GRACE_SECONDS',
  'CONVREC_METRICS',
  'CONVREC_HEALTH',
  'CONVREC_PSEUDONYM_SALT',
  'CONVREC_REAL_MODEL_URL',
];

const variables: ReadonlyMap<string, string> = new Map(
  settings.flatMap(({ path, isOpen }) => (isOpen === true ? [] : [[variableOf(path), path]])),
);

export interface EnvironmentReading {
  assignments: Assignment[];
  problems: ConfigProblem[];
}

/** Settings given as `CONVREC_<PATH>`. A blank variable counts as not given; a CONVREC_ variable that nothing reads is a problem. */
export function readEnvironment(env: NodeJS.ProcessEnv): EnvironmentReading {
  const reading: EnvironmentReading = { assignments: [], problems: [] };
  for (const [name, text] of Object.entries(env).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (!name.startsWith('CONVREC_') || text === undefined || text.trim() === '') continue;
    if (otherVariables.includes(name)) continue;
    const path = variables.get(name);
    const parsed =
      path === undefined ? { place: name, message: describeUnknown(name) } : parseAssignment(path, text, name);
    if ('place' in parsed) reading.problems.push(parsed);
    else reading.assignments.push(parsed);
  }
  return reading;
}

/** `model.baseUrl` is CONVREC_MODEL__BASE_URL. */
export function variableOf(path: string): string {
  const segments = path.split('.').map((segment) => segment.replaceAll(/[A-Z]/gu, '_$&').toUpperCase());
  return `CONVREC_${segments.join('__')}`;
}

function describeUnknown(name: string): string {
  const nearest = findNearestName(name, [...variables.keys(), ...otherVariables]);
  return `is a variable that nothing reads${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;
}
