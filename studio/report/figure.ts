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

/** A numeric axis with whole ticks. */
export const countAxis = (field: string, title: string) =>
  ({ field, type: 'quantitative', title, axis: { tickMinStep: 1, tickCount: 5, format: ',d' } }) as const;
export const bars = { type: 'bar', cornerRadiusEnd: 2 } as const;
/** Room for the names beside horizontal bars, which a narrow page has less of. */
export const names = (width: number): object => ({ labelLimit: Math.round(width * 0.45) });
