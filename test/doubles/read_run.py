"""Counts a run and its dataset by the Python package; prints JSON."""

import json
import sys

from convrec_studio import open_run, to_pandas, to_polars

run = open_run(sys.argv[1])
dataset = run.dataset()
with run.connect() as connection:
    counted = {name: connection.execute(f'select count(*) from "{name}"').fetchall()[0][0] for name in run.relations()}
print(
    json.dumps(
        {
            "complete": run.is_complete,
            "damaged": run.find_damaged() + dataset.find_damaged(),
            "counted": counted,
            "rows": run.rows(),
            "read": {name: run.read(name).num_rows for name in run.relations()},
            "dialogs": {split: len(list(dataset.dialogs(split))) for split in dataset.splits()},
            "messages": sum(len(dialog.messages) for dialog in dataset.dialogs()),
            "pandas": len(to_pandas(dataset.read("plan"))),
            "polars": len(to_polars(dataset.read("evidence"))),
        }
    )
)
