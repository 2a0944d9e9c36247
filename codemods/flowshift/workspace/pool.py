"""Run a function over files in worker processes; a worker that dies costs only the file it was on."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Optional, Union

from ..model import FileResult, Options, Status
from ..projects.program import Member
from .crew import Crew, Death

Migrate = Callable[[str, Options, Optional[Member]], FileResult]
_Question = tuple[str, Optional[Member]]
_Numbered = tuple[int, Union[FileResult, Death, BaseException]]


def map_files(
    migrate: Migrate,
    paths: Sequence[str],
    options: Options,
    workers: int,
    programs: Callable[[], Mapping[str, Member]] = dict,
) -> Iterator[FileResult]:
    """Yield `migrate(path, options, program)` for each path, in order. `migrate` is a function at the top level of a module.

    `programs` is called while the workers start; it returns the programs of the paths that belong to one.
    """
    results: queue.SimpleQueue[_Numbered] = queue.SimpleQueue()
    crew: Crew[_Question, FileResult] = Crew(_Bound(migrate, options), workers)
    try:
        crew.start()
        found = programs()
        for number, path in enumerate(paths):
            crew.submit((path, found.get(path)), partial(_put, results, number))
        yield from _in_order(results, paths)
    finally:
        crew.close()


@dataclass(frozen=True)
class _Bound:
    migrate: Migrate
    options: Options

    def __call__(self, question: _Question) -> FileResult:
        path, program = question
        return self.migrate(path, self.options, program)


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
