"""Run tasks: on this machine (`local`), or on a Ray cluster (`on_ray`). Both give the same outcomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, Union

from ..task import Outcome, Task

# An outcome, or a bug that must end the run.
Done = Callable[[Union[Outcome, BaseException]], None]


class EngineFailed(Exception):
    """Say in one line why an engine cannot work at all."""


class Engine(Protocol):
    """Run tasks in any order, each isolated: a task that kills, hangs or fills its worker has an outcome that says so."""

    @property
    def workers(self) -> int:
        """Return how many tasks run at once."""

    def submit(self, task: Task, done: Done) -> None:
        """Take a task; `done` is called later, in another thread."""

    def close(self) -> None:
        """End the workers."""
