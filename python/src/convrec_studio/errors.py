"""What is wrong with a folder, and what to do about it."""

from __future__ import annotations

from pathlib import Path


class ReadError(Exception):
    """A file or folder that cannot be read as what it should be. `remedy` says what to do."""

    def __init__(self, path: Path, problem: str, remedy: str) -> None:
        super().__init__(f"{path}: {problem}. {remedy}")
        self.path = path
        self.problem = problem
        self.remedy = remedy
