/** A pattern of DuckDB's `glob` that matches just this path, whatever its folders are called (`[a] data?`). */
export const escapePattern = (path: string): string => path.replaceAll(/[[*?]/gu, '[$&]');
