"""The folder of a dataset: configs with a Parquet file a split, joined by `dialog_id`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa

from .errors import ReadError
from .files import sha256_of
from .tables import read_tables

_DOWNLOAD = "Copy or download the dataset again, or launch its run again."
# The folder of the rows that most people train on has another name than its config.
_FOLDERS = {"default": "data"}


@dataclass(frozen=True)
class Message:
    """One message of a dialog."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True)
class Dialog:
    """One row of the config `default`."""

    dialog_id: str
    user_id: str
    split: str
    as_of: datetime
    """All that the dialog rests on was written before it; in UTC, without a time zone."""
    outcome: str
    realizer: str
    target: dict[str, Any]
    messages: tuple[Message, ...]


class Dataset:
    """A dataset's folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def configs(self) -> list[str]:
        """Returns the configs that have rows, sorted."""
        names = {folder: config for config, folder in _FOLDERS.items()}
        folders = sorted({file.parent.name for file in self.path.glob("*/*.parquet")})
        return sorted(names.get(folder, folder) for folder in folders)

    def splits(self, config: str = "default") -> list[str]:
        """Returns the splits of a config that have rows: of train, validation, test."""
        found = {file.name.split("-")[0] for file in self._files(config)}
        return [split for split in ("train", "validation", "test") if split in found]

    def read(self, config: str = "default", split: str | None = None, columns: Sequence[str] | None = None) -> pa.Table:
        """Returns the rows of a config, of one split or of all, in the order of `splits`."""
        wanted = self.splits(config) if split is None else [split]
        files = [file for name in wanted for file in self._files(config) if file.name.split("-")[0] == name]
        if not files:
            raise ReadError(self.path, f'config "{config}" has no split "{split}"', f"It has {', '.join(self.splits(config))}.")
        return read_tables(files, columns, _DOWNLOAD)

    def dialogs(self, split: str | None = None) -> Iterator[Dialog]:
        """Yields the dialogs of one split or of all."""
        for row in self.read("default", split).to_pylist():
            yield Dialog(
                dialog_id=row["dialog_id"],
                user_id=row["user_id"],
                split=row["split"],
                as_of=row["as_of"],
                outcome=row["outcome"],
                realizer=row["realizer"],
                target=row["target"],
                messages=tuple(Message(**message) for message in row["messages"]),
            )

    def find_damaged(self) -> list[str]:
        """Returns the files that are missing or are not what was written, by SHA256SUMS."""
        sums = self.path / "SHA256SUMS"
        if not sums.is_file():
            raise ReadError(sums, "this file is missing", _DOWNLOAD)
        lines = [line.split("  ", 1) for line in sums.read_text(encoding="utf-8").splitlines()]
        return [name for digest, name in lines if not self._is_as_written(name, digest)]

    def _is_as_written(self, name: str, digest: str) -> bool:
        path = self.path / name
        return path.is_file() and sha256_of(path) == digest

    def _files(self, config: str) -> list[Path]:
        if config not in self.configs():
            raise ReadError(self.path, f'no config "{config}"', f"There are {', '.join(self.configs())}.")
        return sorted((self.path / _FOLDERS.get(config, config)).glob("*.parquet"))


def open_dataset(path: str | Path) -> Dataset:
    """Returns the dataset in a folder. Raises ReadError where no dataset lies there."""
    dataset = Dataset(Path(path))
    if not dataset.configs():
        raise ReadError(dataset.path, "no dataset lies here", "Name the folder `dataset` of a run, or a copy of it.")
    return dataset
