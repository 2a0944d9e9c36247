# No `from __future__ import annotations`: Typer reads the signature at run time, also on Python 3.9.
"""flowshift diff: a dry run."""

import sys
from collections.abc import Iterable

import typer
from flowshift import FileResult, Status

from ..console import progress, say, stdout_is_coloured, write_diff, write_text
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
from ..report import FileReport, Report, exit_code, file_report
from ..request import Request, find, make_request, remarks, results, stdin_result


def diff(
    paths: Paths,
    style: StyleOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    safe_only: SafeOnlyOption = False,
    python2: Python2Option = False,
    output_format: FormatOption = OutputFormat.TEXT,
    jobs: JobsOption = None,
) -> None:
    """Show what would change: a unified diff on stdout, a summary on stderr.

    Exit code 0: nothing to do; 1: changes or findings; 2: errors.
    """
    request = make_request(paths, style, select, ignore, safe_only, jobs, python2)
    report = _report(request, with_diff=output_format is OutputFormat.TEXT)
    if output_format is not OutputFormat.TEXT:
        write_text(RENDERERS[output_format](report))
    say(render_summary(report, "would change", with_findings=output_format is OutputFormat.TEXT).rstrip("\n"))
    raise typer.Exit(exit_code(report))


def _report(request: Request, with_diff: bool) -> Report:
    if request.is_stdin:
        result = stdin_result(request, sys.stdin.buffer.read())
        return Report(tuple(_shown([result], with_diff)))
    found = find(request)
    # On a terminal the diff itself shows the progress, and a bar would run through it.
    total = 0 if with_diff and stdout_is_coloured() else len(found.sources)
    files = []
    with progress(total) as advance:
        for file in _shown(results(request, found), with_diff):
            files.append(file)
            advance()
    return Report(tuple(files), remarks(found))


def _shown(migrated: Iterable[FileResult], with_diff: bool) -> Iterable[FileReport]:
    for result in migrated:
        if with_diff and result.status is Status.CHANGED:
            # difflib is slow to import, and most runs over a clean tree never need it.
            from flowshift.workspace.diff import diff_lines

            write_diff(diff_lines(result.path, result.before, result.after, result.added))
        yield file_report(result)
