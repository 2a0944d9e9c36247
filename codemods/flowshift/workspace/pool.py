"""Run a function over files in worker processes; a worker that dies costs only the file it was on.

concurrent.futures loses every result that is still to come when one of its processes dies. Here each worker is a plain
child process with a thread of this process that feeds it, one file at a time.
"""

from __future__ import annotations

import contextlib
import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Union, cast

from ..model import FileResult, Options, Status

Migrate = Callable[[str, Options], FileResult]
_Numbered = tuple[int, Union[FileResult, BaseException]]

# The child sees the same modules as this process, wherever they were found. Its own stdout carries results only.
_CHILD = "import sys; sys.path[:] = {path!r}; from flowshift.workspace.worker import main; main()"


def map_files(migrate: Migrate, paths: Sequence[str], options: Options, workers: int) -> Iterator[FileResult]:
    """Yield `migrate(path, options)` for each path, in order. `migrate` is a function at the top level of a module."""
    tasks: queue.SimpleQueue[tuple[int, str] | None] = queue.SimpleQueue()
    results: queue.SimpleQueue[_Numbered] = queue.SimpleQueue()
    for task in enumerate(paths):
        tasks.put(task)
    for _ in range(workers):
        tasks.put(None)
    crew = [_Worker(migrate, options) for _ in range(workers)]
    for worker in crew:
        threading.Thread(target=worker.work, args=(tasks, results), daemon=True).start()
    try:
        yield from _in_order(results, len(paths))
    finally:
        for worker in crew:
            worker.stop()


def _in_order(results: queue.SimpleQueue[_Numbered], count: int) -> Iterator[FileResult]:
    early: dict[int, FileResult] = {}
    for wanted in range(count):
        while wanted not in early:
            number, result = results.get()
            if isinstance(result, BaseException):
                raise result
            early[number] = result
        yield early.pop(wanted)


class _Worker:
    def __init__(self, migrate: Migrate, options: Options) -> None:
        self._migrate = migrate
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def work(self, tasks: queue.SimpleQueue[tuple[int, str] | None], results: queue.SimpleQueue[_Numbered]) -> None:
        while (task := tasks.get()) is not None and not self._stopped:
            number, path = task
            try:
                results.put((number, self._ask(path)))
            except BaseException as error:  # a bug must reach the waiting side, which would wait forever
                results.put((number, error))
        self.stop()

    def stop(self) -> None:
        self._stopped = True
        if self._process is not None:
            _end(self._process)

    def _ask(self, path: str) -> FileResult:
        process = self._process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            pickle.dump(path, process.stdin)
            process.stdin.flush()
            return cast(FileResult, pickle.load(process.stdout))
        except (OSError, EOFError, pickle.UnpicklingError):
            self._process = None
            return FileResult(path, Status.ERROR, b"", b"", error=_death(_end(process, patience=2)))

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-c", _CHILD.format(path=sys.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert process.stdin is not None
        pickle.dump((self._migrate, self._options), process.stdin)
        return process


def _end(process: subprocess.Popen[bytes], patience: float = 0) -> int:
    # A worker that closed its pipes is on its way out by itself, and its own exit code says more than ours.
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=patience)
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    return process.wait()


def _death(code: int) -> str:
    if code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"the process that migrated this file died ({name}{', out of memory?' if name == 'SIGKILL' else ''})"
    return f"the process that migrated this file ended with exit code {code}"
