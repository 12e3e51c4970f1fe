import { isIP } from 'node:net';
import { StudioFailure } from '../../schemas/failure.ts';

/** Where a port of this process listens. */
export interface ListenAddress {
  host: string;
  port: number;
}

/** A variable and the flag of `convrec worker` that wins over it. */
export interface ListenSetting {
  variable: string;
  flag: string;
  /** What listens there, e.g. `metrics`. */
  what: string;
}

export const metricsSetting: ListenSetting = { variable: 'CONVREC_METRICS', flag: '--metrics', what: 'metrics' };
export const healthSetting: ListenSetting = { variable: 'CONVREC_HEALTH', flag: '--health', what: 'health checks' };

const loopback = '127.0.0.1';
const shape = /^(?:(?<host>\[[^\]]+\]|[^:]+):)?(?<port>\d{1,5})$/u;

/**
 * The `PORT` or `ADDRESS:PORT` of a setting; undefined where none is given, which opens no port. Without an address it is 127.0.0.1. Throws
 * InvalidRunConfig for anything else, a port of 0 among it: nobody would know which port to ask.
 */
export function readListenAddress(env: NodeJS.ProcessEnv, setting: ListenSetting): ListenAddress | undefined {
  const given = (env[setting.variable] ?? '').trim();
  if (given === '') return undefined;
  const { host = loopback, port = '' } = shape.exec(given)?.groups ?? {};
  const bare = host.replace(/^\[|\]$/gu, '');
  const number = Number(port);
  if (port !== '' && number >= 1 && number <= 65_535 && isIP(bare) !== 0) return { host: bare, port: number };
  throw new StudioFailure(
    'InvalidRunConfig',
    `${setting.variable} (${setting.flag}) is ${JSON.stringify(given)}, which is no port`,
    { remedy: 'Write a port as 9464, or with the address of one of this machine’s networks as 0.0.0.0:9464.' },
  );
}

/** `127.0.0.1:9464`, `[::1]:9464`. */
export const renderListenAddress = ({ host, port }: ListenAddress): string =>
  `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;

/** Why a port cannot be opened. */
export function portUnusable(address: ListenAddress, setting: ListenSetting, error: unknown): StudioFailure {
  const reason = error instanceof Error ? error.message : String(error);
  return new StudioFailure(
    'InvalidRunConfig',
    `the port of the ${setting.what}, ${renderListenAddress(address)}, cannot be opened: ${reason}`,
    {
      remedy: `Name another one by ${setting.flag} or ${setting.variable}, or none: each worker of a machine needs a port of its own.`,
    },
    error,
  );
}
