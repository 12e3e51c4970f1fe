import { readFile, rm, truncate, writeFile } from 'node:fs/promises';

/** What disks and people do to files. Each changes the file at a path. */
export const damages = {
  /** Its last half is gone. */
  cut: async (path: string): Promise<void> => truncate(path, Math.floor((await readFile(path)).length / 2)),
  /** One bit in its middle is another one. */
  flipped: async (path: string): Promise<void> => {
    const bytes = await readFile(path);
    const middle = Math.floor(bytes.length / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    await writeFile(path, bytes);
  },
  deleted: (path: string): Promise<void> => rm(path),
} as const;
export type Damage = keyof typeof damages;
export const damageNames: readonly Damage[] = ['cut', 'flipped', 'deleted'];
