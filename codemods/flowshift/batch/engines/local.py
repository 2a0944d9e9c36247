"""Run tasks in child processes of this machine."""

from __future__ import annotations

from functools import partial

from ...model import Status
from ...workspace.crew import Crew, Death, Limits
from ..task import Outcome, Task, answer
from . import Done


class LocalEngine:
    """Hold one child process per worker. They are spawned, never forked: a fork would carry threads and open files along."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self.workers = workers
        self._crew: Crew[Task, Outcome] = Crew(answer, workers, limits)

    def submit(self, task: Task, done: Done) -> None:
        self._crew.submit(task, partial(_pass_on, task.path, done))

    def close(self) -> None:
        self._crew.close()


def _pass_on(path: str, done: Done, outcome: Outcome | Death | BaseException) -> None:
    done(died(path, outcome) if isinstance(outcome, Death) else outcome)


def died(path: str, death: Death) -> Outcome:
    """Return the outcome of a file on which a worker died."""
    return Outcome(path, Status.ERROR, error=death.reason, concerned=True)
