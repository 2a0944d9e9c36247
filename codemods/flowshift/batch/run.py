"""Run a batch: open repositories ahead, feed their files to the engine largest first, close each when its last file is back.

One thread decides; opening (git, disk), migrating (the engine) and closing (tests, git, disk) go on beside it, and report as
events. Only a few repositories are open at once, so that memory does not grow with their number.
"""

from __future__ import annotations

import os
import queue
import shutil
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from ..dependencies import is_dependency_file
from ..model import Status
from ..workspace.discovery import reason
from ..workspace.project import packages_below
from .cells import with_cells_modules
from .closing import Closer, Migrated
from .engines import Engine
from .in_place import digest, recover
from .journal import History, Journal, Record, read_history
from .opening import Opened, Refused, Skipped, open_repository, sources_of
from .records import Places, RepositoryRecord, State
from .selection import LFS_POINTER
from .settings import Job, Settings
from .sources import Entry, SourceFailed
from .task import Outcome, Task

# What the journal says of a repository that is being written, beside what it will say when it is done.
_OF_WRITING = ("event", "at", "replacing")
# Opened repositories that wait for a worker: enough that none waits for git.
_AHEAD = 4
# Files under way per worker: the next one is there when one is done.
_PER_WORKER = 4


@dataclass(frozen=True)
class Line:
    """Say what became of one repository, in the few figures that a line of text shows."""

    name: str
    state: State
    message: str = ""
    files: int = 0
    changed: int = 0
    errors: int = 0
    manual: int = 0
    seconds: float = 0.0
    skipped: bool = False


class Watch(Protocol):
    """Be told how a run goes on, in the thread that runs it."""

    def opened(self, files: int) -> None:
        """Hear that a repository was opened and how many files it has."""

    def file(self, failed: bool) -> None:
        """Hear that a file is done."""

    def closed(self, line: Line) -> None:
        """Hear that a repository is done."""


def run_batch(
    jobs: Sequence[Job], settings: Settings, engine: Engine, journal: Journal, watch: Watch, again: bool = False
) -> tuple[Line, ...]:
    """Migrate the repositories and return a line for each, in their order. The caller holds the lock of the output folder.

    Raises:
        JournalFailed: the output folder cannot be written; everything that was finished is safe.
    """
    history = read_history(settings.output)
    remarks = _recover(history, journal)
    Places(settings.output).sweep()
    run = _Run(jobs, settings, engine, Closer(settings, journal, history.commits), watch)
    run.history = read_history(settings.output)
    run.again = again
    run.remarks = remarks
    lines = run.run()
    shutil.rmtree(Places(settings.output).scratch(), ignore_errors=True)
    return tuple(lines[job.name] for job in jobs)


def _recover(history: History, journal: Journal) -> Mapping[str, str]:
    """Bring to its end what a killed run was writing; return, by location, what could not be."""
    remarks: dict[str, str] = {}
    for location, record in history.writing.items():
        done = False
        try:
            done = recover(record)
        except Refused as refusal:
            remarks[location] = str(refusal)
        except OSError as error:
            remarks[location] = f"a killed run has left it half written: {reason(error)}"
        if done:
            journal.append("finished", **{key: value for key, value in record.items() if key not in _OF_WRITING})
        else:
            journal.append("given-up", location=location)
    return remarks


class _Work:
    """Follow one open repository."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.began = time.monotonic()
        self.outcomes: dict[str, Outcome] = {}
        self.digests: dict[str, str] = {}
        self.notes: list[str] = [*opened.source.notes(), *opened.selection.notes]
        self.flying = 0
        self._paths = frozenset(entry.path for entry in opened.selection.sources)
        self._left = deque(sorted(opened.selection.sources, key=lambda entry: (-entry.size, entry.path)))
        self._requirements = deque(opened.selection.requirements)

    def next_entry(self) -> Entry | None:
        """Return the next file that can be migrated now; requirement files come when all sources are back."""
        if self._left:
            return self._left.popleft()
        if self._requirements and not self.flying:
            self._left, self._requirements = self._requirements, deque()
            return self._left.popleft()
        return None

    @property
    def is_done(self) -> bool:
        return not (self._left or self._requirements or self.flying)

    def task(self, entry: Entry, source: bytes) -> Task:
        if not is_dependency_file(entry.path):
            package = os.path.join(os.path.dirname(entry.path), "__init__.py") in self._paths
            program = self.opened.programs.get(entry.path)
            sources = sources_of(program, self.opened) if program is not None else ()
            return Task(entry.path, source, replace(self.opened.options, package=package), None, program, sources)
        needs = {outcome.path: outcome.needs for outcome in self.outcomes.values() if outcome.needs}
        below = packages_below(os.path.dirname(entry.path), needs)
        return Task(entry.path, source, self.opened.options, below)

    def migrated(self) -> Migrated:
        outcomes = with_cells_modules(self.outcomes.values(), self._content)
        # "" is the digest of a file that is not there
        digests = {**{outcome.path: "" for outcome in outcomes if outcome.added}, **self.digests}
        return Migrated(self.opened, outcomes, digests, tuple(self.notes), time.monotonic() - self.began)

    def _content(self, path: str) -> bytes | None:
        entry = next((entry for entry in self.opened.selection.sources if entry.path == path), None)
        return None if entry is None else self.opened.source.read(entry)


class _Run:
    history: History
    again: bool
    remarks: Mapping[str, str]

    def __init__(self, jobs: Sequence[Job], settings: Settings, engine: Engine, closer: Closer, watch: Watch) -> None:
        self._settings = settings
        self._engine = engine
        self._closer = closer
        self._watch = watch
        self._events: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._waiting = deque(jobs)
        self._works: deque[_Work] = deque()
        self._opening = self._closing = self._flying = 0
        self._lines: dict[str, Line] = {}
        self._count = len(jobs)

    def run(self) -> Mapping[str, Line]:
        opener = ThreadPoolExecutor(2)
        closer = ThreadPoolExecutor(max(2, self._engine.workers))
        try:
            while len(self._lines) < self._count:
                self._open(opener)
                self._feed(closer)
                if len(self._lines) < self._count:
                    self._events.get()()
        finally:
            self._closer.stopping.set()
            opener.shutdown(wait=False, cancel_futures=True)
            closer.shutdown(wait=False, cancel_futures=True)
        return self._lines

    def _open(self, pool: ThreadPoolExecutor) -> None:
        while self._waiting and self._opening + len(self._works) < _AHEAD and self._closing < 2 * _AHEAD:
            job = self._waiting.popleft()
            self._opening += 1
            self._begin(pool, partial(open_repository, job, self._settings, self.history, self.again), self._opened)

    def _opened(self, found: Any) -> None:
        self._opening -= 1
        if isinstance(found, Skipped):
            self._finish(line_of_record(found.record, skipped=True))
        elif isinstance(found, RepositoryRecord):
            self._finish(line_of(self._closer.finish_unwritten(found)))
        else:
            assert isinstance(found, Opened)
            self._watch.opened(len(found.selection.sources) + len(found.selection.requirements))
            work = _Work(found)
            work.notes += [text for text in [self.remarks.get(found.job.location)] if text is not None]
            self._works.append(work)

    def _feed(self, pool: ThreadPoolExecutor) -> None:
        """Give the engine as much as it can use, and close what is complete."""
        for work in tuple(self._works):
            while self._flying < _PER_WORKER * self._engine.workers and (entry := work.next_entry()) is not None:
                self._submit(work, entry)
            if work.is_done:
                self._works.remove(work)
                self._closing += 1
                self._begin(pool, partial(self._close, work), self._closed)

    def _submit(self, work: _Work, entry: Entry) -> None:
        try:
            source = work.opened.source.read(entry)
        except SourceFailed as failure:
            self._take(work, Outcome(entry.path, Status.ERROR, error=str(failure)))
            return
        if source.startswith(LFS_POINTER):
            work.notes.append(f"{entry.path}: left alone, its content is kept by git-lfs")
            self._take(work, Outcome(entry.path, Status.UNCHANGED))
            return
        work.digests[entry.path] = digest(source)
        work.flying += 1
        self._flying += 1
        self._engine.submit(work.task(entry, source), partial(self._landed, work))

    def _landed(self, work: _Work, outcome: Outcome | BaseException) -> None:
        """Hear of an outcome in a thread of the engine."""
        self._events.put(partial(self._land, work, outcome))

    def _land(self, work: _Work, outcome: Outcome | BaseException) -> None:
        work.flying -= 1
        self._flying -= 1
        if isinstance(outcome, BaseException):
            raise outcome
        self._take(work, outcome)

    def _take(self, work: _Work, outcome: Outcome) -> None:
        work.outcomes[outcome.path] = outcome
        self._watch.file(outcome.error is not None)

    def _close(self, work: _Work) -> RepositoryRecord:
        try:
            return self._closer.close(work.migrated())
        finally:
            work.opened.source.close()

    def _closed(self, record: Any) -> None:
        self._closing -= 1
        assert isinstance(record, RepositoryRecord)
        self._finish(line_of(record))

    def _finish(self, line: Line) -> None:
        self._lines[line.name] = line
        self._watch.closed(line)

    def _begin(self, pool: ThreadPoolExecutor, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """Do the work in another thread, and `then` go on with its result in this one."""

        def do() -> None:
            try:
                result = work()
            except BaseException as error:
                self._events.put(partial(_raise, error))
            else:
                self._events.put(partial(then, result))

        pool.submit(do)


def _raise(error: BaseException) -> None:
    raise error


def line_of(record: RepositoryRecord) -> Line:
    """Return the line of a repository that was done now."""
    from .closing import finished_row

    return line_of_record(finished_row(record, []))


def line_of_record(record: Record, skipped: bool = False) -> Line:
    """Return the line of a repository from what the journal says of it."""
    figures = {name: record[name] for name in ("message", "files", "changed", "errors", "manual", "seconds")}
    line = Line(str(record["repository"]), State(record["state"]), **figures)  # type: ignore[arg-type]
    return replace(line, skipped=skipped)
