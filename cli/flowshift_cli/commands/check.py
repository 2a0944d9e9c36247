# No `from __future__ import annotations`: Typer reads the signature at run time, also on Python 3.9.
"""flowshift check: findings only."""

import sys

import typer

from ..console import progress, say, write_text
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
from ..report import Report, exit_code, file_report
from ..request import Request, find, make_request, remarks, results, stdin_result


def check(
    paths: Paths,
    style: StyleOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    safe_only: SafeOnlyOption = False,
    python2: Python2Option = False,
    output_format: FormatOption = OutputFormat.TEXT,
    jobs: JobsOption = None,
) -> None:
    """List the findings on stdout, a summary on stderr.

    Exit code 0: no findings; 1: findings; 2: errors.
    """
    report = _report(make_request(paths, style, select, ignore, safe_only, jobs, python2))
    write_text(RENDERERS[output_format](report))
    say(render_summary(report, "would change", with_findings=False).rstrip("\n"))
    raise typer.Exit(exit_code(report))


def _report(request: Request) -> Report:
    if request.is_stdin:
        return Report((file_report(stdin_result(request, sys.stdin.buffer.read())),))
    found = find(request)
    files = []
    with progress(len(found.sources)) as advance:
        for result in results(request, found):
            files.append(file_report(result))
            advance()
    return Report(tuple(files), remarks(found))
