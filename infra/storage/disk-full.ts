import { statfs } from 'node:fs/promises';
import { StudioFailure } from '../../schemas/failure.ts';

/** What a person can do about a full disk. */
export const fullDiskRemedy =
  'Make room on the disk; the run goes on by itself for some minutes, and after that when it is launched again.';

/** No room on the disk, a quota that is spent, a file that may not grow (`ulimit -f`); as Node, DuckDB and SQLite word them. */
const fullDisk =
  /\bENOSPC\b|\bEDQUOT\b|\bEFBIG\b|No space left on device|max_temp_directory_size|Disk quota exceeded|File too large|database or disk is full/iu;

/** DuckDB spills only as long as there is room, so that on a full disk it may lack memory instead. */
export const saysDiskFull = (message: string): boolean => fullDisk.test(message);

/** The first line of what an error, or one that it was caused by, says of a full disk; undefined where none does. */
export function findFullDisk(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (saysDiskFull(cause.message)) return cause.message.split('\n').find(saysDiskFull);
  }
  return undefined;
}

/** Less than what a database needs for its next pages. */
const leastRoomBytes = 2_000_000;

/** The failure of work below `folder` where its disk has no room left; undefined where it has, or cannot be asked. */
export async function findNoRoom(folder: string, cause?: unknown): Promise<StudioFailure | undefined> {
  const room = await statfs(folder).catch(() => undefined);
  if (room === undefined || room.bavail * room.bsize >= leastRoomBytes) return undefined;
  const message = `the disk is full: ${room.bavail * room.bsize} bytes are left for ${folder}`;
  return new StudioFailure('RunFolderUnusable', message, { remedy: fullDiskRemedy }, cause);
}
