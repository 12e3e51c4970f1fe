/**
 * Spans of `text` that differ from `word` in at most `most` places (a letter more, less or another), each as near as it gets there: Sellers'
 * algorithm (Sellers 1980, "The theory and computation of evolutionary distances"). Takes time of the product of both lengths.
 */
export function findNearSpans(word: string, text: string, most: number): [from: number, to: number][] {
  const spans: [number, number][] = [];
  let distances = Array.from({ length: word.length + 1 }, (_, place) => place);
  let starts = Array.from({ length: word.length + 1 }, () => 0);
  let best: { distance: number; from: number; to: number } | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const nextDistances = [0];
    const nextStarts = [at + 1];
    for (let place = 1; place <= word.length; place += 1) {
      const replaced = (distances[place - 1] ?? 0) + (word[place - 1] === text[at] ? 0 : 1);
      const added = (distances[place] ?? 0) + 1;
      const left = (nextDistances[place - 1] ?? 0) + 1;
      const least = Math.min(replaced, added, left);
      nextDistances.push(least);
      // The column before began where it says; the first letter of a word begins at this one.
      const start =
        least === replaced
          ? place === 1
            ? at
            : starts[place - 1]
          : least === added
            ? starts[place]
            : nextStarts[place - 1];
      nextStarts.push(start ?? at);
    }
    [distances, starts] = [nextDistances, nextStarts];
    const distance = distances[word.length] ?? word.length;
    const from = starts[word.length] ?? 0;
    if (distance <= most) {
      if (best === undefined || distance < best.distance) best = { distance, from, to: at + 1 };
    } else if (best !== undefined) {
      spans.push([best.from, best.to]);
      best = undefined;
    }
  }
  if (best !== undefined) spans.push([best.from, best.to]);
  return spans;
}
