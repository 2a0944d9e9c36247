"""Tell requirement files by their names, and say what the migrated code imports. Light: every walk over a folder asks."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterable
from pathlib import PurePath

from ..model import FileResult, Status

# What the migrated code may import, and the requirement that brings it.
PACKAGES = {
    "tensorflow_addons": "tensorflow-addons>=0.23,<0.24",
    "tf_slim": "tf-slim>=1.1",
    "absl": "absl-py>=1.0",
}

RULE = "dependency"
_PATTERNS = (
    "*requirements*.txt",
    "requirements*.in",
    "constraints*.txt",
    "setup.py",
    "setup.cfg",
    "pyproject.toml",
    "environment*.yml",
    "environment*.yaml",
    "Pipfile",
)
_LISTS = re.compile("|".join(fnmatch.translate(os.path.normcase(pattern)) for pattern in _PATTERNS))
_IMPORT = re.compile(rb"^[ \t]*(?:import|from)[ \t]+(\w+)", re.M)


def is_dependency_file(path: str) -> bool:
    """Tell whether a file lists what a project needs, by its name; `requirements/base.txt` does so by its folder."""
    pure = PurePath(path)
    inside = pure.suffix == ".txt" and pure.parent.name == "requirements"
    return inside or _LISTS.match(os.path.normcase(pure.name)) is not None


def needed_packages(results: Iterable[FileResult]) -> frozenset[str]:
    """Return the packages that migrated files import and did not import before."""
    needed: set[str] = set()
    for result in results:
        if result.status is Status.CHANGED:
            new = set(_IMPORT.findall(result.after)) - set(_IMPORT.findall(result.before))
            needed.update(name.decode() for name in new)
    return frozenset(needed & set(PACKAGES))
