import { toInline } from '../text/markdown.ts';

/** A clause with where it stands: code points of the review's text, end exclusive. */
export interface ShownClause {
  reviewId: string;
  charStart: number;
  charEnd: number;
  text: string;
}

export interface ShownAspect {
  aspectId: string;
  label: string;
  topTerms: string[];
  /** Reviews that speak of it, and the people who wrote them. */
  voices: number;
  reviewers: number;
  /** Most spoken of first. */
  terms: { label: string; voices: number; reviewers: number }[];
  examples: ShownClause[];
}

export interface ShownTrajectory {
  itemId: string;
  /** Null where the source has none. */
  title: string | null;
  aspectId: string;
  label: string;
  mentions: number;
  slopePerYear: number | null;
  slopeSe: number | null;
  bins: { month: string; mentions: number; mean: number; shrunkMean: number; level: number }[];
  evidence: (ShownClause & { month: string; sentiment: number })[];
}

/** A run's aspects with examples, and a few trajectories with the mentions behind them, as Markdown. Review text is made harmless. */
export function renderAspectPage(aspects: readonly ShownAspect[], trajectories: readonly ShownTrajectory[]): string {
  const labels = new Map(aspects.map(({ aspectId, label }) => [aspectId, label]));
  return [
    '# Aspects',
    '',
    ...aspects.flatMap((aspect) => renderAspect(aspect)),
    '# Trajectories',
    '',
    ...trajectories.flatMap((trajectory) => renderTrajectory(trajectory, labels.get(trajectory.aspectId) ?? '')),
    ...(trajectories.length === 0 ? ['The run has none.', ''] : []),
  ].join('\n');
}

/** Longest list of terms that is shown: a reader learns nothing from its end. */
const shownTerms = 15;

function renderAspect({ aspectId, label, topTerms, voices, reviewers, terms, examples }: ShownAspect): string[] {
  const count = `Spoken of in ${countOf(voices, 'review')} by ${countOf(reviewers, 'reviewer')}`;
  const rows = terms
    .slice(0, shownTerms)
    .map((term) => `| ${toInline(term.label)} | ${term.voices} | ${term.reviewers} |`);
  return [
    `## ${aspectId} ${toInline(label)}`,
    '',
    `${count}. Words: ${topTerms.map((term) => toInline(term)).join(', ')}.`,
    '',
    ...(rows.length === 0 ? [] : ['| term | reviews | reviewers |', '| --- | --- | --- |', ...rows, '']),
    ...examples.map((clause) => `- ${renderClause(clause)}`),
    '',
  ];
}

function renderTrajectory(trajectory: ShownTrajectory, aspect: string): string[] {
  const { itemId, title, label, mentions, slopePerYear, slopeSe, bins, evidence } = trajectory;
  const slope = slopePerYear === null ? 'no slope' : `${show(slopePerYear)} a year (± ${show(slopeSe ?? 0)})`;
  return [
    `## ${toInline(title ?? itemId)}: ${toInline(aspect)} is ${label}`,
    '',
    `Item ${toInline(itemId)}, ${mentions} mentions, ${slope}.`,
    '',
    '| month | mentions | mean | shrunk mean | level |',
    '| --- | --- | --- | --- | --- |',
    ...bins.map(
      (bin) => `| ${bin.month} | ${bin.mentions} | ${show(bin.mean)} | ${show(bin.shrunkMean)} | ${show(bin.level)} |`,
    ),
    '',
    ...evidence.map(({ month, sentiment, ...clause }) => `- ${month}, ${show(sentiment)}: ${renderClause(clause)}`),
    '',
  ];
}

const countOf = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const show = (value: number): string => value.toFixed(2);

const renderClause = ({ reviewId, charStart, charEnd, text }: ShownClause): string =>
  `“${toInline(text)}” (review ${toInline(reviewId)}, ${charStart} to ${charEnd})`;
