import assert from 'node:assert/strict';
import { figures } from '../../../studio/report/figures.ts';
import { renderReportPage } from '../../../studio/report/render-report-page.ts';
import type { ReportInput } from '../../../studio/report/report-input.ts';

const hostile = `<script>alert('x')</script>"&<img src=x onerror=alert(1)>`;
const [figure] = figures;
assert.ok(figure !== undefined);

const input: ReportInput = {
  runId: 'yelp-0123456789',
  seed: 7,
  facts: {
    accepted: 1200,
    failed: 2,
    turns: 9000,
    citations: 31,
    reviews: 5,
    users: 2,
    items: 3,
    realizer: 'offline-realizer',
    calls: 0,
    usd: null,
  },
  isComplete: true,
  doubts: ['The split test has 3 dialogs.'],
  checks: 10,
  figures: [
    {
      figure,
      sql: 'select 1',
      columns: ['step', 'rows'],
      rows: [{ step: 'a', rows: 12_345 }],
      wide: '<svg id="w"></svg>',
      narrow: '<svg id="n"></svg>',
    },
  ],
  left: [],
};

describe('renderReportPage', () => {
  it('says what is thin before anything else', () => {
    const page = renderReportPage(input);
    const places = [
      'Thin or doubtful',
      'The split test has 3 dialogs.',
      'In numbers',
      '1,200',
      'From reviews to dialogs',
    ].map((text) => page.indexOf(text));
    assert.ok(
      places.every((place) => place > 0),
      String(places),
    );
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
    assert.match(renderReportPage({ ...input, doubts: [] }), /Nothing stands out in 10 looks/u);
  });

  it('holds no markup but its own, wherever text comes from', () => {
    const clean = renderReportPage(input);
    const page = renderReportPage({
      ...input,
      runId: hostile,
      facts: { ...input.facts, realizer: hostile },
      doubts: [hostile],
      left: [{ title: hostile, reason: hostile }],
      figures: [
        {
          figure: { ...figure, title: hostile, caption: hostile },
          sql: hostile,
          columns: [hostile],
          rows: [{ [hostile]: hostile }],
          wide: '',
          narrow: '',
        },
      ],
    });
    assert.doesNotMatch(page, /<script|<img|onerror=alert\(1\)>/u);
    assert.ok(page.includes('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;&lt;img'));
    assert.doesNotMatch(clean, /<script|https?:/u, 'the page runs nothing and loads nothing');
    assert.match(clean, /Content-Security-Policy" content="default-src 'none'/u);
  });

  it('tells what a model cost, and unknown, not 0, where no price is known', () => {
    const asked = { ...input.facts, calls: 1300, realizer: 'openai:m' };
    assert.match(renderReportPage({ ...input, facts: { ...asked, usd: 1.25 } }), /1\.25 USD.*for 1,300 calls/su);
    assert.match(renderReportPage({ ...input, facts: { ...asked, usd: null } }), /unknown.*for 1,300 calls/su);
    assert.match(renderReportPage(input), /no model was called/u);
  });

  it('says so where the run is going on, and how many rows a table leaves out', () => {
    const rows = Array.from({ length: 70 }, (_, step) => ({ step, rows: 0.12345 }));
    const page = renderReportPage({
      ...input,
      isComplete: false,
      figures: input.figures.map((drawn) => ({ ...drawn, rows })),
    });
    assert.match(page, /The run is going on/u);
    assert.match(page, /<p>10 more rows\.<\/p>/u);
    assert.match(page, /<td class="number">0\.123<\/td>/u);
  });
});
