"""Find the user's own source behind a traceback."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from .text import Place

_LIBRARIES = ("site-packages", "dist-packages", f"{os.sep}lib{os.sep}python")
_SUFFIXES = (".py", ".ipynb")


def own_files(places: Sequence[Place]) -> Iterator[tuple[Path, int]]:
    """Yield the files that are there and no library's, with the line, from the innermost call outwards; each once."""
    seen: set[Path] = set()
    for place in reversed(places):
        if any(part in place.path for part in _LIBRARIES) or not place.path.endswith(_SUFFIXES):
            continue
        try:
            path = Path(place.path).expanduser()
            there = path.is_file()
        except (OSError, ValueError, RuntimeError):
            continue
        if there and path not in seen:
            seen.add(path)
            yield path, place.line
