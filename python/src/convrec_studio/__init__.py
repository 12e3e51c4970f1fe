"""Reads the runs and datasets of convrec-studio: tables of pyarrow, from them pandas, Polars and DuckDB."""

from .datasets import Dataset, Dialog, Message, open_dataset
from .errors import ReadError
from .runs import Run, list_runs, open_run
from .tables import to_pandas, to_polars

__all__ = [
    "Dataset",
    "Dialog",
    "Message",
    "ReadError",
    "Run",
    "list_runs",
    "open_dataset",
    "open_run",
    "to_pandas",
    "to_polars",
]
