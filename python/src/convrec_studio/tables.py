"""Parquet files as tables of pyarrow, pandas and Polars."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from .errors import ReadError

if TYPE_CHECKING:
    import pandas
    import polars


def read_tables(paths: Sequence[Path], columns: Sequence[str] | None, remedy: str) -> pa.Table:
    """Returns the rows of Parquet files of one schema, one file after another; only `columns` where they are given."""
    tables = [_read_table(path, columns, remedy) for path in paths]
    return pa.concat_tables(tables)


def _read_table(path: Path, columns: Sequence[str] | None, remedy: str) -> pa.Table:
    try:
        file = pq.ParquetFile(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise ReadError(path, f"this is not a whole Parquet file ({error})", remedy) from None
    with file:
        known = file.schema_arrow.names
        unknown = [column for column in columns or [] if column not in known]
        if unknown:
            raise ReadError(path, f"no column {', '.join(unknown)}", f"Its columns are {', '.join(known)}.")
        return file.read(None if columns is None else list(columns))


def to_pandas(table: pa.Table) -> pandas.DataFrame:
    """Returns the table as a frame of pandas that keeps Arrow's types: whole numbers stay whole where some are null."""
    import pandas

    frame: pandas.DataFrame = table.to_pandas(types_mapper=pandas.ArrowDtype)
    return frame


def to_polars(table: pa.Table) -> polars.DataFrame:
    """Returns the table as a frame of Polars, without a copy where Polars needs none."""
    import polars

    frame = polars.from_arrow(table)
    assert isinstance(frame, polars.DataFrame)
    return frame
