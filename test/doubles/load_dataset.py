"""Loads every config of a dataset's folder by each of four readers; prints the rows they see as JSON."""

import json
import os
import sys
import tempfile
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HOME"] = tempfile.mkdtemp()

import datasets  # noqa: E402
import pandas  # noqa: E402
import polars  # noqa: E402
import pyarrow.parquet  # noqa: E402

datasets.disable_progress_bars()
folder = sys.argv[1]
configs = datasets.get_dataset_config_names(folder)
rows = {"datasets": {}, "pandas": {}, "polars": {}, "pyarrow": {}}
binary = []
for config in configs:
    loaded = datasets.load_dataset(folder, config)
    rows["datasets"][config] = sum(len(split) for split in loaded.values())
    files = sorted(Path(folder, "data" if config == "default" else config).glob("*.parquet"))
    rows["pandas"][config] = sum(len(pandas.read_parquet(file)) for file in files)
    rows["polars"][config] = sum(polars.read_parquet(file).height for file in files)
    rows["pyarrow"][config] = sum(pyarrow.parquet.read_table(file).num_rows for file in files)
    for file in files:
        schema = pyarrow.parquet.read_schema(file)
        binary += [f"{file.name}: {field.name}" for field in schema if "binary" in str(field.type) or "extension" in str(field.type)]
        binary += [f"{file.name}: {name}" for name, kind in polars.read_parquet_schema(file).items() if "Binary" in str(kind)]
print(json.dumps({"configs": configs, "rows": rows, "binary": binary}))
