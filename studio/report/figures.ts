import { SuperNodeNameSchema } from '../../schemas/super-node.ts';
import { bars, countAxis, names } from './figure.ts';
import type { Figure } from './figure.ts';
import { reviewFigures } from './review-figures.ts';

const splitOrder = ['train', 'valid', 'test'];
/** Bars stacked by split, in the order of the splits. */
const bySplit = {
  transform: [{ calculate: `indexof(${JSON.stringify(splitOrder)}, datum.split)`, as: 'place' }],
  color: { field: 'split', type: 'nominal', title: null, scale: { domain: splitOrder } },
  order: { field: 'place', type: 'quantitative' },
} as const;
const nodeOrder = SuperNodeNameSchema.options;

/** In the order of the page. */
export const figures: readonly Figure[] = [
  ...reviewFigures,
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
        x: { ...countAxis('dialogs', 'dialogs'), stack: true },
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
        y: countAxis('dialogs', 'dialogs'),
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
        y: { ...countAxis('dialogs', 'dialogs'), stack: true },
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
        x: countAxis('turns', 'turns'),
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
        x: countAxis('attempts', 'attempts'),
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
        x: { ...countAxis('tokens', 'tokens'), stack: true, axis: { format: '~s' } },
        color: { field: 'kind', type: 'nominal', title: null },
      },
    }),
  },
];
