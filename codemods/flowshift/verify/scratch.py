"""Copy a script's folder, so that what a run writes is not left behind."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

# Other people's code and caches: no script reads its data from there.
SKIPPED = frozenset(
    (".git", ".hg", ".svn", "__pycache__", ".venv", "venv", ".tox", "node_modules", ".mypy_cache", ".pytest_cache")
)

# Larger files are linked, not copied: a data set is read, and copying it twice would cost more than the run.
LINKED_BYTES = 64 << 20


def copy_folder(source: Path, target: Path) -> None:
    """Copy all files of `source` to the new folder `target`, with the folders in it; link very large files.

    Raises:
        OSError: a file cannot be read.
    """
    shutil.copytree(source, target, ignore=_skipped, copy_function=_copy_or_link, ignore_dangling_symlinks=True)


def _skipped(folder: str, names: list[str]) -> set[str]:
    special = {name for name in names if not _is_plain(os.path.join(folder, name))}
    return special | (SKIPPED & set(names))


def _is_plain(path: str) -> bool:
    """Say whether it is a readable file or folder: sockets and pipes cannot be copied."""
    return (os.path.isfile(path) or os.path.isdir(path)) and os.access(path, os.R_OK)


def _copy_or_link(source: str, target: str) -> None:
    if os.path.getsize(source) > LINKED_BYTES:
        os.symlink(os.path.abspath(source), target)
    else:
        shutil.copyfile(source, target)
