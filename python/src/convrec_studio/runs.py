"""A run's folder: its config, its manifest, and a Parquet file a relation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from .datasets import Dataset, open_dataset
from .errors import ReadError
from .files import crc32_of, read_json
from .tables import read_tables

if TYPE_CHECKING:
    import duckdb

_LAUNCH = "Launch the run again: what is missing is made again."


class Run:
    """A run of convrec-studio, complete or going on. Reads files only; nothing is written, no server is asked."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest: dict[str, Any] = read_json(path / "manifest.json", "Name the folder of a run, e.g. runs/<run-id>.")
        self.config: dict[str, Any] = read_json(path / "config.json", _LAUNCH)

    @property
    def run_id(self) -> str:
        """Id of the run, which is its folder's name."""
        return str(self.manifest["runId"])

    @property
    def is_complete(self) -> bool:
        """Whether every stage has ended."""
        return bool(self.manifest["status"] == "complete")

    def relations(self) -> list[str]:
        """Returns the names of the relations that are there, sorted."""
        return sorted(path.stem for path in (self.path / "relations").glob("*.parquet"))

    def read(self, relation: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Returns a relation's rows; only `columns` where they are given."""
        return read_tables([self._file(relation)], columns, _LAUNCH)

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Returns a connection of DuckDB in memory with a view a relation."""
        import duckdb

        connection = duckdb.connect()
        for relation in self.relations():
            path = str(self._file(relation)).replace("'", "''")
            connection.execute(f"create view \"{relation}\" as from read_parquet(['{_without_glob(path)}'])")
        return connection

    def rows(self) -> dict[str, int]:
        """Returns the number of rows that the manifest has for each relation."""
        return {name: int(rows) for stage in self.manifest["stages"] for name, rows in stage["rows"].items()}

    def find_damaged(self) -> list[str]:
        """Returns the relations whose file is missing or is not what the run wrote, by the manifest's CRC-32."""
        sums = {name: crc for stage in self.manifest["stages"] for name, crc in stage.get("checksums", {}).items()}
        return sorted(name for name, crc in sums.items() if not self._is_as_written(name, crc))

    def dataset(self) -> Dataset:
        """Returns the run's dataset. Raises ReadError where the run has none yet."""
        return open_dataset(self.path / "dataset")

    def _file(self, relation: str) -> Path:
        path = self.path / "relations" / f"{relation}.parquet"
        # A name with a separator in it would name a file elsewhere.
        if relation in self.relations():
            return path
        raise ReadError(path, "no such relation", f"There are {', '.join(self.relations()) or 'none yet'}.")

    def _is_as_written(self, relation: str, crc: int) -> bool:
        path = self.path / "relations" / f"{relation}.parquet"
        return path.is_file() and crc32_of(path) == crc


def _without_glob(path: str) -> str:
    """DuckDB reads *, ? and [ of a path as a pattern."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in path)


def open_run(path: str | Path) -> Run:
    """Returns the run in a folder. Raises ReadError where the folder is none of a run."""
    return Run(Path(path))


def list_runs(folder: str | Path = "runs") -> list[Run]:
    """Returns the runs in a folder of runs, by id; folders without a manifest are none."""
    place = Path(folder)
    if not place.is_dir():
        raise ReadError(place, "no such folder", "Name the folder that `convrec launch --runs` wrote into; it is ./runs by default.")
    return [Run(path.parent) for path in sorted(place.glob("*/manifest.json"))]
