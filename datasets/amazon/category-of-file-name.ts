/**
 * The category in a file's name: `reviews_Musical_Instruments_5.json.gz` and `meta_Musical_Instruments.jsonl` are both
 * `Musical Instruments`. Empty when nothing is left.
 */
export function categoryOfFileName(file: string): string {
  const base = file.slice(file.lastIndexOf('/') + 1);
  return base
    .replace(/\.(gz|jsonl?)(\.gz)?$/iu, '')
    .replace(/^(meta|reviews)_/u, '')
    .replace(/_\d+$/u, '') // `_5` marks a 5-core
    .replaceAll('_', ' ')
    .trim();
}
