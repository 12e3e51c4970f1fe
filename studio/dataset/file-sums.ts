/** Lies in a dataset's folder and names its data files; `sha256sum --check` reads it as well. */
export const sumsFile = 'SHA256SUMS';

/** SHA-256 by file, as lines that `sha256sum --check` takes. */
export function renderSums(sums: ReadonlyMap<string, string>): string {
  return [...sums].map(([file, sum]) => `${sum}  ${file}\n`).join('');
}

/** SHA-256 by file; undefined where a line is none of those or leads out of the folder, so the list itself is damaged. */
export function parseSums(text: string): Map<string, string> | undefined {
  const sums = new Map<string, string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, sum, file] = /^([0-9a-f]{64}) [ *]([\w.-]+(?:\/[\w.-]+)*)$/u.exec(line) ?? [];
    if (sum === undefined || file === undefined || file.split('/').includes('..')) return undefined;
    sums.set(file, sum);
  }
  return text.endsWith('\n') ? sums : undefined;
}
