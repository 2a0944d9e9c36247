"""Find the TensorFlow environments: those that the user names, else those in the cache folder."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from .requirements import REQUIREMENTS, Kind, Requirements

MARKER = "flowshift-runtime.json"

# What runs in the child: the versions of the packages that must import, as JSON on the last line.
PROBE = """
import importlib, json, platform, sys
versions = {"python": platform.python_version()}
for name in sys.argv[1:]:
    versions[name] = getattr(importlib.import_module(name), "__version__", "")
print(json.dumps(versions))
"""


class RuntimeMissing(Exception):
    """Say that a runtime is not there, and the command that makes it."""


@dataclass(frozen=True)
class Runtime:
    """Name a Python with its TensorFlow.

    `versions` holds the version of each package and of "python"; it is empty for a runtime that was not probed.
    """

    kind: Kind
    python: Path
    versions: Mapping[str, str]
    from_environment: bool = False


def cache_folder() -> Path:
    """Return the folder that holds the runtimes: the user's cache folder, or $FLOWSHIFT_CACHE_DIR."""
    given = os.environ.get("FLOWSHIFT_CACHE_DIR")
    if given:
        return Path(given) / "runtimes"
    from platformdirs import user_cache_path

    return user_cache_path("flowshift", appauthor=False) / "runtimes"


def runtime_folder(kind: Kind) -> Path:
    """Return where a runtime with the present pins lives; other pins are another folder."""
    return cache_folder() / f"{kind.value}-{REQUIREMENTS[kind].fingerprint}"


def python_of(folder: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def has_wheels(kind: Kind) -> bool:
    """Say whether this machine has TensorFlow wheels for the runtime: TF 1.15 exists for x86-64 only."""
    return kind is Kind.TF2 or platform.machine().lower() in ("x86_64", "amd64")


def probe(python: Path, requirements: Requirements, seconds: float = 180) -> Mapping[str, str]:
    """Import the runtime's packages in a child and return their versions.

    Raises:
        RuntimeMissing: the interpreter does not start, or an import fails; the text ends with its last line.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment["TF_CPP_MIN_LOG_LEVEL"] = "3"
    try:
        done = subprocess.run(
            [str(python), "-W", "ignore", "-c", PROBE, *requirements.imports],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RuntimeMissing(f"{python} does not run: {error}") from error
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise RuntimeMissing(f"{python} cannot import {', '.join(requirements.imports)}: {lines[-1]}")
    versions: dict[str, str] = json.loads(done.stdout.strip().splitlines()[-1])
    return MappingProxyType(versions)


def find_runtime(kind: Kind) -> Runtime:
    """Return the runtime that the environment variable names, else the installed one.

    The installed one was probed when it was made, so this reads one small file. One that the variable names is only
    looked for: the proof itself shows what it can import.

    Raises:
        RuntimeMissing: there is none; the text names the command that installs it.
    """
    requirements = REQUIREMENTS[kind]
    given = os.environ.get(requirements.variable)
    if given:
        if not os.access(given, os.X_OK) or os.path.isdir(given):
            raise RuntimeMissing(f"{requirements.variable} names {given}, which is not a program")
        return Runtime(kind, Path(given), MappingProxyType({}), from_environment=True)
    folder = runtime_folder(kind)
    versions = read_marker(folder)
    if versions is None:
        raise RuntimeMissing(missing_text(kind))
    return Runtime(kind, python_of(folder), versions)


def missing_text(kind: Kind) -> str:
    """Say what is missing and what to do about it."""
    requirements = REQUIREMENTS[kind]
    if not has_wheels(kind):
        return (
            f"{requirements.title} has no wheel for this machine ({platform.machine()}). "
            "`flowshift verify --before compat` runs the original on TF 2.15's compat.v1 instead, which is a weaker "
            f"proof; or let {requirements.variable} name a Python that has it."
        )
    return (
        f"{requirements.title} is not installed. Run `flowshift runtimes install`, "
        f"or let {requirements.variable} name a Python that has it."
    )


def read_marker(folder: Path) -> Mapping[str, str] | None:
    """Return the versions that a finished installation wrote down, or None where there is none."""
    if not python_of(folder).exists():
        return None
    try:
        versions = json.loads((folder / MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(versions, dict):
        return None
    return MappingProxyType({str(name): str(version) for name, version in versions.items()})


def list_runtimes() -> Iterator[tuple[Kind, Runtime | RuntimeMissing]]:
    """Yield, for every kind of runtime, what is there or why there is none."""
    return ((kind, _found_or_missing(kind)) for kind in Kind)


def _found_or_missing(kind: Kind) -> Runtime | RuntimeMissing:
    try:
        return find_runtime(kind)
    except RuntimeMissing as missing:
        return missing
