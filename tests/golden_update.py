"""Rewrite the expected text of golden cases and show what changed: `python tests/golden_update.py [FAMILY[/CASE] ...]`.

Nothing is run: the tests prove that the new text computes the same. Read the diff before you commit it.
"""

from __future__ import annotations

import difflib
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from flowshift.engine import migrate_source
from flowshift.model import Status
from flowshift.rules.written_out.cells_module import module_text
from golden_cases import GOLDEN, GoldenCase, read_cases
from golden_projects import GoldenProject, migrated, read_projects, texts


def update_case(case: GoldenCase) -> str:
    """Write what is expected anew and return the diff, empty where nothing changed.

    Raises:
        RuntimeError: the original could not be migrated.
    """
    result = migrate_source(case.before.read_bytes(), case.before.name, case.options)
    if result.status is Status.ERROR:
        raise RuntimeError(f"{case.name}: {result.error}")
    if result.cells:
        case.cells.write_text(module_text(result.cells), encoding="utf-8")
    else:
        case.cells.unlink(missing_ok=True)
    old = case.after.read_bytes() if case.after.exists() else b""
    if old == result.after:
        return ""
    case.after.write_bytes(result.after)
    return _diff(f"golden/{case.name}/{case.after.name}", old.decode(), result.after.decode())


def update_project(project: GoldenProject) -> str:
    """Write what is expected of a project anew and return the diff, empty where nothing changed."""
    old = texts(project.after)
    shutil.rmtree(project.after, ignore_errors=True)
    migrated(project, project.before, project.after)
    new = texts(project.after)
    diffs = (_diff(f"golden/{project.name}/after/{path}", old.get(path, ""), text) for path, text in new.items())
    return "".join(diffs)


def _diff(name: str, old: str, new: str) -> str:
    return "".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), name, name))


def update(names: Sequence[str], root: Path = GOLDEN) -> int:
    """Update the named cases, or all; print the diffs and return how many cases changed."""
    changed = 0
    for case in read_cases(root):
        if not names or case.name in names or case.folder.parent.name in names:
            diff = update_case(case)
            sys.stdout.write(diff)
            changed += bool(diff)
    for project in read_projects(root):
        if not names or project.name in names or project.folder.parent.name in names:
            diff = update_project(project)
            sys.stdout.write(diff)
            changed += bool(diff)
    print(f"{changed} golden cases changed", file=sys.stderr)
    return changed


if __name__ == "__main__":
    update(sys.argv[1:])
