"""Reads a dataset's folder by its croissant.json alone, every record of every set; prints the rows as JSON. Fails where it does not validate."""

import json
import sys
from pathlib import Path

import mlcroissant

described = mlcroissant.Dataset(str(Path(sys.argv[1], "croissant.json")))
rows = {records.id: list(described.records(records.id)) for records in described.metadata.record_sets}
default = [row for name, found in rows.items() if name.startswith("default/") for row in found]
texts = [value for row in default for name, value in row.items() if name.endswith("/messages")]
print(
    json.dumps(
        {
            "warnings": sorted(described.metadata.ctx.issues.warnings),
            "rows": {name: len(found) for name, found in rows.items()},
            "messages": sum(len(messages) for messages in texts),
        }
    )
)
