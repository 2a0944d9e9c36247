"""Migrate the files of a project together with the files that say what it needs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..dependencies import RULE, is_dependency_file, needed_packages
from ..model import Applicability, FileResult, Options, Status
from .cells_modules import cells_modules
from .discovery import reason
from .migration import migrate_bytes, migrate_files


def migrate_project(paths: Sequence[str], options: Options, jobs: int | None = None) -> Iterator[FileResult]:
    """Yield one result per path: sources in their order, then requirement files, which ask for what the sources import.

    Between them come the modules of recurrent cells that migrated sources import; those that are new have `added`.
    """
    sources = [path for path in paths if not is_dependency_file(path)]
    needed: dict[str, frozenset[str]] = {}
    cells: dict[str, tuple[str, ...]] = {}
    for result in migrate_files(sources, options, jobs):
        packages = needed_packages([result])
        if packages:
            needed[result.path] = packages
        if result.cells and result.status is Status.CHANGED:
            cells[result.path] = result.cells
        yield result
    yield from cells_modules(cells)
    for path in paths:
        if is_dependency_file(path):
            yield _dependencies(path, needed, options)


def _dependencies(path: str, needed: dict[str, frozenset[str]], options: Options) -> FileResult:
    """Migrate one requirement file for the sources below its folder."""
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        return FileResult(path, Status.ERROR, b"", b"", error=f"cannot be read: {reason(error)}")
    return migrate_requirements(path, source, packages_below(os.path.dirname(path), needed), options)


def packages_below(folder: str, needed: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the packages that the sources below a folder need, of those that each source needs by its path."""
    return frozenset(name for source, names in needed.items() if _is_below(source, folder) for name in names)


def migrate_requirements(path: str, source: bytes, packages: frozenset[str], options: Options) -> FileResult:
    """Migrate the bytes of one requirement file; of setup.py also the code."""
    from ..rules.selection import asks_for

    code = path.endswith(".py")
    before = migrate_bytes(source, path, options) if code else FileResult(path, Status.UNCHANGED, source, source)
    if before.status is Status.ERROR or not asks_for(RULE, options):
        return before
    from ..dependencies import migrate_dependencies

    after = migrate_dependencies(path, before.after, packages)
    if options.safe_only and after.status is Status.CHANGED:
        findings = tuple(f for f in after.findings if f.applicability is Applicability.MANUAL)
        return replace(before, findings=(*before.findings, *findings))
    status = Status.CHANGED if after.after != before.before else before.status
    findings = (*before.findings, *after.findings)
    return replace(after, before=before.before, status=after.status if after.error else status, findings=findings)


def _is_below(path: str, folder: str) -> bool:
    return not folder or path.startswith(os.path.join(folder, ""))
