"""Replace a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Callable
from typing import BinaryIO

# What temporary files are called.
TEMPORARY = ".flowshift-*.tmp"


def write_atomically(path: str, content: bytes, like: str | None = None) -> None:
    """Write a file by way of a temporary one in the same folder, synced to disk, that takes its place in one step.

    A file that is replaced keeps its mode bits, and where permitted its owner; a new file takes the mode bits of
    `like`. A link is followed: the file that it names is replaced, not the link.

    Raises:
        OSError: the file cannot be written; it is as it was, and no temporary file is left.
    """
    _replace(path, lambda file: file.write(content), like)


def stage(path: str, content: bytes, temporary: str) -> None:
    """Write what a file will hold to a temporary file beside it, synced to disk, with the mode bits of the file.

    `os.replace(temporary, path)` then needs no more space, and cannot fail for want of it.

    Raises:
        OSError: it cannot be written; no temporary file is left.
    """
    try:
        with open(temporary, "xb") as file:
            file.write(content)
            file.flush()
            _take_mode(path, temporary, None)
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def copy_atomically(source: str, path: str) -> None:
    """Copy a file the way `write_atomically` writes one."""
    with open(source, "rb") as original:
        _replace(path, lambda file: shutil.copyfileobj(original, file), source)


def _replace(path: str, fill: Callable[[BinaryIO], object], like: str | None) -> None:
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    prefix, _, suffix = TEMPORARY.partition("*")
    handle, temporary = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            file.flush()
            _take_mode(target, temporary, like)
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    sync_folder(folder)


def _take_mode(target: str, temporary: str, like: str | None) -> None:
    status = _status(target)
    if status is not None and hasattr(os, "chown"):
        # Only root may give a file away; anyone else owns what they can replace, or keeps a copy of their own.
        with contextlib.suppress(OSError):
            os.chown(temporary, status.st_uid, status.st_gid)
    status = status or (_status(like) if like is not None else None)
    os.chmod(temporary, stat.S_IMODE(status.st_mode) if status is not None else 0o666 & ~_UMASK)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


# The only way to read it is to set it, which no other thread may come between.
_UMASK = os.umask(0)
os.umask(_UMASK)


def sync_folder(folder: str) -> None:
    """Bring the names in a folder to disk."""
    # The new name survives a power cut only once the folder is on disk. Not every system lets a folder be opened.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
