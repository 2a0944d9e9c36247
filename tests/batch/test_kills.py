"""Kill a batch at random points, 200 times: every repository is untouched or complete, and resuming ends in the same bytes."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flowshift.batch.closing import finished_row
from flowshift.batch.engines import Done
from flowshift.batch.journal import Journal, read_history
from flowshift.batch.manifest import read_jobs
from flowshift.batch.records import Places, RepositoryRecord, State, read_record
from flowshift.batch.report import write_report
from flowshift.batch.run import run_batch
from flowshift.batch.settings import Mode, Settings
from flowshift.batch.task import Task, answer
from repositories import LEGACY, MIGRATED, OTHER, Silent, content, folder, git, repository

KILLS = 100  # for each of the two modes that write
MOST_IN_A_ROW = 4
# What a process does to the world, as CPython announces it before it is done. Writes and syncs are hit by the clock.
EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "subprocess.Popen", "shutil.rmtree")
NAMES = ("a", "b", "c")


class InThisProcess:
    """Run tasks at once: the deaths of workers are tested elsewhere, and 200 kills must not take an hour."""

    workers = 2

    def submit(self, task: Task, done: Done) -> None:
        done(answer(task))

    def close(self) -> None:
        pass


def run(tmp_path: Path, mode: Mode) -> None:
    """Run a batch over the repositories of a folder."""
    branch = "tf2" if mode is Mode.BRANCH else None
    settings = Settings(str(tmp_path / "out"), mode, branch, workers=2)
    jobs = read_jobs([str(tmp_path / name) for name in NAMES])
    os.makedirs(settings.output, exist_ok=True)
    journal = Journal(settings.output)
    run_batch(jobs, settings, InThisProcess(), journal, Silent())
    write_report(settings, jobs)
    journal.append("ended")


def killed(work: Callable[[], None], seconds: float | None, events: int | None) -> bool:
    """Do the work in a forked process group; kill it after a time or at the n-th event. Return whether it was killed."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setpgid(0, 0)
            if events is not None:
                _die_at(events)
            work()
            code = 0
        finally:
            os._exit(code)
    with contextlib.suppress(OSError):
        os.setpgid(child, child)
    if seconds is not None:
        time.sleep(seconds)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0
        return False
    return True


def _die_at(events: int) -> None:
    left = [events]

    def hook(event: str, _arguments: object) -> None:
        if event in EVENTS:
            left[0] -= 1
            if left[0] == 0:
                os.killpg(0, signal.SIGKILL)

    sys.addaudithook(hook)


def make(path: Path) -> None:
    """Make three repositories: files to change, a file that stays, requirements that follow the sources."""
    repository(path / "a", m=LEGACY, pkg__n=LEGACY, pkg__o=OTHER, **{"requirements.txt": b"tensorflow==1.15\n"})
    repository(path / "b", m=LEGACY, n=LEGACY, o=LEGACY)
    repository(path / "c", m=OTHER)


def branch_content(path: Path) -> dict[str, bytes] | None:
    """Return the files of the branch, None where there is none."""
    if "tf2" not in git("branch", "--list", "tf2", cwd=path):
        return None
    names = git("ls-tree", "-r", "--name-only", "tf2", cwd=path).split()
    return {name: git("show", f"tf2:{name}", cwd=path).encode() for name in names}


def state(tmp_path: Path) -> dict[str, object]:
    """Return everything that a run leaves and that must not depend on whether it was killed."""
    records = {name: read_record(Places(str(tmp_path / "out")).record(name)) for name in NAMES}
    plain = {}
    for name, record in records.items():
        assert record is not None
        written = record.written.split(" on ")[-1]  # the id of a commit holds its time
        plain[name] = dataclasses.replace(record, seconds=0.0, location="", identity="", written=written)
    return {
        "repositories": {name: content(tmp_path / name) for name in NAMES},
        "branches": {name: branch_content(tmp_path / name) for name in NAMES},
        "records": plain,
        "patches": content(tmp_path / "out" / "patches"),
        "done": sorted(read_history(str(tmp_path / "out")).last),
        "folders": sorted(path.name for path in (tmp_path / "out").iterdir()),
    }


def check_untouched_or_complete(
    tmp_path: Path, mode: Mode, before: dict[str, object], after: dict[str, object]
) -> None:
    """Look at the repositories right after a kill."""
    under_way = read_history(str(tmp_path / "out")).writing
    for name in NAMES:
        now = content(tmp_path / name)
        was, becomes = before[name], after[name]
        assert isinstance(was, dict)
        if mode is Mode.BRANCH:
            assert now == was
            assert branch_content(tmp_path / name) in (None, becomes)
        elif now not in (was, becomes):
            # Only the moment between the renames is left, which the journal knows of.
            assert str(tmp_path / name) in under_way
            assert isinstance(becomes, dict)
            for path, text in now.items():
                assert path.endswith(".tmp") or text in (was[path], becomes[path])


@pytest.mark.parametrize("mode", [Mode.APPLY, Mode.BRANCH])
def test_a_run_that_is_killed_at_random_points_ends_in_the_same_bytes(tmp_path: Path, mode: Mode) -> None:
    chance = random.Random(7)
    template = tmp_path / "template"
    make(template)
    answer(Task("warm.py", LEGACY, Settings("").options))  # the children inherit the loaded rules
    undisturbed = tmp_path / "undisturbed"
    shutil.copytree(template, undisturbed)
    began = time.perf_counter()
    assert not killed(lambda: run(undisturbed, mode), None, None)
    takes = time.perf_counter() - began
    expected = state(undisturbed)
    before = {name: content(template / name) for name in NAMES}
    wanted = expected["branches" if mode is Mode.BRANCH else "repositories"]
    assert isinstance(wanted, dict)
    kills, rounds = 0, 0
    while kills < KILLS:
        rounds += 1
        place = tmp_path / f"round{rounds}"
        shutil.copytree(template, place)
        for _ in range(MOST_IN_A_ROW):
            by_clock = chance.random() < 0.4
            seconds = chance.uniform(0, takes) if by_clock else None
            events = None if by_clock else chance.randint(1, 120)
            if not killed(lambda place=place: run(place, mode), seconds, events):  # type: ignore[misc]
                break
            kills += 1
            check_untouched_or_complete(place, mode, before, wanted)
        assert not killed(lambda place=place: run(place, mode), None, None)  # type: ignore[misc]
        assert state(place) == expected
        shutil.rmtree(place)


def test_the_lock_that_a_killed_git_leaves_on_the_branch_is_removed(tmp_path: Path) -> None:
    make(tmp_path)
    run(tmp_path, Mode.BRANCH)
    expected = branch_content(tmp_path / "b")
    git("update-ref", "-d", "refs/heads/tf2", cwd=tmp_path / "b")
    lock = tmp_path / "b" / ".git" / "refs" / "heads" / "tf2.lock"
    lock.write_bytes(b"")
    run(tmp_path, Mode.BRANCH)
    assert expected is not None
    assert branch_content(tmp_path / "b") == expected
    assert not lock.exists()


def test_a_journal_that_is_cut_off_anywhere_is_read_and_gone_on_with(tmp_path: Path) -> None:
    make(tmp_path)
    run(tmp_path, Mode.DRY_RUN)
    journal = tmp_path / "out" / "journal.jsonl"
    whole, expected = journal.read_bytes(), state(tmp_path)
    for length in range(0, len(whole), 37):
        journal.write_bytes(whole[:length])
        run(tmp_path, Mode.DRY_RUN)
        assert state(tmp_path) == expected
        lines = journal.read_bytes()[length:].splitlines()
        assert [json.loads(line) for line in lines if line][-1]["event"] == "ended"


@pytest.mark.parametrize(
    "line",
    [
        "null",
        "[" * 100_000,
        '{"event":"run"}',
        '{"event":"finished","repository":"a","keys":1}',
        '{"event":"writing","repository":"a","location":"a","replacing":[["x"]]}',
        '{"event":"given-up"}',
        "\0" * 4096,
    ],
)
def test_a_line_of_a_journal_that_is_none_is_passed_over(tmp_path: Path, line: str) -> None:
    journal = Journal(str(tmp_path))
    journal.append("run", version="1", asked={}, repositories=1)
    journal.append("finished", **finished_row(RepositoryRecord("a", "/a", State.CLEAN), ["key"]))
    journal.close()
    whole = read_history(str(tmp_path))
    assert whole.finished("a", "key") is not None
    with open(tmp_path / "journal.jsonl", "a") as file:
        file.write(line + "\n")
    assert read_history(str(tmp_path)) == whole


def test_a_half_written_repository_that_was_edited_since_is_left_to_the_user(tmp_path: Path) -> None:
    folder(tmp_path / "a", m=LEGACY, n=LEGACY)
    folder(tmp_path / "b", m=OTHER)
    folder(tmp_path / "c", m=OTHER)
    run(tmp_path, Mode.APPLY)
    journal = tmp_path / "out" / "journal.jsonl"
    # As after a kill between the two renames, with the temporary file gone.
    lines = [line for line in journal.read_bytes().splitlines() if b'"event":"writing"' in line]
    journal.write_bytes(b"\n".join(lines) + b"\n")
    (tmp_path / "a" / "n.py").write_bytes(LEGACY + b"# mine\n")
    run(tmp_path, Mode.APPLY)
    assert content(tmp_path / "a") == {"m.py": MIGRATED, "n.py": MIGRATED + b"# mine\n"}
    record = read_record(Places(str(tmp_path / "out")).record("a"))
    assert record is not None
    assert record.notes == (
        f"a killed run has left it half written, and {tmp_path}/a/n.py was changed since: look at its files",
    )
