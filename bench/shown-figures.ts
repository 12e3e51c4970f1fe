import type { Result } from './results.ts';

/** One bar of a plot. */
export interface Bar {
  label: string;
  series: string;
  value: number;
}

/** What a page shows of a results file: three to eight figures that matter, and a plot where there is something to compare. */
export interface Shown {
  isShown: (result: Result) => boolean;
  /** Words for people instead of a short name that programs read. */
  labels?: Readonly<Record<string, string>>;
  plot?: {
    title: string;
    /** What the bars are long in. */
    unit: string;
    barOf: (result: Result) => Bar | undefined;
  };
}

const named =
  (...names: string[]) =>
  ({ name }: Result): boolean =>
    names.includes(name);

/** `yelp: praise found` is the figure `praise found` of `yelp`. */
function split(name: string): [group: string, figure: string] {
  const at = name.indexOf(': ');
  return at < 0 ? ['', name] : [name.slice(0, at), name.slice(at + 2)];
}

/** By the name of the results file. A file without an entry is shown whole. */
export const shownFigures: Readonly<Record<string, Shown>> = {
  package: {
    isShown: named(
      'the tarball',
      'npm install of the tarball',
      'convrec launch --sample-users 20',
      'convrec sql',
      'convrec replay',
    ),
  },
  'real-samples': {
    isShown: ({ name }) => /: dialogs accepted$|: offences/u.test(name),
    plot: {
      title: 'Whole launch, offline',
      unit: 'seconds',
      barOf: ({ name, value }) => {
        const [label, figure] = split(name);
        return figure === 'whole launch' ? { label, series: 'offline realizer', value: Number(value) } : undefined;
      },
    },
  },
  trends: {
    isShown: ({ name, setting }) => name !== 'recall' && setting.endsWith('own mentions'),
    plot: {
      title: 'Labels rising or falling against planted turns',
      unit: 'precision',
      barOf: ({ name, value, setting }) => {
        const [, label = '', series = ''] = /simulated (\w+), (.*)$/u.exec(setting) ?? [];
        return name === 'precision' ? { label, series, value: Number(value) } : undefined;
      },
    },
  },
  profiling: {
    isShown: named('growth_10x', 'over_copy', 'over_polars', 'peak_memory_gib'),
    labels: {
      growth_10x: 'time for ten times the reviews',
      over_copy: 'time over a plain copy of the file',
      over_polars: 'time over that of Polars',
      peak_memory_gib: 'peak memory',
    },
    plot: {
      title: 'Ten million reviews, DuckDB and Polars',
      unit: 'seconds',
      barOf: ({ name, value, setting }) => {
        const [, share = '', reviews = ''] = /^(\w+), (.*) reviews$/u.exec(setting) ?? [];
        const what = /profiles/u.test(name) ? 'profiles' : /trajectories(?! as of)/u.test(name) ? 'trajectories' : '';
        if (reviews !== '10,000,000' || what === '') return undefined;
        const series = name.includes('Polars') ? 'Polars' : 'this project (DuckDB)';
        return { label: `${what}, ${share}`, series, value: Number(value) };
      },
    },
  },
  'text-pipeline': {
    isShown: ({ name, setting }) =>
      [
        'two threads over one',
        'memory for 4 times the reviews',
        'CPU time for a million reviews',
        'load of the machine before',
      ].includes(name) ||
      (name === 'clauses a second of CPU time' && setting.endsWith('1 thread')),
    plot: {
      title: 'Clauses cut and read a second',
      unit: 'clauses a second',
      barOf: ({ name, value, setting }) =>
        name === 'clauses a second'
          ? {
              label: setting.replace(/^(\d+) generated reviews, \d+ clauses, /u, '$1 reviews, '),
              series: 'clock',
              value: Number(value),
            }
          : undefined,
    },
  },
  diversity: {
    isShown: ({ name }) => name.startsWith('selfBleu4, '),
    plot: {
      title: 'Different pairs of words, by all pairs (more is better)',
      unit: 'distinct-2',
      barOf: ({ name, value, setting }) => {
        const [figure, series = ''] = name.split(', ');
        return figure === 'distinct2'
          ? { label: setting.split(',')[0] ?? '', series, value: Number(value) }
          : undefined;
      },
    },
  },
  'planted-mentions': {
    isShown: ({ name }) => / (?:polarity right of what a voice counts|planted aspects recovered)$/u.test(name),
    plot: {
      title: 'Planted opinions that are found and claimed',
      unit: 'share',
      barOf: ({ name, value }) => {
        const [label, figure] = split(name);
        const [, series] = /^(complaints|praise) found, claimed$/u.exec(figure) ?? [];
        return series === undefined ? undefined : { label, series, value: Number(value) };
      },
    },
  },
  aspects: {
    isShown: ({ name, setting }) =>
      name.endsWith('planted: NMI') && /^(?:plain term|contrastive step from there, clusters)/u.test(setting),
    plot: {
      title: 'Aspects against the planted ones, 14 clusters',
      unit: 'NMI',
      barOf: ({ name, value, setting }) => {
        if (!name.endsWith('planted: NMI') || !setting.includes('14 clusters')) return undefined;
        return { label: name.split(',')[0] ?? '', series: setting.split(',')[0] ?? '', value: Number(value) };
      },
    },
  },
  'blind-ratings': {
    isShown: ({ name, setting }) => name === 'mean of the five scales' && setting.includes('second round'),
  },
  'checked-turns': {
    isShown: ({ name, setting }) =>
      ['good turned down', 'bad caught', 'time a turn'].includes(name) &&
      (setting.startsWith('checks alone, ') || setting === 'checks alone' || setting.includes('second wording')) &&
      !/strong verifier answered|Qwen/u.test(setting),
    plot: {
      title: 'Faulty lines that the checks alone turn down',
      unit: 'share of each kind',
      barOf: ({ name, value }) => {
        const [figure, label] = split(name);
        return figure === 'bad caught' ? { label, series: 'checks alone', value: Number(value) } : undefined;
      },
    },
  },
  orchestration: {
    isShown: named(
      'over_ideal_500ms',
      'over_ideal_1s',
      'dialogs by one worker over two workers',
      'offline_12000_minutes',
      'cost_growth_12000_over_1000',
      'worker_peak_memory_gib',
    ),
    labels: {
      over_ideal_500ms: 'time over the ideal, calls of 500 ms',
      over_ideal_1s: 'time over the ideal, calls of 1 s',
      offline_12000_minutes: 'whole offline run of 12,000 dialogs',
      cost_growth_12000_over_1000: 'time a dialog at 12,000 over that at 1,000',
      worker_peak_memory_gib: 'peak memory, client and worker',
    },
    plot: {
      title: 'Time over the ideal of 64 calls in flight (1 is the ideal)',
      unit: 'times the ideal',
      barOf: ({ name, value }) => {
        const [, who, latency] = /^(curator_)?over_ideal_(\w+)$/u.exec(name) ?? [];
        if (latency === undefined) return undefined;
        const series = who === undefined ? 'this project' : 'bespoke curator (single turns)';
        return { label: `calls of ${latency}`, series, value: Number(value) };
      },
    },
  },
  judge: {
    isShown: ({ name }) =>
      /^(?:defect scored (?:lower|higher)|the same), the scale of the defect$/u.test(name) ||
      [
        'another answer in each order',
        'the dialog shown first preferred',
        'answers that could not be read',
        'a call',
      ].includes(name),
    plot: {
      title: 'Dialogs with a planted defect, as a model of 1.5 billion parameters scores them',
      unit: 'dialogs of 12',
      barOf: ({ name, value }) => {
        const [series = '', label] = name.split(', ');
        const isCount = /^(?:defect scored lower|the same|defect scored higher)$/u.test(series);
        return label === undefined || !isCount ? undefined : { label, series, value: Number(value) };
      },
    },
  },
  'real-model': {
    isShown: named(
      'dialogs accepted',
      'turns right at the first attempt',
      'turns right after all attempts',
      'model time a dialog',
    ),
    plot: {
      title: 'First attempts turned down, by the act of the turn',
      unit: 'turns',
      barOf: ({ name, value, setting }) => {
        const [, label] = /^first attempts turned down at (\w+)$/u.exec(name) ?? [];
        return label === undefined ? undefined : { label, series: setting.split(', ')[1] ?? '', value: Number(value) };
      },
    },
  },
  crash: {
    isShown: named(
      'dialogs compared',
      'dialogs lost',
      'dialogs doubled',
      'files of dataset and relations that differ, offline',
      'calls paid twice beyond those in flight',
    ),
  },
  outage: {
    isShown: named(
      'Temporal server gone',
      'dialogs lost',
      'dialogs doubled',
      'files of dataset and relations that differ',
      'calls paid twice',
    ),
  },
  'endpoint-faults': {
    isShown: named(
      'requests the endpoint counted',
      'calls kept in the attempts',
      'requests not kept as what they became',
      'dialogs planned',
      'dialogs accepted',
      'dialogs failed: ModelRefused',
    ),
  },
  'postgres-server': {
    isShown: ({ name }) => !/^(?:transactions|size of both|dialogs that worker)/u.test(name),
  },
};
