"""Test that worker processes and deep recursion cost at most the file they were on."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest
from cli_runs import CHANGED, CHANGED_AFTER, LONG
from flowshift import FileResult, Options, Status, Style
from flowshift.deep_stack import call_with_deep_stack
from flowshift.workspace import migrate_files
from flowshift.workspace.pool import map_files


def fragile(path: str, options: Options, program: object = None) -> FileResult:
    """Stand for a migration that brings its process down, by the name of the file."""
    print("a rule that prints must not get between the results")
    if path == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if path == "crashed":
        os.kill(os.getpid(), signal.SIGSEGV)
    if path == "exited":
        os._exit(7)
    return FileResult(path, Status.CHANGED, b"", options.style.value.encode())


@pytest.mark.parametrize("workers", [1, 3])
def test_a_dying_worker_costs_only_its_own_file(workers: int) -> None:
    paths = ["a", "killed", "b", "crashed", "exited", *map(str, range(20))]
    results = list(map_files(fragile, paths, Options(style=Style.GRAPH), workers))
    assert [result.path for result in results] == paths
    errors = {result.path: result.error for result in results if result.status is Status.ERROR}
    assert list(errors) == ["killed", "crashed", "exited"]
    assert "SIGKILL" in str(errors["killed"])
    assert "SIGSEGV" in str(errors["crashed"])
    assert "exit code 7" in str(errors["exited"])
    assert all(result.after == b"graph" for result in results if result.path not in errors)


def test_results_can_be_left_half_way() -> None:
    results = map_files(fragile, [str(number) for number in range(50)], Options(), 2)
    assert next(results).path == "0"
    results.close()  # type: ignore[attr-defined]


def test_workers_give_the_results_of_one_process_in_order(tmp_path: Path) -> None:
    paths = []
    for number in range(8):
        path = tmp_path / f"{number}.py"
        path.write_bytes(CHANGED + b"# filling\n" * 20_000)
        paths.append(str(path))
    assert list(migrate_files(paths, Options(), jobs=2)) == list(migrate_files(paths, Options(), jobs=1))


def test_an_unreadable_file_is_an_error_result(tmp_path: Path) -> None:
    (tmp_path / "good.py").write_bytes(CHANGED)
    first, second = migrate_files([str(tmp_path / "gone.py"), str(tmp_path / "good.py")], Options())
    assert first.error == "cannot be read: no such file or directory"
    assert second.after == CHANGED_AFTER


def test_a_long_sum_is_migrated_though_it_is_deeper_than_the_recursion_limit(tmp_path: Path) -> None:
    path = tmp_path / "sum.py"
    path.write_bytes(CHANGED + b"y = " + b" + ".join([b"1"] * LONG) + b"\n")
    (result,) = migrate_files([str(path)], Options())
    assert result.error is None
    assert result.after.startswith(CHANGED_AFTER)


def test_endless_recursion_ends_in_a_recursion_error() -> None:
    def endless(number: int) -> int:
        return endless(number + 1) + 1

    with pytest.raises(RecursionError):
        call_with_deep_stack(lambda: endless(0))


def test_the_recursion_limit_is_as_before_afterwards() -> None:
    limit = sys.getrecursionlimit()
    assert call_with_deep_stack(sys.getrecursionlimit) > limit
    assert sys.getrecursionlimit() == limit
