# No `from __future__ import annotations`: Typer reads the signature at run time, also on Python 3.9.
"""flowshift apply: write the changes."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Optional

import typer
from flowshift import Applicability, FileResult, Status
from flowshift.workspace import Discovery
from flowshift.workspace.plan import PlanError, Write, perform, plan_copy, plan_in_place, refused

from ..console import fail, progress, say, write_bytes, write_text
from ..interactive import choose
from ..options import (
    FormatOption,
    IgnoreOption,
    JobsOption,
    OutputFormat,
    Paths,
    Python2Option,
    SafeOnlyOption,
    SelectOption,
    StyleOption,
)
from ..render import RENDERERS
from ..render.as_text import render_summary
from ..report import FileReport, Report, file_report
from ..request import Request, find, make_request, remarks, results, stdin_result

ToOption = Annotated[
    Optional[str], typer.Option("--to", metavar="DIR", help="Write a migrated copy of everything below PATH into DIR.")
]
MapOption = Annotated[
    Optional[str],
    typer.Option("--variable-map", metavar="FILE", help="Write where each TF1 variable lives afterwards, as JSON."),
]
DirtyOption = Annotated[bool, typer.Option("--allow-dirty", help="Also replace files that git could not give back.")]
InteractiveOption = Annotated[
    bool, typer.Option("--interactive", "-i", help="Ask about each hunk, as git add -p does.")
]


def apply(
    paths: Paths,
    to: ToOption = None,
    allow_dirty: DirtyOption = False,
    interactive: InteractiveOption = False,
    variable_map: MapOption = None,
    style: StyleOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    safe_only: SafeOnlyOption = False,
    python2: Python2Option = False,
    output_format: FormatOption = OutputFormat.TEXT,
    jobs: JobsOption = None,
) -> None:
    """Write the changes in place, or with --to a migrated copy into another folder.

    Files that git shows as modified, staged or untracked are refused, and then nothing is written. With - the result
    goes to stdout. With --interactive, what you say yes to is written in the end.

    Exit code 0: done; 1: done, and some findings are left to you; 2: errors.
    """
    request = make_request(paths, style, select, ignore, safe_only, jobs, python2)
    if interactive and (request.is_stdin or to is not None or output_format is not OutputFormat.TEXT):
        fail("--interactive works in place: neither -, --to nor --output-format can be used with it")
    if request.is_stdin:
        if to is not None or variable_map is not None or output_format is not OutputFormat.TEXT:
            fail(
                "- (stdin) writes its result to stdout: --to, --variable-map and --output-format cannot be used with it"
            )
        report = _filter(request)
    else:
        report = _written(request, to, allow_dirty, interactive, variable_map)
        write_text(RENDERERS[output_format](report) if output_format is not OutputFormat.TEXT else "")
    say(render_summary(report, "changed", with_findings=output_format is OutputFormat.TEXT).rstrip("\n"))
    raise typer.Exit(_exit_code(report))


def _filter(request: Request) -> Report:
    result = stdin_result(request, sys.stdin.buffer.read())
    # Also after an error, when this is the input as it was: `flowshift apply - <a >b` must not leave b empty.
    write_bytes(result.after)
    return Report((file_report(result),))


def _written(
    request: Request, to: Optional[str], allow_dirty: bool, interactive: bool, variable_map: Optional[str]
) -> Report:
    if to is not None:
        _check_target(to, request.paths)
    found = find(request, outside=to)
    migrated = _migrated(request, found)
    if interactive:
        migrated = tuple(choose(migrated))
    try:
        writes = plan_in_place(migrated) if to is None else plan_copy(migrated, (*found.sources, *found.others), to)
    except PlanError as error:
        fail(str(error))
    refusals = {} if allow_dirty else {problem.path: problem.message for problem in refused(writes)}
    errors = _refusal_errors(writes, refusals) if refusals else perform(writes)
    if variable_map is not None and not refusals:
        _write_map(variable_map, migrated)
    return Report(tuple(_reports(migrated, errors)), remarks(found))


def _check_target(to: str, paths: Sequence[str]) -> None:
    """Exit with one line where the copy has no folder of its own: an input that is also the target is not read at all."""
    if not to:
        fail("--to needs the name of a folder")
    same = next((path for path in paths if os.path.realpath(path) == os.path.realpath(to)), None)
    if same is not None:
        fail(f"{same} is both the input and the target; leave out --to to migrate in place")


def _write_map(path: str, migrated: Sequence[FileResult]) -> None:
    from flowshift.checkpoints.variable_map import render_variable_map
    from flowshift.workspace.writing import write_atomically

    try:
        write_atomically(path, render_variable_map(migrated).encode())
    except OSError as error:
        fail(f"{path}: {error.strerror or error}")


def _migrated(request: Request, found: Discovery) -> Sequence[FileResult]:
    migrated = []
    with progress(len(found.sources)) as advance:
        for result in results(request, found):
            # Only what will be written is kept: a tree may be larger than the memory.
            keep = result.status is Status.CHANGED
            migrated.append(result if keep else replace(result, before=b"", after=b""))
            advance()
    return migrated


def _refusal_errors(writes: Sequence[Write], refusals: Mapping[str, str]) -> Mapping[str, str]:
    return {
        write.source: f"not written: {write.target} {refusals[write.target]} (--allow-dirty overrides)"
        if write.target in refusals
        else "not written: other files were refused"
        for write in writes
    }


def _reports(migrated: Sequence[FileResult], errors: Mapping[str, str]) -> Sequence[FileReport]:
    """Merge what could not be written into what was found; a file that was only to be copied may be new here."""
    known = {result.path for result in migrated}
    reports = [
        replace(file_report(result), status=Status.ERROR, error=result.error or errors[result.path])
        if result.path in errors
        else file_report(result)
        for result in migrated
    ]
    copies = [FileReport(path, Status.ERROR, error) for path, error in errors.items() if path not in known]
    return [*reports, *copies]


def _exit_code(report: Report) -> int:
    if report.count(Status.ERROR):
        return 2
    return 1 if any(finding.applicability is Applicability.MANUAL for _, finding in report.findings()) else 0
