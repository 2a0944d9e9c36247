"""Run tasks on a Ray cluster, as the extra `flowshift[ray]` installs it.

Each actor holds one child process of its own, the same that the local engine uses: limits and deaths are the same everywhere.
Only when a whole actor is lost, with its machine perhaps, is its task given to another one, which Ray does itself.
"""

from __future__ import annotations

import importlib
import os
import queue
import threading
import time
from typing import Any

from ...model import Status
from ...workspace.crew import TICK, Death, Limits, Worker
from ..task import Outcome, Task, answer
from . import Done, EngineFailed
from .local import died

# A task that takes actors down with it must not go round for ever.
_RETRIES = 3


class RayEngine:
    """Hold one actor per worker. Without an address, Ray is started on this machine, and ended with the engine.

    Raises:
        EngineFailed: Ray is not installed, or the cluster cannot be reached.
    """

    def __init__(self, workers: int, limits: Limits, address: str | None = None) -> None:
        try:
            self._ray: Any = importlib.import_module("ray")
        except ImportError as error:
            raise EngineFailed("Ray is not installed: pip install 'flowshift[ray]'") from error
        self.workers = workers
        self._started = not self._ray.is_initialized()
        if self._started:
            size = {} if address is not None else {"num_cpus": workers, "include_dashboard": False}
            try:
                self._ray.init(address=address, log_to_driver=False, logging_level="ERROR", **size)
            except Exception as error:  # Ray raises many kinds
                raise EngineFailed(f"Ray cannot be reached: {' '.join(str(error).split())}") from error
        actor = self._ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=_RETRIES)(Migrator)
        self.actors = [actor.remote(limits) for _ in range(workers)]
        self._tasks: queue.SimpleQueue[tuple[Task, Done] | None] = queue.SimpleQueue()
        for one in self.actors:
            threading.Thread(target=self._work, args=(one,), daemon=True).start()

    def submit(self, task: Task, done: Done) -> None:
        self._tasks.put((task, done))

    def close(self) -> None:
        for one in self.actors:
            self._tasks.put(None)
            self._ray.kill(one)
        if self._started:
            self._ray.shutdown()

    def _work(self, actor: Any) -> None:
        while (posed := self._tasks.get()) is not None:
            task, done = posed
            try:
                done(self._ray.get(actor.migrate.remote(task)))
            except self._ray.exceptions.RayActorError:
                reason = f"the process that migrated this file died {_RETRIES + 1} times"
                done(Outcome(task.path, Status.ERROR, error=reason, concerned=True))
            except BaseException as error:  # a bug must reach the waiting side, which would wait forever
                done(error)


class Migrator:
    """Migrate tasks in a child process of an actor."""

    def __init__(self, limits: Limits) -> None:
        self._worker: Worker[Task, Outcome] = Worker(answer, limits)
        threading.Thread(target=self._watch, daemon=True).start()

    def migrate(self, task: Task) -> Outcome:
        """Return the outcome of a task."""
        outcome = self._worker.ask(task)
        return died(task.path, outcome) if isinstance(outcome, Death) else outcome

    def process(self) -> int:
        """Return the id of the actor's process, on its machine."""
        return os.getpid()

    def _watch(self) -> None:
        while True:
            time.sleep(TICK)
            self._worker.look()
