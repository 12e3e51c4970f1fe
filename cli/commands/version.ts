import { readVersions } from '../../run/life/versions.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';

/** `convrec version`: this project and what its results may depend on. */
export async function version(options: { json?: boolean }, { terminal }: Context): Promise<ExitCode> {
  const versions = readVersions();
  const lines = Object.entries(versions).map(([name, number]) => `${name} ${number}\n`);
  await terminal.write(options.json === true ? `${JSON.stringify(versions)}\n` : lines.join(''));
  return 0;
}
