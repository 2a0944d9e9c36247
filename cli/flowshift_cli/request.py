"""Put together what the user asked for: typed options over the configuration file."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flowshift import FileResult, Options, Status, Style
from flowshift.configuration import Configuration, ConfigurationError, read_configuration
from flowshift.workspace import Discovery, discover, migrate_project
from flowshift.workspace.cells_modules import with_unwritten_finding
from flowshift.workspace.migration import migrate_bytes

from .console import fail

STDIN = "-"
STDIN_NAME = "<stdin>"


@dataclass(frozen=True)
class Request:
    """Hold the paths and how to migrate what is under them."""

    paths: tuple[str, ...]
    options: Options
    exclude: tuple[str, ...]
    jobs: int | None

    @property
    def is_stdin(self) -> bool:
        """Say whether the one input is stdin."""
        return self.paths == (STDIN,)


def make_request(
    paths: Sequence[str],
    style: Style | None,
    select: Sequence[str] | None,
    ignore: Sequence[str] | None,
    safe_only: bool,
    jobs: int | None,
    python2: bool = False,
) -> Request:
    """Merge the typed options with the configuration; exit with one line where either is wrong."""
    if STDIN in paths and len(paths) > 1:
        fail("- (stdin) cannot be mixed with other paths")
    if "" in paths:  # most often a variable of a shell that is not set; it must not stand for the current folder
        fail("a path is empty")
    configuration = _configuration(paths)
    configured = configuration.options
    options = Options(
        style=style or configured.style,
        select=names(select) or configured.select,
        ignore=names(ignore) or configured.ignore,
        safe_only=safe_only or configured.safe_only,
        python2=python2 or configured.python2,
    )
    check_names(options.select | options.ignore)
    return Request(tuple(paths), options, configuration.exclude, jobs)


def find(request: Request, outside: str | None = None) -> Discovery:
    """Find the files that the request is about."""
    return discover(request.paths, request.exclude, outside)


def results(request: Request, found: Discovery) -> Iterator[FileResult]:
    """Yield what could not be read, then the result of every source file."""
    for problem in found.problems:
        yield FileResult(problem.path, Status.ERROR, b"", b"", error=problem.message)
    yield from migrate_project([file.path for file in found.sources], request.options, request.jobs)


def stdin_result(request: Request, source: bytes) -> FileResult:
    """Migrate what came on stdin."""
    return with_unwritten_finding(migrate_bytes(source, STDIN_NAME, request.options), "for stdin")


def remarks(found: Discovery) -> tuple[str, ...]:
    """Word what was left alone."""
    return tuple(f"{path}: left alone, a link that leads out of the given path or nowhere" for path in found.links_left)


def _configuration(paths: Sequence[str]) -> Configuration:
    folders = [os.path.abspath(os.curdir if path == STDIN else path) for path in paths]
    try:
        return read_configuration(os.path.commonpath(folders))
    except ConfigurationError as error:
        fail(str(error))
    except ValueError:  # paths on different drives have nothing in common
        return Configuration()


def names(values: Sequence[str] | None) -> frozenset[str]:
    """Return the names of rules or families that were typed, comma separated or repeated."""
    return frozenset(name.strip() for value in values or () for name in value.split(",") if name.strip())


def check_names(typed: frozenset[str]) -> None:
    """Exit with one line where a name is not that of a rule or family."""
    if not typed:
        return
    from flowshift.rules.selection import unknown_names

    unknown = unknown_names(typed)
    if unknown:
        fail(f"no rule or family is named {unknown[0]!r}; `flowshift rules` lists them")
