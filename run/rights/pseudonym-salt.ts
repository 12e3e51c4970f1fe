import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { RunFolder } from '../../activities/dependencies.ts';
import { isErrorCode } from '../../infra/storage/error-code.ts';
import { StudioFailure } from '../../schemas/failure.ts';

export const saltVariable = 'CONVREC_PSEUDONYM_SALT';
/** In the run's folder, never in an export. Readable by its owner alone. */
export const saltFile = 'pseudonym-salt';

/** A shorter one could be guessed. */
const shortestSalt = 16;

/**
 * The salt of a run's pseudonyms: that of the environment, else the one that an earlier export left in the run's folder, else a new one of 256 bits, which is
 * left there. Throws InvalidRunConfig for one of fewer than 16 characters, RunFolderUnusable for a file that holds none.
 */
export async function readSalt(run: RunFolder, env: NodeJS.ProcessEnv): Promise<string> {
  const given = env[saltVariable]?.trim() ?? '';
  if (given !== '') {
    if (given.length >= shortestSalt) return given;
    throw new StudioFailure('InvalidRunConfig', `${saltVariable} has fewer than ${shortestSalt} characters`, {
      remedy: `Set it to a secret of ${shortestSalt} characters or more, such as \`openssl rand -hex 32\` gives, or unset it.`,
    });
  }
  const path = run.path(saltFile);
  try {
    // Of two exports at once one alone writes, and both read what it wrote.
    await writeFile(path, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!isErrorCode(error, 'EEXIST')) throw error;
  }
  const kept = (await readFile(path, 'utf8')).trim();
  if (kept.length >= shortestSalt) return kept;
  throw new StudioFailure('RunFolderUnusable', `${path} holds no salt`, {
    remedy: `Put the salt of earlier exports back, or set ${saltVariable}; without either remove the file, and later pseudonyms are others.`,
  });
}
