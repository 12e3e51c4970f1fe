import type { RunMeasure } from '../../schemas/evaluation.ts';
import { ratingScales } from '../../schemas/rating.ts';
import { measures } from './measures.ts';
import { renderTable, toInlineName } from '../text/markdown.ts';
import type { RaterReport } from './people/measure-ratings.ts';

export interface EvaluationPage {
  runId: string;
  /** Where the other dialogs are from. */
  beside: string | null;
  measured: readonly RunMeasure[];
  judged: { calls: number; outdated: number; unread: number };
  rated: { raters: readonly RaterReport[]; problems: readonly string[]; strays: number };
}

/** What was measured of a run, as Markdown for people; the relation `run_measures` holds the same figures for programs. */
export function renderEvaluationPage(page: EvaluationPage): string {
  const { runId, measured } = page;
  return [
    `# Evaluation of ${runId}`,
    '',
    'Figures with the 95 % interval in brackets where one is told; dialogs are what was sampled, and turns of one dialog are alike.',
    '',
    '## Counted',
    '',
    ...renderTable(
      ['measure', 'value', 'dialogs', 'what it is'],
      measured
        .filter(({ about, over, measure }) => about === 'run' && over === 'all' && !isVerdict(measure))
        .map((figure) => [
          figure.measure,
          renderValue(figure),
          String(figure.dialogs),
          measures[figure.measure]?.meaning ?? '',
        ]),
    ),
    ...renderBeside(page),
    ...renderJudge(page),
    ...renderPeople(page),
    '## How it is measured',
    '',
    ...renderTable(
      ['measure', 'unit', 'words are', 'after'],
      [...new Set(measured.map(({ measure }) => measure))].map((name) => {
        const { unit = '', tokenizer = null, source = '' } = measures[name] ?? {};
        return [name, unit, tokenizer ?? '', source];
      }),
    ),
  ].join('\n');
}

const isVerdict = (measure: string): boolean => /^(?:judge|people)_/u.test(measure);

function renderBeside({ beside, measured }: EvaluationPage): string[] {
  const find = (about: RunMeasure['about'], measure: string): RunMeasure | undefined =>
    measured.find((figure) => figure.about === about && figure.over === 'equal tokens' && figure.measure === measure);
  const rows = measured
    .filter(({ about, over }) => about === 'beside' && over === 'equal tokens')
    .map((other) => [other.measure, renderValue(find('run', other.measure)), renderValue(other)]);
  const [first] = measured.filter(({ about, over }) => about === 'beside' && over === 'equal tokens');
  const own = first === undefined ? undefined : find('run', first.measure);
  return [
    '## Beside other dialogs',
    '',
    ...(rows.length === 0
      ? ['No other dialogs were given to compare with (`convrec evaluate RUN --beside FILE`).', '']
      : [
          `Variety falls as text grows, so both are cut to the same number of words: the first ${own?.dialogs ?? 0} dialogs of this run, the first ${first?.dialogs ?? 0} of ${toInlineName(beside ?? '')}.`,
          '',
          ...renderTable(['measure', 'this run', 'the others'], rows),
        ]),
  ];
}

function renderJudge({ measured, judged }: EvaluationPage): string[] {
  const judges = [
    ...new Set(
      measured.flatMap(({ judge, measure }) => (judge !== null && measure.startsWith('judge_') ? [judge] : [])),
    ),
  ];
  if (judged.calls === 0) {
    return [
      '## Model judge',
      '',
      'No judge: no model was asked. `convrec evaluate RUN --judge openai:NAME` asks one.',
      '',
    ];
  }
  return [
    '## Model judge',
    '',
    `Calls kept: ${judged.calls}; ${judged.unread} of those about the dialogs as they are brought no answer that can be read, ${judged.outdated} are about dialogs or a rubric that was changed since and count no more.`,
    '',
    ...judges.flatMap((judge) => [
      `### ${toInlineName(judge)}`,
      '',
      ...renderScales(
        measured.filter((figure) => figure.judge === judge),
        [
          'judge_SCALE',
          'judge_SCALE_spread',
          'judge_SCALE_better',
          'judge_SCALE_worse',
          'judge_SCALE_tied',
          'judge_SCALE_undecided',
        ],
      ),
    ]),
  ];
}

function renderPeople({ measured, rated }: EvaluationPage): string[] {
  const { raters, problems, strays } = rated;
  if (raters.length === 0 && problems.length === 0) {
    return ['## People', '', 'Nobody has rated dialogs of this run yet (`convrec annotate RUN`).', ''];
  }
  return [
    '## People',
    '',
    ...renderTable(
      ['rater', 'dialogs rated', 'attention checks passed', 'counts'],
      raters.map(({ raterId, rated: dialogs, checks, passed, isExcluded }) => [
        toInlineName(raterId),
        String(dialogs),
        checks === 0 ? 'had none' : `${passed} of ${checks}`,
        isExcluded ? 'no: failed more than half of the checks' : 'yes',
      ]),
    ),
    ...renderScales(
      measured.filter(({ judge }) => judge === null),
      ['people_SCALE', 'people_SCALE_alpha_interval', 'people_SCALE_alpha_ordinal'],
    ),
    ...[
      ...new Set(measured.flatMap(({ judge, measure }) => (measure.startsWith('judge_people_') ? [judge ?? ''] : []))),
    ].flatMap((judge) => [
      `With the judge ${toInlineName(judge)}:`,
      '',
      ...renderScales(
        measured.filter((figure) => figure.judge === judge),
        ['judge_people_SCALE'],
      ),
    ]),
    ...(problems.length === 0
      ? []
      : [`Lines that are no rating and do not count: ${problems.map(toInlineName).join('; ')}.`, '']),
    ...(strays === 0 ? [] : [`Ratings of dialogs that the run does not hold, which do not count: ${strays}.`, '']),
  ];
}

const rowNames: Readonly<Record<string, string>> = {
  judge_SCALE: 'mean score',
  judge_SCALE_spread: 'spread between judgements of a dialog',
  judge_SCALE_better: 'pairs: this run’s dialog better',
  judge_SCALE_worse: 'pairs: the other’s better',
  judge_SCALE_tied: 'pairs: as good',
  judge_SCALE_undecided: 'pairs: the order decided',
  people_SCALE: 'mean score',
  people_SCALE_alpha_interval: 'alpha, scores as numbers',
  people_SCALE_alpha_ordinal: 'alpha, scores as ranks',
  judge_people_SCALE: 'rank correlation',
};

/** A row for each figure that there is, a column for each scale. */
function renderScales(figures: readonly RunMeasure[], patterns: readonly string[]): string[] {
  const rows = patterns.flatMap((pattern) => {
    const found = ratingScales.map((scale) =>
      figures.find(({ measure }) => measure === pattern.replace('SCALE', scale)),
    );
    if (found.every((figure) => figure === undefined)) return [];
    return [
      [
        rowNames[pattern] ?? pattern,
        ...found.map(renderValue),
        String(Math.max(0, ...found.map((figure) => figure?.dialogs ?? 0))),
      ],
    ];
  });
  return renderTable(['', ...ratingScales, 'dialogs'], rows);
}

function renderValue(figure: RunMeasure | undefined): string {
  if (figure === undefined || figure.value === null) return '·';
  const { value, low, high } = figure;
  return low === null || high === null
    ? renderNumber(value)
    : `${renderNumber(value)} [${renderNumber(low)}, ${renderNumber(high)}]`;
}

const renderNumber = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 3 : 1);
