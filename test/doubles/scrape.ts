/** One series of a scrape. */
export interface Series {
  name: string;
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** All series of a metrics port, in Prometheus' text format. */
export async function scrape(port: number): Promise<{ text: string; series: Series[] }> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (answer.status !== 200) throw new Error(`the metrics port ${port} answers ${answer.status}`);
  const text = await answer.text();
  const series = text.split('\n').flatMap((line): Series[] => {
    if (line === '' || line.startsWith('#')) return [];
    const {
      name,
      labels = '',
      value,
    } = /^(?<name>[\w:]+)(?:\{(?<labels>.*)\})? (?<value>\S+)$/u.exec(line)?.groups ?? {};
    if (name === undefined || value === undefined) throw new Error(`no line of a scrape: ${line}`);
    return [{ name, labels: readLabels(labels), value: Number(value) }];
  });
  return { text, series };
}

function readLabels(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/gu)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}

/** Sum of the series of a name that have these labels. */
export const sumOf = (series: readonly Series[], name: string, labels: Readonly<Record<string, string>> = {}): number =>
  select(series, name, labels).reduce((sum, { value }) => sum + value, 0);

export const select = (
  series: readonly Series[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Series[] =>
  series.filter(
    (each) => each.name === name && Object.entries(labels).every(([label, value]) => each.labels[label] === value),
  );
