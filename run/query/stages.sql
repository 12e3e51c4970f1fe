-- One row: one stage of the run that has ended, from manifest.json.
select
  report.stage,
  report.fingerprint,
  report."rows",
  [{
    'step': step.step,
    'rows_in': step."rowsIn",
    'rows_out': step."rowsOut",
    'note': step.note
  } for step in report.steps] as steps,
  report."durationMs" as duration_ms,
  report.figures
from (
  select unnest(from_json($stages, '[{
    "stage": "VARCHAR",
    "fingerprint": "VARCHAR",
    "rows": "MAP(VARCHAR, BIGINT)",
    "steps": [{"step": "VARCHAR", "rowsIn": "BIGINT", "rowsOut": "BIGINT", "note": "VARCHAR"}],
    "durationMs": "DOUBLE",
    "figures": "JSON"
  }]')) as report
)
