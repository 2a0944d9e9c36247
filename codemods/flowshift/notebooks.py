"""Migrate a notebook: its code cells as one program, written back cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import libcst as cst

from .model import Applicability, FileResult, Finding, Options, Status, Style, failed
from .python2 import unasked
from .rules.notebook import NAME
from .rules.selection import asks_for
from .syntax.cells import Program, program_of
from .syntax.magics import Magic, syntax_error
from .syntax.notebook import Notebook, read_notebook, with_sources
from .syntax.python2 import is_python2
from .syntax.source import SourceError, decode, layout_error

Migrate = Callable[[bytes, str, Options], FileResult]

_TENSORFLOW = re.compile(r"\btensorflow|\btf\.\w")


def migrate_notebook(source: bytes, path: str, options: Options, migrate: Migrate) -> FileResult:
    """Migrate the code cells of a notebook; `migrate` is what migrates a script."""
    notebook = read_notebook(source)
    if isinstance(notebook, SourceError):
        return failed(path, source, str(notebook))
    if notebook.language not in ("python", "ipython"):
        message = f"left alone: its kernel runs {notebook.language}, not Python"
        finding = Finding(1, 1, NAME, "", message, Applicability.MANUAL)
        return FileResult(path, Status.UNCHANGED, source, source, (finding,))
    if not notebook.cells:
        return FileResult(path, Status.UNCHANGED, source, source)
    return _migrated(notebook, source, path, options, migrate)


def _migrated(notebook: Notebook, source: bytes, path: str, options: Options, migrate: Migrate) -> FileResult:
    bad = _bad_cells(program_of(notebook.cells))
    old = _python2_cells(program_of(notebook.cells), bad, path)
    if old and not options.python2:
        return FileResult(path, Status.UNCHANGED, source, source, old)
    bad = {cell: message for cell, message in bad.items() if all(cell != finding.cell for finding in old)}
    for style, names in ((options.style, True), (Style.GRAPH, False)):
        # A session or tensor that a magic uses must stay, which the names say. Where functions cannot be laid out in the
        # cells, or an alias that a magic uses is written out, the notebook keeps its session, and all its names.
        program = program_of(notebook.cells, bad, names)
        result = migrate(program.text.encode("utf-8"), path + ".py", replace(options, style=style))
        if result.status is Status.ERROR:
            return failed(path, source, _placed(result.error or "", program))
        sources = program.sources(result.after.decode("utf-8"))
        if sources is not None:
            break
    else:
        return failed(path, source, "what became of its program cannot be told apart into cells; it is left alone")
    after = with_sources(notebook, sources)
    notes = (*_unread(bad), *_magic_findings(program, bad)) if asks_for(NAME, options) else ()
    findings = sorted(
        {*_in_cells(result.findings, program), *notes},
        key=lambda finding: (finding.cell, finding),
    )
    status = Status.CHANGED if after != source else Status.UNCHANGED
    return replace(result, path=path, status=status, before=source, after=after, findings=tuple(findings))


def _bad_cells(program: Program) -> dict[int, str]:
    """Return why cells cannot be part of the program, by their numbers."""
    bad: dict[int, str] = {}
    for cell, body in zip(program.cells, program.bodies):
        message = _problem(body)
        if message is not None:
            bad[cell.number] = message
    return bad


def _python2_cells(program: Program, bad: dict[int, str], path: str) -> tuple[Finding, ...]:
    """Return a finding for each of the cells that does not parse because it is Python 2."""
    cells = [
        cell.number
        for cell, body in zip(program.cells, program.bodies)
        if cell.number in bad and is_python2(body, path)
    ]
    return tuple(unasked(_line(bad[cell]), cell) for cell in cells)


def _line(message: str) -> int:
    found = re.match(r"line (\d+): ", message)
    return int(found.group(1)) if found else 1


def _problem(body: str) -> str | None:
    message = syntax_error(body)
    if message is not None:
        return message
    try:
        # Below another line, where a coding cookie means nothing.
        decoded = decode(b"_\n" + body.encode("utf-8"))
        if isinstance(decoded, SourceError):
            return str(decoded)
        lost = layout_error(decoded.text, cst.parse_module(decoded.text).code)
        if lost is not None:
            return str(lost)
    except (UnicodeError, cst.ParserSyntaxError) as error:
        return " ".join(str(error).split())
    return None


def _in_cells(findings: tuple[Finding, ...], program: Program) -> Iterator[Finding]:
    for finding in findings:
        cell, line = program.place(finding.line)
        yield replace(finding, line=line, cell=cell)


def _unread(bad: dict[int, str]) -> Iterator[Finding]:
    for cell, message in bad.items():
        text = f"the cell is left as it is: it does not parse ({message})"
        yield Finding(_line(message), 1, NAME, "", text, Applicability.MANUAL, cell)


def _magic_findings(program: Program, bad: dict[int, str]) -> Iterator[Finding]:
    """Report the magics that speak of TensorFlow: what they run is not migrated."""
    for magic in program.stand_ins.magics:
        if magic.cell not in bad and _TENSORFLOW.search(magic.text):
            yield Finding(magic.line, 1, NAME, "", _advice(magic), Applicability.MANUAL, magic.cell)


def _advice(magic: Magic) -> str:
    first = magic.text.strip().splitlines()[0]
    if "tensorflow_version" in first:
        return f"`{first}` is kept, and chooses TensorFlow 1: remove it"
    if "install" in first:
        return f"`{first}` is kept: let it install TensorFlow 2.15"
    return f"`{first}` is kept as it is: what it runs is not migrated"


def _placed(error: str, program: Program) -> str:
    """Say the cell and the line in it where an error names a line of the program."""
    found = re.match(r"line (\d+): (.*)", error, re.S)
    if not found:
        return error
    cell, line = program.place(int(found.group(1)))
    return f"cell {cell}, line {line}: {found.group(2)}"
