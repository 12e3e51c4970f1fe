import type { Figure } from './figure.ts';
import type { DrawnFigure, ReportInput } from './report-input.ts';

/** Rows that a figure's table shows; `--figures` writes all of them. */
const mostRows = 60;

/**
 * The page of a run, whole in itself: no script, no font, no file beside it. Whatever stands in the run's relations is text in it, never markup.
 * Holds no time and no path, so that equal runs give equal pages.
 */
export function renderReportPage(input: ReportInput): string {
  const { runId, figures, left } = input;
  const sections = sectionTitles
    .map(([section, title]) =>
      renderSection(
        title,
        figures.filter(({ figure }) => figure.section === section),
      ),
    )
    .join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(runId)}</title>
<style>${styles}</style>
</head>
<body>
<main>
<header>
<p class="kind">Report of a run</p>
<h1>${escapeHtml(runId)}</h1>
<p>${escapeHtml(describeOrigin(input))}</p>
</header>
${renderDoubts(input)}
${renderFacts(input)}
${sections}
${left.length === 0 ? '' : `<section><h2>Not drawn</h2><ul>${left.map(({ title, reason }) => `<li>${escapeHtml(title)}: ${escapeHtml(reason)}</li>`).join('')}</ul></section>`}
<footer><p>Every figure has its rows and the query that gives them: <code>npx convrec sql ${escapeHtml(runId)} "…"</code> asks it, and any other. <code>npx convrec report ${escapeHtml(runId)} --figures DIR</code> writes each as SVG, CSV, SQL and Vega-Lite.</p></footer>
</main>
</body>
</html>
`;
}

const sectionTitles: readonly (readonly [Figure['section'], string])[] = [
  ['reviews', 'Reviews'],
  ['plans', 'Plans'],
  ['dialogs', 'Dialogs'],
  ['making', 'How they were made'],
];

/** Text as it stands in HTML and in its attributes. */
export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replaceAll(/[&<>"']/gu, (letter) => names[letter] ?? letter);
}

function describeOrigin({ facts, seed, isComplete }: ReportInput): string {
  const realizer = textOf(facts['realizer'] ?? 'nobody yet');
  const by =
    realizer === 'offline-realizer'
      ? 'The offline realizer wrote the utterances: a seeded grammar, no language model.'
      : `Written by ${realizer}.`;
  return `${by} Seed ${seed}.${isComplete ? '' : ' The run is going on: all figures are of what has ended by now.'}`;
}

function renderDoubts({ doubts, checks }: ReportInput): string {
  const body =
    doubts.length === 0
      ? `<p>Nothing stands out in ${checks} looks at what is often thin.</p>`
      : `<ul>${doubts.map((doubt) => `<li>${escapeHtml(doubt)}</li>`).join('')}</ul>`;
  return `<section class="doubts${doubts.length === 0 ? ' none' : ''}"><h2>Thin or doubtful</h2>${body}</section>`;
}

/** A value of a row as a person reads it; lists and structs as JSON. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const count = (value: unknown): string => Number(value ?? 0).toLocaleString('en-US');

function renderFacts({ facts }: ReportInput): string {
  const calls = Number(facts['calls'] ?? 0);
  const cards: [string, string][] = [
    [count(facts['accepted']), 'dialogs accepted'],
    [count(facts['failed']), 'dialogs failed'],
    [count(facts['turns']), 'turns'],
    [count(facts['citations']), 'citations of reviews'],
    [count(facts['reviews']), `reviews by ${count(facts['users'])} users of ${count(facts['items'])} items`],
    calls === 0
      ? ['0 USD', 'no model was called']
      : [facts['usd'] === null ? 'unknown' : `${textOf(facts['usd'])} USD`, `for ${count(calls)} calls of the model`],
  ];
  return `<section><h2>In numbers</h2><dl class="facts">${cards
    .map(([value, label]) => `<div><dd>${escapeHtml(value)}</dd><dt>${escapeHtml(label)}</dt></div>`)
    .join('')}</dl></section>`;
}

function renderSection(title: string, figures: readonly DrawnFigure[]): string {
  if (figures.length === 0) return '';
  return `<section><h2>${title}</h2>${figures.map(renderFigure).join('')}</section>`;
}

function renderFigure({ figure, sql, columns, rows, wide, narrow }: DrawnFigure): string {
  const more = rows.length - mostRows;
  return `<figure id="${figure.name}">
<h3>${escapeHtml(figure.title)}</h3>
<figcaption>${escapeHtml(figure.caption)}</figcaption>
<div class="wide">${wide}</div><div class="narrow">${narrow}</div>
<details><summary>Rows and query</summary>
<pre><code>${escapeHtml(sql)}</code></pre>
<div class="rows"><table><thead><tr>${columns.map((column) => `<th>${escapeHtml(column)}</th>`).join('')}</tr></thead><tbody>${rows
    .slice(0, mostRows)
    .map((row) => `<tr>${columns.map((column) => renderCell(row[column])).join('')}</tr>`)
    .join('')}</tbody></table></div>
${more > 0 ? `<p>${count(more)} more rows.</p>` : ''}</details>
</figure>
`;
}

function renderCell(value: unknown): string {
  if (value === null || value === undefined) return '<td class="null">·</td>';
  if (typeof value !== 'number') return `<td>${escapeHtml(textOf(value))}</td>`;
  const digits = Number.isInteger(value) ? 0 : 3;
  return `<td class="number">${escapeHtml(value.toLocaleString('en-US', { maximumFractionDigits: digits, useGrouping: value >= 10_000 }))}</td>`;
}

const styles = `
:root{color-scheme:light dark;--ink:#1c2530;--soft:#5b6776;--paper:#fbfbfa;--card:#fff;--line:#dfe3e8;--warn:#8a4b12;--warn-paper:#fdf3e7}
@media (prefers-color-scheme:dark){:root{--ink:#e4e8ee;--soft:#9aa6b4;--paper:#14181d;--card:#1b2027;--line:#323a45;--warn:#f0b986;--warn-paper:#2c2117}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:860px;margin:0 auto;padding:32px 20px 64px}
h1{font-size:1.6rem;margin:0 0 .4em;overflow-wrap:anywhere;line-height:1.2}
h2{font-size:1.15rem;margin:2.2em 0 .7em;padding-bottom:.3em;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:0 0 .2em}
.kind,figcaption,dt,footer,.null{color:var(--soft)}
.kind{margin:0;font-size:.85rem;letter-spacing:.02em}
.doubts{background:var(--warn-paper);border-left:4px solid var(--warn);padding:2px 18px 8px;margin-top:24px;border-radius:4px}
.doubts.none{background:var(--card);border-color:var(--line)}
.doubts h2{border:0;margin:.6em 0 .2em;padding:0}
.doubts ul{margin:.2em 0 .4em;padding-left:1.2em}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:10px;margin:0}
.facts div{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:10px 12px}
.facts dd{margin:0;font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums}
.facts dt{font-size:.85rem}
figure{margin:0 0 18px;padding:16px;background:var(--card);border:1px solid var(--line);border-radius:6px}
figcaption{font-size:.9rem;margin-bottom:10px}
figure svg{display:block;max-width:100%;height:auto}
figure svg text{fill:var(--ink)}
.narrow{display:none}
@media (max-width:640px){main{padding:20px 12px 40px}figure{padding:12px}.wide{display:none}.narrow{display:block}}
summary{cursor:pointer;color:var(--soft);font-size:.9rem;margin-top:8px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem;background:var(--paper);padding:8px 10px;border-radius:4px;border:1px solid var(--line)}
.rows{overflow-x:auto;max-height:420px;overflow-y:auto}
table{border-collapse:collapse;font-size:.85rem}
th,td{text-align:left;padding:3px 12px 3px 0;border-bottom:1px solid var(--line);vertical-align:top}
.number{text-align:right;font-variant-numeric:tabular-nums}
code{font-family:ui-monospace,monospace}
footer{font-size:.85rem;margin-top:32px;overflow-wrap:anywhere}
`;
