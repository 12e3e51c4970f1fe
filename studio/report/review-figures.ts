import { bars, countAxis, names } from './figure.ts';
import type { Figure } from './figure.ts';

/** What the reviews hold and what the profiling reads out of them. */
export const reviewFigures: readonly Figure[] = [
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
            x: { ...countAxis('size', 'rows (logarithmic)'), axis: { labels: false, ticks: false, grid: false } },
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
          encoding: { x: countAxis('size', ''), text: { field: 'rows', type: 'quantitative', format: ',d' } },
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
        x: { ...countAxis('reviews', 'reviews'), stack: true },
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
];
