import { z } from 'zod';

/** Lies beside the dataset's card; says the same to programs. */
export const croissantFile = 'croissant.json';

/** A data file as it lies in the folder. */
export interface CroissantFile {
  /** Below the dataset's folder. */
  path: string;
  sha256: string;
  bytes: number;
}

const CroissantSchema = z
  .record(z.string(), z.unknown())
  .and(
    z.object({ distribution: z.array(z.record(z.string(), z.unknown()).and(z.object({ contentUrl: z.string() }))) }),
  );

/**
 * A dataset's croissant.json for a copy of it: the checksum and size of every file that is among `files`, by its path. Returns undefined for a text that
 * is no croissant.json.
 */
export function withFiles(croissant: string, files: readonly CroissantFile[]): string | undefined {
  const { success, data } = CroissantSchema.safeParse(readJson(croissant));
  if (!success) return undefined;
  const byPath = new Map(files.map((file) => [file.path, file]));
  const distribution = data.distribution.map((described) => {
    const file = byPath.get(described.contentUrl);
    return file === undefined ? described : { ...described, ...describeContent(file) };
  });
  return renderJson({ ...data, distribution });
}

/** What a FileObject says of a file's bytes. */
export const describeContent = ({ sha256, bytes }: CroissantFile): { contentSize: string; sha256: string } => ({
  contentSize: `${bytes} B`,
  sha256,
});

export const renderJson = (content: unknown): string => `${JSON.stringify(content, undefined, 1)}\n`;

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
