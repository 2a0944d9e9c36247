"""Test `flowshift apply`: what it writes, and what it refuses to write."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from cli_runs import CHANGED, CHANGED_AFTER, MANUAL, UNCHANGED, commit_all, flowshift


def write(folder: Path, **files: bytes) -> None:
    for name, content in files.items():
        path = folder / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def test_files_are_changed_in_place_and_a_second_run_has_nothing_to_do(tmp_path: Path) -> None:
    write(tmp_path, a=CHANGED, b=UNCHANGED)
    (tmp_path / "a.py").chmod(0o755)
    run = flowshift("apply", ".", cwd=tmp_path)
    assert (run.code, run.out) == (0, b"")
    assert "1 file changed, 1 unchanged" in run.err
    assert (tmp_path / "a.py").read_bytes() == CHANGED_AFTER
    assert stat.S_IMODE((tmp_path / "a.py").stat().st_mode) == 0o755
    assert "0 files changed, 2 unchanged" in flowshift("apply", ".", cwd=tmp_path).err


def test_findings_that_are_left_to_the_user_are_exit_code_1(tmp_path: Path) -> None:
    write(tmp_path, a=CHANGED, b=MANUAL)
    run = flowshift("apply", ".", cwd=tmp_path)
    assert run.code == 1
    assert "b.py:2:5: manual [" in run.err
    assert (tmp_path / "a.py").read_bytes() == CHANGED_AFTER


def test_one_dirty_target_and_nothing_is_written(tmp_path: Path) -> None:
    write(tmp_path, clean=CHANGED, dirty=UNCHANGED)
    commit_all(tmp_path)
    write(tmp_path, dirty=CHANGED)
    run = flowshift("apply", ".", cwd=tmp_path)
    assert run.code == 2
    assert "error: dirty.py: not written: dirty.py has changes that are not committed (--allow-dirty" in run.err
    assert "error: clean.py: not written: other files were refused" in run.err
    assert (tmp_path / "clean.py").read_bytes() == (tmp_path / "dirty.py").read_bytes() == CHANGED


def test_an_untracked_target_is_refused_because_nothing_could_restore_it(tmp_path: Path) -> None:
    write(tmp_path, clean=UNCHANGED)
    commit_all(tmp_path)
    write(tmp_path, new=CHANGED)
    run = flowshift("apply", ".", cwd=tmp_path)
    assert (run.code, (tmp_path / "new.py").read_bytes()) == (2, CHANGED)


def test_allow_dirty_writes_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, a=UNCHANGED)
    commit_all(tmp_path)
    write(tmp_path, a=CHANGED)
    assert flowshift("apply", "--allow-dirty", ".", cwd=tmp_path).code == 0
    assert (tmp_path / "a.py").read_bytes() == CHANGED_AFTER


def test_a_dirty_file_that_would_not_change_is_no_reason_to_refuse(tmp_path: Path) -> None:
    write(tmp_path, a=CHANGED, b=UNCHANGED)
    commit_all(tmp_path)
    write(tmp_path, b=UNCHANGED + b"# edited\n")
    assert flowshift("apply", ".", cwd=tmp_path).code == 0


def test_to_copies_the_whole_folder_and_leaves_the_original(tmp_path: Path) -> None:
    write(tmp_path, in__a=CHANGED, in__sub__b=UNCHANGED, in__broken=b"import tensorflow\nx = (\n")
    (tmp_path / "in" / "data.csv").write_text("1,2\n")
    (tmp_path / "in" / "a.py").chmod(0o750)
    run = flowshift("apply", "in", "--to", "out", cwd=tmp_path)
    assert run.code == 2
    assert "error: in/broken.py: line 2: does not parse" in run.err
    copied = {str(path.relative_to(tmp_path / "out")): path.read_bytes() for path in (tmp_path / "out").rglob("*.*")}
    assert copied == {
        "a.py": CHANGED_AFTER,
        "broken.py": b"import tensorflow\nx = (\n",
        "data.csv": b"1,2\n",
        "sub/b.py": UNCHANGED,
    }
    assert stat.S_IMODE((tmp_path / "out" / "a.py").stat().st_mode) == 0o750
    assert (tmp_path / "in" / "a.py").read_bytes() == CHANGED


def test_to_inside_the_input_is_not_read_again(tmp_path: Path) -> None:
    write(tmp_path, a=CHANGED)
    for _ in range(2):
        assert flowshift("apply", ".", "--to", "out", cwd=tmp_path).code == 0
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.py")) == ["a.py", "out/a.py"]


def test_to_overwrites_only_what_git_could_restore(tmp_path: Path) -> None:
    write(tmp_path, in__a=CHANGED, out__a=UNCHANGED)
    commit_all(tmp_path)
    write(tmp_path, out__a=b"precious = 1\n")
    run = flowshift("apply", "in", "--to", "out", cwd=tmp_path)
    assert (run.code, (tmp_path / "out" / "a.py").read_bytes()) == (2, b"precious = 1\n")


def test_to_the_input_itself_is_refused_in_one_line(tmp_path: Path) -> None:
    write(tmp_path, a=CHANGED)
    run = flowshift("apply", "a.py", "--to", ".", cwd=tmp_path)
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert "one of the inputs" in run.err
    assert (tmp_path / "a.py").read_bytes() == CHANGED


def test_a_linked_file_outside_is_not_changed(tmp_path: Path) -> None:
    write(tmp_path, in__a=UNCHANGED, out__b=CHANGED)
    (tmp_path / "in" / "b.py").symlink_to(tmp_path / "out" / "b.py")
    run = flowshift("apply", "in", cwd=tmp_path)
    assert run.code == 0
    assert "note: in/b.py: left alone" in run.err
    assert (tmp_path / "out" / "b.py").read_bytes() == CHANGED


def test_stdin_comes_out_of_stdout_migrated(tmp_path: Path) -> None:
    crlf = CHANGED.replace(b"\n", b"\r\n")
    run = flowshift("apply", "-", cwd=tmp_path, stdin=crlf)
    assert (run.code, run.out) == (0, CHANGED_AFTER.replace(b"\n", b"\r\n"))


def test_stdin_that_does_not_parse_comes_out_as_it_was(tmp_path: Path) -> None:
    broken = b"import tensorflow as tf\nx = (\n"
    run = flowshift("apply", "-", cwd=tmp_path, stdin=broken)
    assert (run.code, run.out) == (2, broken)


@pytest.mark.parametrize("arguments", [["-", "--to", "x"], ["-", "a.py"], ["-", "--output-format", "json"]])
def test_stdin_mixes_with_nothing_else(tmp_path: Path, arguments: list[str]) -> None:
    run = flowshift("apply", *arguments, cwd=tmp_path)
    assert (run.code, run.out, run.err.count("\n")) == (2, b"", 1)


def test_json_says_what_was_not_written(tmp_path: Path) -> None:
    write(tmp_path, a=CHANGED)
    (tmp_path / ".gitignore").write_text("")
    commit_all(tmp_path)
    write(tmp_path, a=CHANGED + b"# edited\n")
    run = flowshift("apply", "a.py", "--output-format", "json", cwd=tmp_path)
    (file,) = json.loads(run.out)["files"]
    assert (run.code, file["status"]) == (2, "error")
    assert "not committed" in file["error"]


@pytest.mark.parametrize("paths", [("a", "--to", "a"), (".", "--to", "../here"), ("a", "--to", "")])
def test_a_copy_without_a_folder_of_its_own_is_refused_in_one_line(tmp_path: Path, paths: tuple[str, ...]) -> None:
    here = tmp_path / "here"
    (here / "a").mkdir(parents=True)
    write(here / "a", m=CHANGED)
    run = flowshift("apply", *paths, cwd=here)
    assert (run.code, run.err.count("\n")) == (2, 1), run.err
    assert [path.name for path in here.rglob("*.py")] == ["m.py"]


@pytest.mark.parametrize("command", ["apply", "check", "batch"])
def test_an_empty_path_does_not_stand_for_the_current_folder(tmp_path: Path, command: str) -> None:
    write(tmp_path, a=CHANGED)
    run = flowshift(command, "", cwd=tmp_path)
    assert (run.code, run.err) == (2, "error: a path is empty\n")
    assert [path.name for path in tmp_path.iterdir()] == ["a.py"]
    assert (tmp_path / "a.py").read_bytes() == CHANGED
