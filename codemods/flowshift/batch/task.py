"""Migrate one file in a worker: a question and its answer, both plain data that can be sent to another machine."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Applicability, Finding, Options, Status
from ..projects.program import Member, Sources
from ..syntax.source import concerns_us

# Lines shown around a finding that lies outside the diff.
_AROUND = 2


@dataclass(frozen=True)
class Task:
    """Ask to migrate one file. `packages` are what the migrated sources of its folder need, for requirement files.

    `program` is what it belongs to where that has more than one file, and `sources` their bytes.
    """

    path: str
    source: bytes
    options: Options
    packages: frozenset[str] | None = None
    program: Member | None = None
    sources: Sources = ()


@dataclass(frozen=True)
class Outcome:
    """Tell what became of one file: a FileResult without the bytes that did not change.

    `patch` is the unified diff of the file. `context` holds lines of the original around findings outside of it:
    pairs of the number of the first line and the text.
    """

    path: str
    status: Status
    findings: tuple[Finding, ...] = ()
    error: str | None = None
    after: bytes | None = None
    patch: bytes = b""
    context: tuple[tuple[int, str], ...] = ()
    needs: frozenset[str] = frozenset()
    concerned: bool = False  # whether it speaks of TensorFlow or Keras at all
    cells: tuple[str, ...] = ()  # what it imports from the module of recurrent cells of its folder
    added: bool = False  # whether the repository had no such file

    @property
    def blocked(self) -> bool:
        """Say whether work by hand is left."""
        return self.error is not None or any(f.applicability is Applicability.MANUAL for f in self.findings)


def answer(task: Task) -> Outcome:
    """Migrate one file; what goes wrong with it is in the outcome."""
    concerned = concerns_us(task.source)
    if not concerned and not task.options.python2 and task.program is None:
        return Outcome(task.path, Status.UNCHANGED)
    from ..dependencies import needed_packages
    from ..workspace.diff import patch_lines, to_bytes
    from ..workspace.migration import migrate_bytes, migrate_in_program
    from ..workspace.project import migrate_requirements

    if task.program is not None:
        result = migrate_in_program(task.program, task.sources, task.path, task.options)
    elif task.packages is None:
        result = migrate_bytes(task.source, task.path, task.options)
    else:
        result = migrate_requirements(task.path, task.source, task.packages, task.options)
    changed = result.status is Status.CHANGED
    patch = b"".join(map(to_bytes, patch_lines(task.path, result.before, result.after))) if changed else b""
    return Outcome(
        path=task.path,
        status=result.status,
        findings=result.findings,
        error=result.error,
        after=result.after if changed else None,
        patch=patch,
        context=_context(task.source, result.findings, patch) if not task.path.endswith(".ipynb") else (),
        needs=needed_packages([result]),
        concerned=concerned,
        cells=result.cells if changed else (),
    )


_HUNK = re.compile(rb"^@@ -(\d+)(?:,(\d+))? \+", re.M)


def _context(source: bytes, findings: tuple[Finding, ...], patch: bytes) -> tuple[tuple[int, str], ...]:
    """Return the lines around the findings that no hunk shows, neighbours put together."""
    shown: set[int] = set()
    for start, count in _HUNK.findall(patch):
        shown.update(range(int(start), int(start) + int(count or 1)))
    wanted = {
        line for f in findings if f.line not in shown for line in range(f.line - _AROUND, f.line + _AROUND + 1)
    } - shown
    if not wanted:
        return ()
    lines = source.decode("utf-8", "replace").split("\n")
    pieces: list[tuple[int, list[str]]] = []
    for number in sorted(line for line in wanted if 1 <= line <= len(lines)):
        if pieces and number == pieces[-1][0] + len(pieces[-1][1]):
            pieces[-1][1].append(lines[number - 1])
        else:
            pieces.append((number, [lines[number - 1]]))
    return tuple((start, "\n".join(text)) for start, text in pieces)
