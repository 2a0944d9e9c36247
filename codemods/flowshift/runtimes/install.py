"""Install a runtime into the cache folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from .environments import (
    MARKER,
    Runtime,
    RuntimeMissing,
    find_runtime,
    has_wheels,
    missing_text,
    probe,
    python_of,
    read_marker,
    runtime_folder,
)
from .pythons import find_python, uv_program
from .requirements import REQUIREMENTS, Kind, Requirements

LOCK_POLL_SECONDS = 0.2


class InstallError(Exception):
    """Say which step of the installation failed, with the end of its output."""


def install_runtime(kind: Kind, say: Callable[[str], None] = lambda text: None) -> Runtime:
    """Return the runtime, making or repairing it where needed; `say` is told the steps.

    A runtime that the environment variable names is checked and left as it is. An installed one is checked by an
    import and made anew where that fails. Two installations at the same time wait for one another.

    Raises:
        InstallError: a step failed.
        RuntimeMissing: the variable names a Python without TensorFlow, or no wheel exists for this machine.
    """
    requirements = REQUIREMENTS[kind]
    if os.environ.get(requirements.variable):
        given = find_runtime(kind)
        return Runtime(kind, given.python, probe(given.python, requirements), from_environment=True)
    folder = runtime_folder(kind)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _locked(folder.with_suffix(".lock"), say):
        if read_marker(folder) is not None:
            try:
                return Runtime(kind, python_of(folder), probe(python_of(folder), requirements))
            except RuntimeMissing as broken:
                say(f"repairing {requirements.title}: {broken}")
        if not has_wheels(kind):
            raise RuntimeMissing(missing_text(kind))
        if folder.exists():
            say(f"removing a half-made runtime in {folder}")
            shutil.rmtree(folder)
        return _install(kind, folder, requirements, say)


def _install(kind: Kind, folder: Path, requirements: Requirements, say: Callable[[str], None]) -> Runtime:
    """Make the environment at its final place, and write the marker last: without it the folder counts as half made.

    The folder is not renamed into place, since a virtual environment's scripts hold its path.
    """
    python = _choose_python(requirements)
    say(f"installing {requirements.title} with {python} into {folder}")
    _run_uv(["venv", "--quiet", "--no-project", "--python", python, str(folder)])
    _run_uv(["pip", "install", "--quiet", "--python", str(python_of(folder)), *requirements.packages])
    try:
        versions = probe(python_of(folder), requirements)
    except RuntimeMissing as broken:
        raise InstallError(f"{requirements.title} was installed, but {broken}") from broken
    _write_marker(folder, dict(versions))
    return Runtime(kind, python_of(folder), MappingProxyType(dict(versions)))


def _choose_python(requirements: Requirements) -> str:
    """Return the path of an interpreter that is there, else the version for uv to download."""
    for version in requirements.pythons:
        found = find_python(version)
        if found is not None:
            return str(found)
    return requirements.pythons[0]


def _run_uv(arguments: list[str]) -> None:
    environment = {
        name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")
    }
    try:
        done = subprocess.run(
            [uv_program(), *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise InstallError(f"uv {arguments[0]}: {error}") from error
    if done.returncode != 0:
        tail = "\n".join(done.stderr.strip().splitlines()[-8:])
        raise InstallError(f"`uv {' '.join(arguments[:2])}` failed with exit code {done.returncode}:\n{tail}")


def _write_marker(folder: Path, versions: dict[str, str]) -> None:
    """Write the marker atomically: a crash leaves none, and the next installation starts over."""
    descriptor, path = tempfile.mkstemp(dir=folder, prefix=MARKER)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(versions, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path, folder / MARKER)


@contextmanager
def _locked(path: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Hold an advisory lock on `path`; the system frees it when its holder dies."""
    try:
        import fcntl
    except ImportError:  # Windows: TF 1.15 runs there, two installations at once are the user's care
        yield
        return
    with path.open("w") as file:
        waited = False
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not waited:
                    say("waiting for another installation to finish")
                waited = True
                time.sleep(LOCK_POLL_SECONDS)
        yield
