import { SuperNodeNameSchema } from '../../schemas/super-node.ts';

/** Plots the rows of `figures/<name>.sql`, a query over the run's relations. */
export interface Figure {
  name: string;
  title: string;
  /** What a reader sees in it, and what the marks mean. */
  caption: string;
  section: 'reviews' | 'plans' | 'dialogs' | 'making';
  /** Vega-Lite over a data set that holds the rows; `width` in pixels. */
  spec: (width: number) => object;
}

const x = (field: string, title: string) =>
  ({ field, type: 'quantitative', title, axis: { tickMinStep: 1, tickCount: 5, format: ',d' } }) as const;
const splitOrder = ['train', 'valid', 'test'];
/** Bars stacked by split, in the order of the splits. */
const bySplit = {
  transform: [{ calculate: `indexof(${JSON.stringify(splitOrder)}, datum.split)`, as: 'place' }],
  color: { field: 'split', type: 'nominal', title: null, scale: { domain: splitOrder } },
  order: { field: 'place', type: 'quantitative' },
} as const;
const bars = { type: 'bar', cornerRadiusEnd: 2 } as const;
const nodeOrder = SuperNodeNameSchema.options;
/** Room for the names beside horizontal bars, which a narrow page has less of. */
const names = (width: number): object => ({ labelLimit: Math.round(width * 0.45) });

/** In the order of the page. */
export const figures: readonly Figure[] = [
  {
    name: 'funnel',
    title: 'From reviews to dialogs',
    caption: 'What is left after each step (dark) and what the step loses (light, with its reason in the table).',
    section: 'reviews',
    spec: (width) => ({
      width,
      height: { step: 18 },
      transform: [
        { window: [{ op: 'row_number', as: 'place' }] },
        { calculate: "datum.reason === null ? 'left' : 'lost'", as: 'kind' },
        { calculate: "datum.reason === null ? datum.step : '− ' + datum.step + ': ' + datum.reason", as: 'label' },
        { calculate: 'log(datum.rows + 1) / log(10)', as: 'size' },
      ],
      encoding: {
        y: {
          field: 'label',
          type: 'nominal',
          title: null,
          sort: { field: 'place', op: 'min' },
          axis: names(width),
        },
      },
      layer: [
        {
          mark: bars,
          encoding: {
            x: { ...x('size', 'rows (logarithmic)'), axis: { labels: false, ticks: false, grid: false } },
            color: {
              field: 'kind',
              type: 'nominal',
              title: null,
              scale: { domain: ['left', 'lost'], range: ['#3b6ea5', '#d8a47f'] },
            },
          },
        },
        {
          mark: { type: 'text', align: 'left', dx: 4, fontSize: 11 },
          encoding: { x: x('size', ''), text: { field: 'rows', type: 'quantitative', format: ',d' } },
        },
      ],
    }),
  },
  {
    name: 'aspects',
    title: 'What the reviews speak of',
    caption: 'Reviews an aspect, by what they say of it. A reviewer counts once an item and aspect.',
    section: 'reviews',
    spec: (width) => ({
      width,
      height: { step: 18 },
      mark: bars,
      encoding: {
        y: { field: 'aspect', type: 'nominal', title: null, sort: '-x', axis: names(width) },
        x: { ...x('reviews', 'reviews'), stack: true },
        color: {
          field: 'polarity',
          type: 'nominal',
          title: null,
          legend: { columns: width > 500 ? 4 : 2 },
          scale: {
            domain: ['positive', 'mixed', 'neutral', 'negative'],
            range: ['#4c956c', '#c9a227', '#a3a9b0', '#b5483c'],
          },
        },
      },
    }),
  },
  {
    name: 'trajectories',
    title: 'How items were felt about over time',
    caption:
      'Six item aspects, those with a trend first. Points: mean of a month, larger with more reviews; line: decayed level at the month’s end, from −1 to 1.',
    section: 'reviews',
    spec: (width) => ({
      columns: width > 500 ? 2 : 1,
      autosize: 'pad',
      facet: { field: 'series', type: 'nominal', title: null, header: { labelLimit: width / (width > 500 ? 2 : 1) } },
      spec: {
        width: Math.round(width / (width > 500 ? 2 : 1)) - 50,
        height: 80,
        encoding: { x: { field: 'month', type: 'temporal', title: null, axis: { tickCount: 4 } } },
        layer: [
          {
            mark: { type: 'line', color: '#3b6ea5' },
            encoding: {
              y: {
                field: 'level',
                type: 'quantitative',
                title: null,
                scale: { domain: [-1, 1] },
                axis: { values: [-1, 0, 1] },
              },
            },
          },
          {
            mark: { type: 'point', filled: true, color: '#d8733f', opacity: 0.8 },
            encoding: {
              y: { field: 'mean', type: 'quantitative', title: null },
              size: { field: 'reviews', type: 'quantitative', legend: null, scale: { range: [15, 120] } },
            },
          },
        ],
      },
    }),
  },
  {
    name: 'steps',
    title: 'The paths through the plan graph',
    caption: 'How often plans of accepted dialogs go from one super-node (row) to the next (column).',
    section: 'plans',
    spec: (width) => ({
      width,
      height: { step: 22 },
      encoding: {
        y: { field: 'from', type: 'nominal', title: null, sort: nodeOrder },
        x: { field: 'to', type: 'nominal', title: null, sort: nodeOrder, axis: { labelAngle: -90, orient: 'top' } },
      },
      layer: [
        {
          // Seen through, so that the counts can be read on light and on dark paper.
          mark: { type: 'rect', color: '#3b6ea5' },
          encoding: {
            opacity: {
              field: 'times',
              type: 'quantitative',
              legend: null,
              scale: { type: 'sqrt', range: [0.08, 0.6] },
            },
          },
        },
        {
          mark: { type: 'text', fontSize: width > 500 ? 11 : 8 },
          encoding: { text: { field: 'times', type: 'quantitative', format: width > 500 ? ',d' : '.2~s' } },
        },
      ],
    }),
  },
  {
    name: 'outcomes',
    title: 'How dialogs end',
    caption: 'Accepted dialogs by outcome and split.',
    section: 'dialogs',
    spec: (width) => ({
      width,
      height: { step: 20 },
      transform: bySplit.transform,
      mark: bars,
      encoding: {
        y: { field: 'outcome', type: 'nominal', title: null, sort: '-x', axis: names(width) },
        x: { ...x('dialogs', 'dialogs'), stack: true },
        color: bySplit.color,
        order: bySplit.order,
      },
    }),
  },
  {
    name: 'lengths',
    title: 'How long dialogs are',
    caption: 'Accepted dialogs by their number of turns.',
    section: 'dialogs',
    spec: (width) => ({
      width,
      height: 160,
      mark: { type: 'bar', color: '#3b6ea5' },
      encoding: {
        x: { field: 'turns', type: 'ordinal', title: 'turns', axis: { labelAngle: 0, labelOverlap: true } },
        y: x('dialogs', 'dialogs'),
      },
    }),
  },
  {
    name: 'times',
    title: 'When dialogs take place',
    caption: 'Accepted dialogs by the year of the review that they re-enact. Splits are by time.',
    section: 'dialogs',
    spec: (width) => ({
      width,
      height: 130,
      transform: bySplit.transform,
      mark: bars,
      encoding: {
        x: { field: 'year', type: 'ordinal', title: null, axis: { labelAngle: 0, labelOverlap: true } },
        y: { ...x('dialogs', 'dialogs'), stack: true },
        color: bySplit.color,
        order: bySplit.order,
      },
    }),
  },
  {
    name: 'attempts',
    title: 'How many attempts a turn takes',
    caption: 'Accepted turns by the attempts that they took; the first one suffices where no check finds anything.',
    section: 'making',
    spec: (width) => ({
      width,
      height: { step: 20 },
      encoding: {
        y: { field: 'attempts', type: 'ordinal', title: 'attempts' },
        x: x('turns', 'turns'),
      },
      layer: [
        { mark: { ...bars, color: '#3b6ea5' } },
        {
          mark: { type: 'text', align: 'left', dx: 4, fontSize: 11 },
          encoding: { text: { field: 'turns', type: 'quantitative', format: ',d' } },
        },
      ],
    }),
  },
  {
    name: 'repairs',
    title: 'Why attempts were turned down',
    caption: 'Attempts that a check refused or that brought no answer, by the reason; an attempt may have several.',
    section: 'making',
    spec: (width) => ({
      width,
      height: { step: 18 },
      mark: { ...bars, color: '#b5483c' },
      encoding: {
        y: { field: 'reason', type: 'nominal', title: null, sort: '-x', axis: names(width) },
        x: x('attempts', 'attempts'),
      },
    }),
  },
  {
    name: 'cost',
    title: 'What the model was asked for',
    caption: 'Tokens in and out by the super-node that they were spent on; dollars are in the table.',
    section: 'making',
    spec: (width) => ({
      width,
      height: { step: 18 },
      transform: [{ fold: ['prompt_tokens', 'completion_tokens'], as: ['kind', 'tokens'] }],
      mark: bars,
      encoding: {
        y: { field: 'super_node', type: 'nominal', title: null, sort: '-x', axis: names(width) },
        x: { ...x('tokens', 'tokens'), stack: true, axis: { format: '~s' } },
        color: { field: 'kind', type: 'nominal', title: null },
      },
    }),
  },
];
