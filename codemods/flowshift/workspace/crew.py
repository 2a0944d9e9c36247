"""Answer questions in child processes; one that dies, hangs or grows too large costs only the question it was on.

concurrent.futures loses every result that is still to come when one of its processes dies. Here each worker is a plain
child process with a thread of this process that feeds it, one question at a time.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar, Union, cast

Question = TypeVar("Question")
Answer = TypeVar("Answer")

# How often the limits are looked at, in seconds.
TICK = 0.1

# The child sees the same modules as this process, wherever they were found. Its own stdout carries answers only.
_CHILD = "import sys; sys.path[:] = {path!r}; from flowshift.workspace.worker import main; main()"


@dataclass(frozen=True)
class Limits:
    """Bound what one question may cost: seconds, and megabytes of resident memory (seen on Linux only)."""

    seconds: float | None = None
    megabytes: float | None = None

    def exceeded(self, seconds: float, megabytes: float) -> str | None:
        """Say which limit is passed, as the rest of a sentence about the worker."""
        if self.seconds is not None and seconds > self.seconds:
            return f"took longer than {self.seconds:g} s"
        if self.megabytes is not None and megabytes > self.megabytes:
            return f"took more than {self.megabytes:g} MB of memory"
        return None


@dataclass(frozen=True)
class Death:
    """Say in one line why a question has no answer."""

    reason: str


class Crew(Generic[Question, Answer]):
    """Hold child processes that run `answer`, a picklable function. Workers start with their first question."""

    def __init__(self, answer: Callable[[Question], Answer], count: int, limits: Limits | None = None) -> None:
        self._questions: queue.SimpleQueue[_Posed[Question, Answer] | None] = queue.SimpleQueue()
        self._limits = limits or Limits()
        self._workers = [Worker(answer, self._limits) for _ in range(count)]
        self._closed = threading.Event()
        for worker in self._workers:
            threading.Thread(target=self._work, args=(worker,), daemon=True).start()
        if limits is not None:
            threading.Thread(target=self._watch, daemon=True).start()

    def start(self) -> None:
        """Start the workers before there are questions, which are then made while they load what they need."""
        for worker in self._workers:
            worker.start()

    def submit(self, question: Question, done: Callable[[Answer | Death | BaseException], None]) -> None:
        """Pose a question; `done` is called in another thread with the answer, the worker's death, or a bug."""
        self._questions.put((question, done))

    def close(self) -> None:
        """End the workers; questions that are not answered yet stay so."""
        self._closed.set()
        for worker in self._workers:
            self._questions.put(None)
            worker.stop()

    def _work(self, worker: Worker[Question, Answer]) -> None:
        while (posed := self._questions.get()) is not None and not self._closed.is_set():
            question, done = posed
            try:
                done(worker.ask(question))
            except BaseException as error:  # a bug must reach the waiting side, which would wait forever
                done(error)
        worker.stop()

    def _watch(self) -> None:
        while not self._closed.wait(TICK):
            for worker in self._workers:
                worker.look()


_Posed = tuple[Question, Callable[[Union[Answer, Death, BaseException]], None]]


class Worker(Generic[Question, Answer]):
    """Hold one child process, which is started when it is needed and again after it has died."""

    def __init__(self, answer: Callable[[Question], Answer], limits: Limits) -> None:
        self._answer = answer
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._began: float | None = None
        self._broken: str | None = None
        self._lock = threading.Lock()

    def start(self) -> subprocess.Popen[bytes]:
        """Return the child process, which is started if there is none."""
        self._process = process = self._process or self._start()
        return process

    def ask(self, question: Question) -> Answer | Death:
        """Return the child's answer, or why there is none."""
        process = self.start()
        assert process.stdin is not None
        assert process.stdout is not None
        self._broken = None
        try:
            pickle.dump(question, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
            with self._lock:
                self._began = time.monotonic()
            return cast(Answer, pickle.load(process.stdout))
        except (OSError, EOFError, pickle.UnpicklingError):
            self._process = None
            code = _end(process, patience=2)
            return Death(self._killed() or _death(code))
        finally:
            with self._lock:
                self._began = None
                if self._broken is not None:  # ended in the moment in which it answered
                    self._process = None

    def look(self) -> None:
        """End the child if its question has cost more than it may."""
        began, process = self._began, self._process
        if began is None or process is None:
            return
        broken = self._limits.exceeded(time.monotonic() - began, resident_megabytes(process.pid))
        with self._lock:
            if broken is not None and self._began == began:
                self._broken = broken
                process.kill()

    def stop(self) -> None:
        """End the child."""
        self._stopped = True
        if self._process is not None:
            _end(self._process)

    def _killed(self) -> str | None:
        return None if self._broken is None else f"the process that migrated this file {self._broken}, and was ended"

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-c", _CHILD.format(path=sys.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert process.stdin is not None
        with contextlib.suppress(OSError):  # a child that died at once is seen when its answer is read
            pickle.dump(self._answer, process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            process.stdin.flush()
        return process


def resident_megabytes(pid: int) -> float:
    """Return the resident memory of a process, 0 where the system does not tell."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            pages = int(file.read().split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


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
