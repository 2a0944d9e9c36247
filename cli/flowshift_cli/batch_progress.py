"""Show how a batch goes on: a live display on a terminal, else a line per repository."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flowshift.batch.records import State
from flowshift.batch.run import Line, Watch

from .commands.batch_status import render_line
from .console import say

if TYPE_CHECKING:
    from rich.progress import Progress

_FAILED = (State.FAILED, State.REFUSED, State.ROLLED_BACK)


@contextmanager
def watching(repositories: int) -> Iterator[Watch]:
    """Give what a run tells its progress to."""
    if not sys.stderr.isatty():
        yield _Lines(repositories)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description:12}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failures]}", style="red"),
    )
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=False) as bar:
        yield _Live(bar, repositories)


class _Lines:
    def __init__(self, repositories: int) -> None:
        self._total = repositories
        self._done = 0

    def opened(self, files: int) -> None:
        pass

    def file(self, failed: bool) -> None:
        pass

    def closed(self, line: Line) -> None:
        self._done += 1
        took = "" if line.skipped else f" ({line.seconds:.1f} s)"
        say(f"[{self._done}/{self._total}] {render_line(line)}{took}")


class _Live:
    def __init__(self, bar: Progress, repositories: int) -> None:
        self._bar = bar
        self._began = time.monotonic()
        self._files = self._files_known = self._failed_files = self._failed = 0
        self._of_repositories = bar.add_task("repositories", total=repositories, rate="", failures="")
        # How many files there are is known only of the repositories that were opened.
        self._of_files = bar.add_task("files", total=0, rate="", failures="")

    def opened(self, files: int) -> None:
        self._files_known += files
        self._bar.update(self._of_files, total=self._files_known)

    def file(self, failed: bool) -> None:
        self._files += 1
        self._failed_files += failed
        rate = self._files / max(time.monotonic() - self._began, 0.1)
        failures = f"{self._failed_files} failed" if self._failed_files else ""
        self._bar.update(self._of_files, completed=self._files, rate=f"{rate:.0f}/s", failures=failures)

    def closed(self, line: Line) -> None:
        self._failed += line.state in _FAILED
        if line.state in _FAILED:
            shown = render_line(line).encode("utf-8", "replace").decode()
            self._bar.console.print(shown, markup=False, highlight=False)
        self._bar.advance(self._of_repositories)
        self._bar.update(self._of_repositories, failures=f"{self._failed} failed" if self._failed else "")
