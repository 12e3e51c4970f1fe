import type { Figure } from './figure.ts';

/** A figure with its rows and its drawings as SVG. */
export interface DrawnFigure {
  figure: Figure;
  /** The query of its rows, one line. */
  sql: string;
  columns: readonly string[];
  rows: readonly Readonly<Record<string, unknown>>[];
  /** For a page of a desk and for one of a telephone. */
  wide: string;
  narrow: string;
}

export interface ReportInput {
  runId: string;
  /** As `facts.sql` gives them. */
  facts: Readonly<Record<string, unknown>>;
  seed: number;
  /** Whether every dialog of the run has ended. */
  isComplete: boolean;
  /** Sentences, the gravest first. */
  doubts: readonly string[];
  /** How much was looked for. */
  checks: number;
  figures: readonly DrawnFigure[];
  /** Titles of figures that the run has no rows for, and why. */
  left: readonly { title: string; reason: string }[];
}
