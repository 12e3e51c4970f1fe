import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { StudioFailure } from '../../schemas/failure.ts';
import { parseSampleSettings } from './settings.ts';
import type { SampleSettingsInput } from './settings.ts';
import { hasEntries, isErrorCode, sampleVersion, writeSample } from './write-sample.ts';

/**
 * The sample of these settings under `folderRoot`, made if it is not there, in a folder named by domain and hash of the
 * settings. Two processes at once are safe: both write aside, one rename wins, the other's work is thrown away.
 */
export async function ensureSample(
  folderRoot: string,
  input: SampleSettingsInput = {},
): Promise<{ folder: string; generated: boolean }> {
  const settings = parseSampleSettings(input);
  const folder = join(resolve(folderRoot), nameSample(settings));
  if (await hasEntries(folder)) return { folder, generated: false };
  try {
    await writeSample(folder, settings);
    return { folder, generated: true };
  } catch (error) {
    const isLate = isErrorCode(error, ['ENOTEMPTY', 'EEXIST']) || isFolderTaken(error);
    if (isLate && (await hasEntries(folder))) return { folder, generated: false };
    throw error;
  }
}

/** `sample-yelp-` and twelve hex digits of a hash over the settings and the generator's version. */
export function nameSample(input: SampleSettingsInput = {}): string {
  const settings = parseSampleSettings(input);
  const canonical = JSON.stringify([
    sampleVersion,
    Object.entries(settings).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  ]);
  return `sample-${settings.domain}-${createHash('sha256').update(canonical).digest('hex').slice(0, 12)}`;
}

function isFolderTaken(error: unknown): boolean {
  return error instanceof StudioFailure && error.name === 'RunFolderUnusable';
}
