import { StudioFailure } from '../../schemas/failure.ts';
import type { Manifest, StageReport } from '../../schemas/manifest.ts';
import type { Relation } from '../../schemas/relation.ts';
import type { RunFolder } from '../dependencies.ts';

/** Fingerprint of a stage whose files are being written again: it equals no other, so a stage that was cut short begins again. */
const beingMade = 'being made';

/** What the manifest says of a stage while its files are replaced: readers have no checksum to compare them with. */
export const markBeingMade = (report: StageReport): StageReport => ({
  ...report,
  fingerprint: beingMade,
  checksums: {},
  files: {},
});

/** Files of a stage that are missing or are not what it wrote, as paths below the run's folder. */
export async function findDamagedFiles(run: RunFolder, report: StageReport): Promise<string[]> {
  const written = Object.keys(report.rows).map((relation) => [fileOf(relation), report.checksums?.[relation]] as const);
  const damaged: string[] = [];
  for (const [file, sum] of [...written, ...Object.entries(report.files ?? {})]) {
    if (await isDamaged(run, file, sum)) damaged.push(file);
  }
  return damaged;
}

/** The first of some relations that is missing, or is not what the stage that made it wrote; as a path below the run's folder. */
export async function findDamagedRelation(
  run: RunFolder,
  manifest: Manifest,
  relations: readonly Relation[],
): Promise<string | undefined> {
  for (const relation of relations) {
    if (await isDamaged(run, fileOf(relation), writtenSum(manifest, relation))) return fileOf(relation);
  }
  return undefined;
}

/** CRC-32 of a relation's file as its stage wrote it; undefined where that is not known. */
export const writtenSum = ({ stages }: Manifest, relation: Relation): number | undefined =>
  stages.findLast(({ rows }) => relation in rows)?.checksums?.[relation];

export const fileOf = (relation: string): string => `relations/${relation}.parquet`;

/** CRC-32 of files of a run, by their paths below its folder; one that is not there is left out. */
export async function sumUpFiles(run: RunFolder, files: readonly string[]): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const file of files) {
    const sum = await run.checksum(file);
    if (sum !== undefined) sums[file] = sum;
  }
  return sums;
}

/** Without a known sum a file only has to be there. */
async function isDamaged(run: RunFolder, file: string, written: number | undefined): Promise<boolean> {
  const sum = await run.checksum(file);
  return sum === undefined || (written !== undefined && sum !== written);
}

/** Names a file of a run that is missing or not what was written, and what to do. */
export function damagedRunFile(run: RunFolder, file: string): StudioFailure {
  return new StudioFailure(
    'RunFolderUnusable',
    `${run.path(file)} is missing, or damaged: it is not what was written there`,
    {
      remedy: 'Launch again: the stage that wrote it is made again, and nothing else. Look after the disk.',
      isLasting: true,
    },
  );
}
