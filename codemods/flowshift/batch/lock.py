"""Keep two runs from writing to one folder at once. The lock is the system's own, on the folder, and ends with the process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


class Busy(Exception):
    """Say that another run holds the folder."""


@contextmanager
def locked(folder: str) -> Iterator[None]:
    """Hold the lock of a folder. No file is left behind; on Windows, which cannot lock a folder, nothing is held.

    Raises:
        Busy: another run holds it.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy(f"another run is at work in {folder}") from error
        yield
    finally:
        os.close(handle)
