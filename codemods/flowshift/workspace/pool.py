"""Run a function over files in worker processes; a worker that dies costs only the file it was on."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Union

from ..model import FileResult, Options, Status
from .crew import Crew, Death

Migrate = Callable[[str, Options], FileResult]
_Numbered = tuple[int, Union[FileResult, Death, BaseException]]


def map_files(migrate: Migrate, paths: Sequence[str], options: Options, workers: int) -> Iterator[FileResult]:
    """Yield `migrate(path, options)` for each path, in order. `migrate` is a function at the top level of a module."""
    results: queue.SimpleQueue[_Numbered] = queue.SimpleQueue()
    crew: Crew[str, FileResult] = Crew(_Bound(migrate, options), workers)
    try:
        for number, path in enumerate(paths):
            crew.submit(path, partial(_put, results, number))
        yield from _in_order(results, paths)
    finally:
        crew.close()


@dataclass(frozen=True)
class _Bound:
    migrate: Migrate
    options: Options

    def __call__(self, path: str) -> FileResult:
        return self.migrate(path, self.options)


def _put(results: queue.SimpleQueue[_Numbered], number: int, result: FileResult | Death | BaseException) -> None:
    results.put((number, result))


def _in_order(results: queue.SimpleQueue[_Numbered], paths: Sequence[str]) -> Iterator[FileResult]:
    early: dict[int, FileResult] = {}
    for wanted in range(len(paths)):
        while wanted not in early:
            number, result = results.get()
            if isinstance(result, BaseException):
                raise result
            if isinstance(result, Death):
                result = FileResult(paths[number], Status.ERROR, b"", b"", error=result.reason)
            early[number] = result
        yield early.pop(wanted)
