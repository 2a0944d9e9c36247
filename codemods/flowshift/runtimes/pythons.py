"""Find a Python interpreter of a given version."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path


def uv_program() -> str:
    """Return the path of uv: the one installed with this package, else one on PATH.

    Raises:
        FileNotFoundError: there is neither.
    """
    try:
        from uv import find_uv_bin

        return str(find_uv_bin())
    except (ImportError, FileNotFoundError):
        found = shutil.which("uv")
        if found is None:
            raise FileNotFoundError("uv is not installed: `pip install uv`") from None
        return found


def find_python(version: str) -> Path | None:
    """Return an interpreter of `version` ("3.7") that runs: from uv's list, PATH, or pyenv's folder; else None."""
    for candidate in _candidates(version):
        if _runs_as(candidate, version):
            return candidate
    return None


def _candidates(version: str) -> Iterator[Path]:
    yield from _known_to_uv(version)
    for name in (f"python{version}", "python3", "python"):
        found = shutil.which(name)
        if found is not None:
            yield Path(found)
    # pyenv's shims on PATH fail unless a version is selected; the folder holds the interpreters themselves.
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for folder in sorted((root / "versions").glob(f"{version}*"), reverse=True):
        yield folder / "bin" / "python"


def _known_to_uv(version: str) -> list[Path]:
    try:
        done = subprocess.run(
            [uv_program(), "python", "list", "--only-installed", "--output-format", "json", version],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        rows = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return []
    return [Path(row["path"]) for row in rows if row.get("path") and row.get("implementation", "cpython") == "cpython"]


def _runs_as(python: Path, version: str) -> bool:
    code = "import sys, ctypes, ssl, zlib; print('%d.%d' % sys.version_info[:2], sys.maxsize > 2**32)"
    try:
        done = subprocess.run(
            [str(python), "-I", "-c", code],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.split() == [version, "True"]
