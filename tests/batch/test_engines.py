"""Test that both engines give the same outcomes, and that a worker that dies, hangs or grows costs its own file only."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from flowshift import Options, Status
from flowshift.batch.engines import Done, Engine
from flowshift.batch.engines.local import LocalEngine
from flowshift.batch.engines.on_ray import RayEngine
from flowshift.batch.journal import Journal
from flowshift.batch.manifest import read_jobs
from flowshift.batch.run import run_batch
from flowshift.batch.settings import Settings
from flowshift.batch.task import Outcome, Task, answer
from flowshift.workspace.crew import Crew, Death, Limits
from repositories import BY_HAND, LEGACY, MIGRATED, OTHER, Silent, batch, content, folder


def tasks(count: int) -> list[Task]:
    """Return tasks of every kind."""
    sources = [LEGACY, OTHER, BY_HAND, b"import tensorflow as tf\nx = (\n"]
    made = [Task(f"{number}.py", sources[number % 4], Options()) for number in range(count)]
    return [*made, Task("requirements.txt", b"tensorflow==1.15\n", Options(), frozenset({"tf_slim"}))]


def outcomes(engine: Engine, asked: Sequence[Task], pause: threading.Event | None = None) -> list[Outcome]:
    """Run tasks and return their outcomes in the order of the tasks."""
    found: dict[str, Outcome] = {}
    complete = threading.Event()

    def done(outcome: Outcome | BaseException) -> None:
        if isinstance(outcome, BaseException):
            raise outcome
        found[outcome.path] = outcome
        if pause is not None and len(found) == 5:
            pause.set()
        if len(found) == len(asked):
            complete.set()

    for task in asked:
        engine.submit(task, done)
    assert complete.wait(120)
    return [found[task.path] for task in asked]


def fragile(question: str) -> str:
    """Stand for a migration that goes wrong, by the question."""
    if question == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if question == "hangs":
        time.sleep(600)
    if question == "grows":
        hoard = [b"x" * (1 << 20) for _ in range(2000)]
        time.sleep(600)
        return str(len(hoard))
    return question


def test_a_worker_that_dies_hangs_or_grows_costs_its_own_question_only() -> None:
    questions = ["a", "dies", "b", "hangs", "c", "grows", *map(str, range(20))]
    crew: Crew[str, str] = Crew(fragile, 2, Limits(seconds=5, megabytes=400))
    found: dict[str, object] = {}
    complete = threading.Event()

    def done(question: str, result: object) -> None:
        found[question] = result
        if len(found) == len(questions):
            complete.set()

    for question in questions:
        crew.submit(question, lambda result, question=question: done(question, result))  # type: ignore[misc]
    assert complete.wait(60)
    crew.close()
    reasons = {question: result.reason for question, result in found.items() if isinstance(result, Death)}
    assert sorted(reasons) == ["dies", "grows", "hangs"]
    assert "SIGKILL" in reasons["dies"]
    assert "took longer than 5 s" in reasons["hangs"]
    assert "took more than 400 MB" in reasons["grows"]
    assert all(found[question] == question for question in questions if question not in reasons)


def test_a_file_that_takes_too_long_is_named_and_the_repository_goes_on(tmp_path: Path) -> None:
    # Some 20 s of work and 1.3 GB; the limit leaves a busy machine the time to start a worker.
    slow = LEGACY + b"y = tf.log(tf.log(x) + 1) if x else [1, 2, {3: 4}]\n" * 16_000
    folder(tmp_path / "a", m=LEGACY, slow=slow)
    run = batch("a", "--apply", "--timeout", "6", "--jobs", "2", cwd=tmp_path)
    assert run.code == 2
    assert "1 file with errors" in run.err
    assert "took longer than 6 s" in (tmp_path / "out" / "files.csv").read_text()
    assert content(tmp_path / "a")["m.py"] == MIGRATED


class Recording:
    """Keep the order in which files are submitted."""

    workers = 1

    def __init__(self) -> None:
        self.paths: list[str] = []

    def submit(self, task: Task, done: Done) -> None:
        self.paths.append(task.path)
        done(answer(task))

    def close(self) -> None:
        pass


def test_the_largest_files_come_first_and_requirements_after_all_sources(tmp_path: Path) -> None:
    files = {"small.py": OTHER, "large.py": OTHER * 9, "middle.py": OTHER * 5, "requirements.txt": b"six\n" * 99}
    folder(tmp_path / "a", **files)
    engine = Recording()
    journal = Journal(str(tmp_path))
    run_batch(read_jobs([str(tmp_path / "a")]), Settings(str(tmp_path)), engine, journal, Silent())
    assert engine.paths == ["large.py", "middle.py", "small.py", "requirements.txt"]


def test_the_local_engine_gives_what_one_process_gives() -> None:
    asked = tasks(12)
    engine = LocalEngine(2, Limits(seconds=60, megabytes=2048))
    assert outcomes(engine, asked) == [answer(task) for task in asked]
    engine.close()


@pytest.mark.filterwarnings("ignore")
def test_ray_gives_the_same_though_a_worker_is_killed() -> None:
    import ray

    asked = tasks(40)
    engine = RayEngine(2, Limits(seconds=60, megabytes=2048))
    try:
        victim = ray.get(engine.actors[0].process.remote())
        under_way = threading.Event()
        killer = threading.Thread(target=lambda: (under_way.wait(60), os.kill(victim, signal.SIGKILL)))
        killer.start()
        found = outcomes(engine, asked, under_way)
        killer.join()
        assert ray.get(engine.actors[0].process.remote()) != victim
    finally:
        engine.close()
    assert found == [answer(task) for task in asked]
    assert {outcome.status for outcome in found} == set(Status)


@pytest.mark.filterwarnings("ignore")
def test_the_command_runs_on_ray(tmp_path: Path) -> None:
    folder(tmp_path / "a", m=LEGACY, n=OTHER)
    run = batch("a", "--apply", "--engine", "ray", "--jobs", "2", cwd=tmp_path)
    assert run.code == 0, run.err
    assert content(tmp_path / "a") == {"m.py": MIGRATED, "n.py": OTHER}
