import { StudioFailure } from '../../schemas/failure.ts';

/** `off`: warnings only; `text`: a line a step for people; `json`: the same as one JSON object a line. */
export const logModes = ['off', 'text', 'json'] as const;
export type LogMode = (typeof logModes)[number];

export const logVariable = 'CONVREC_LOG';

/** The mode of CONVREC_LOG; off where it is not set. Throws `InvalidRunConfig` for any other word. */
export function readLogMode(env: NodeJS.ProcessEnv): LogMode {
  const given = (env[logVariable] ?? '').trim();
  const mode = logModes.find((each) => each === (given === '' ? 'off' : given));
  if (mode !== undefined) return mode;
  throw new StudioFailure('InvalidRunConfig', `${logVariable} is ${JSON.stringify(given)}`, {
    remedy: `Set it to one of ${logModes.join(', ')}, or leave it out.`,
  });
}
