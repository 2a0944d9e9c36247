"""Test finding files, asking git, writing atomically and planning writes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from cli_runs import commit_all, git
from flowshift import FileResult, Status
from flowshift.workspace import discover, unrecoverable, write_atomically
from flowshift.workspace.plan import PlanError, Write, perform, plan_copy, plan_in_place


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n")


def found(*paths: Path, exclude: tuple[str, ...] = ()) -> list[str]:
    return [Path(file.path).name for file in discover([str(path) for path in paths], exclude).sources]


def test_files_come_in_name_order_and_once(tmp_path: Path) -> None:
    touch(tmp_path / "b.py", tmp_path / "a" / "z.py", tmp_path / "a" / "c.py", tmp_path / "notes.txt")
    assert found(tmp_path, tmp_path / "a", tmp_path / "b.py") == ["c.py", "z.py", "b.py"]


@pytest.mark.parametrize("folder", [".git", ".hidden", "node_modules", "__pycache__", "build", "dist", "x.egg-info"])
def test_folders_without_source_are_left_out(tmp_path: Path, folder: str) -> None:
    touch(tmp_path / folder / "a.py", tmp_path / "b.py")
    assert found(tmp_path) == ["b.py"]
    assert found(tmp_path / folder) == ["a.py"], "unless they are asked for"


def test_a_virtual_environment_is_left_out_by_its_marker(tmp_path: Path) -> None:
    touch(tmp_path / "env" / "pyvenv.cfg", tmp_path / "env" / "lib" / "a.py", tmp_path / "venv" / "b.py")
    assert found(tmp_path) == ["b.py"]


def test_a_named_file_is_always_taken(tmp_path: Path) -> None:
    touch(tmp_path / ".hidden" / "script")
    assert found(tmp_path / ".hidden" / "script") == ["script"]


def test_excluded_names_and_paths_are_left_out(tmp_path: Path) -> None:
    touch(tmp_path / "a.py", tmp_path / "old" / "b.py", tmp_path / "third" / "deep" / "c.py")
    assert found(tmp_path, exclude=("old", "third/*")) == ["a.py"]


def test_a_link_out_of_the_path_is_named_and_not_followed(tmp_path: Path) -> None:
    touch(tmp_path / "in" / "a.py", tmp_path / "out" / "b.py")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out")
    (tmp_path / "in" / "file.py").symlink_to(tmp_path / "out" / "b.py")
    (tmp_path / "in" / "nowhere.py").symlink_to(tmp_path / "none.py")
    discovery = discover([str(tmp_path / "in")])
    assert [file.relative for file in discovery.sources] == ["a.py"]
    assert [Path(path).name for path in discovery.links_left] == ["file.py", "folder", "nowhere.py"]


def test_a_link_that_leads_back_up_ends(tmp_path: Path) -> None:
    touch(tmp_path / "a" / "b.py")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    assert found(tmp_path) == ["b.py"]


def test_a_folder_named_like_a_file_is_walked_and_a_pipe_is_not_read(tmp_path: Path) -> None:
    touch(tmp_path / "x.py" / "a.py")
    os.mkfifo(tmp_path / "pipe.py")
    assert found(tmp_path) == ["a.py"]
    assert [problem.message for problem in discover([str(tmp_path / "pipe.py")]).problems] == [
        "neither a file nor a folder"
    ]


def test_a_missing_path_is_a_problem_and_the_others_go_on(tmp_path: Path) -> None:
    touch(tmp_path / "a.py")
    discovery = discover([str(tmp_path / "none"), str(tmp_path / "a.py")])
    assert [problem.message for problem in discovery.problems] == ["no such file or directory"]
    assert len(discovery.sources) == 1


def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_bytes(b"old")
    script.chmod(0o751)
    write_atomically(str(script), b"new")
    assert script.read_bytes() == b"new"
    assert stat.S_IMODE(script.stat().st_mode) == 0o751


def test_a_link_stays_a_link_to_the_new_content(tmp_path: Path) -> None:
    (tmp_path / "real.py").write_bytes(b"old")
    (tmp_path / "link.py").symlink_to("real.py")
    write_atomically(str(tmp_path / "link.py"), b"new")
    assert (tmp_path / "link.py").is_symlink()
    assert (tmp_path / "real.py").read_bytes() == b"new"


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_write_that_fails_leaves_the_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"old")

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    assert perform([Write(str(path), str(path), b"new", b"old")]) == {str(path): "not written: no space left on device"}
    assert os.listdir(tmp_path) == ["a.py"]
    assert path.read_bytes() == b"old"


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"edited")
    outcome = perform([Write(str(path), str(path), b"new", b"old")])
    assert "was changed while" in outcome[str(path)]
    assert path.read_bytes() == b"edited"


def judged(*paths: Path) -> dict[str, str]:
    return {Path(problem.path).name: problem.message for problem in unrecoverable([str(path) for path in paths])}


def test_only_what_git_could_not_restore_is_named(tmp_path: Path) -> None:
    names = ["clean.py", "modified.py", "staged.py"]
    touch(*(tmp_path / "sub" / name for name in names))
    (tmp_path / ".gitignore").write_text("ignored.py\n")
    commit_all(tmp_path)
    touch(tmp_path / "sub" / "untracked.py", tmp_path / "sub" / "ignored.py", tmp_path / "sub" / "added.py")
    for name in ("modified.py", "staged.py"):
        (tmp_path / "sub" / name).write_text("y = 2\n")
    git("add", "sub/staged.py", "sub/added.py", cwd=tmp_path)
    assert judged(*sorted((tmp_path / "sub").iterdir())) == {
        "added.py": "has changes that are not committed",
        "ignored.py": "is not tracked by git, so it could not be restored",
        "modified.py": "has changes that are not committed",
        "staged.py": "has changes that are not committed",
        "untracked.py": "is not tracked by git, so it could not be restored",
    }


def test_files_outside_a_repository_are_not_judged(tmp_path: Path) -> None:
    touch(tmp_path / "a.py")
    assert judged(tmp_path / "a.py") == {}


def test_nothing_is_safe_before_the_first_commit(tmp_path: Path) -> None:
    touch(tmp_path / "a.py")
    git("init", "-q", cwd=tmp_path)
    git("add", "a.py", cwd=tmp_path)
    assert list(judged(tmp_path / "a.py")) == ["a.py"]


def test_a_repository_that_git_cannot_read_is_not_safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path / "a.py")
    commit_all(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert judged(tmp_path / "a.py") == {"a.py": "git cannot say whether it is committed (git could not be started)"}


def test_inside_a_hook_the_repository_of_the_file_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path / "one" / "a.py", tmp_path / "two" / "b.py")
    commit_all(tmp_path / "one")
    commit_all(tmp_path / "two")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "two" / ".git"))
    assert judged(tmp_path / "one" / "a.py") == {}


def changed(path: Path) -> FileResult:
    return FileResult(str(path), Status.CHANGED, path.read_bytes(), b"new")


def test_a_copy_takes_changed_and_other_files(tmp_path: Path) -> None:
    touch(tmp_path / "in" / "a.py", tmp_path / "in" / "sub" / "data.txt")
    discovery = discover([str(tmp_path / "in")])
    writes = plan_copy(
        [changed(tmp_path / "in" / "a.py")], (*discovery.sources, *discovery.others), str(tmp_path / "to")
    )
    assert perform(writes) == {}
    assert (tmp_path / "to" / "a.py").read_bytes() == b"new"
    assert (tmp_path / "to" / "sub" / "data.txt").read_text() == "x = 1\n"


def test_two_files_for_one_place_are_refused(tmp_path: Path) -> None:
    touch(tmp_path / "one" / "a.py", tmp_path / "two" / "a.py")
    discovery = discover([str(tmp_path / "one"), str(tmp_path / "two")])
    with pytest.raises(PlanError, match="both be written"):
        plan_copy([], discovery.sources, str(tmp_path / "to"))


def test_an_input_is_not_overwritten_by_a_copy(tmp_path: Path) -> None:
    touch(tmp_path / "a.py")
    with pytest.raises(PlanError, match="is one of the inputs"):
        plan_copy([], discover([str(tmp_path / "a.py")]).sources, str(tmp_path))


def test_a_copy_does_not_leave_its_folder_through_a_link(tmp_path: Path) -> None:
    touch(tmp_path / "in" / "sub" / "a.py")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "to").mkdir()
    (tmp_path / "to" / "sub").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PlanError, match="leads out of"):
        plan_copy([], discover([str(tmp_path / "in")]).sources, str(tmp_path / "to"))


def test_in_place_only_changed_files_are_written(tmp_path: Path) -> None:
    touch(tmp_path / "a.py", tmp_path / "b.py")
    untouched = FileResult(str(tmp_path / "b.py"), Status.UNCHANGED, b"", b"")
    assert [Path(write.target).name for write in plan_in_place([changed(tmp_path / "a.py"), untouched])] == ["a.py"]
