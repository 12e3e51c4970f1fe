"""JSON and sums of files."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path
from typing import Any

from .errors import ReadError

_BLOCK = 1 << 20


def read_json(path: Path, remedy: str) -> dict[str, Any]:
    """Returns the object of a JSON file. Raises ReadError where there is none."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ReadError(path, "this file is missing", remedy) from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ReadError(path, f"this is not JSON ({error})", remedy) from None
    if not isinstance(content, dict):
        raise ReadError(path, "this is not a JSON object", remedy)
    return content


def crc32_of(path: Path) -> int:
    """Returns the CRC-32 of a file."""
    crc = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            crc = zlib.crc32(block, crc)
    return crc


def sha256_of(path: Path) -> str:
    """Returns the SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
