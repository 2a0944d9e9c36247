"""Test `flowshift batch`: what becomes of the repositories, what is written, and what a second run does."""

from __future__ import annotations

import csv
import functools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_runs import commit_all, git
from repositories import BY_HAND, LEGACY, MIGRATED, OTHER, batch, content, folder, head, repository, shown


def test_a_dry_run_writes_a_patch_per_repository_that_git_applies(tmp_path: Path) -> None:
    repository(tmp_path / "a", m=LEGACY, pkg__n=LEGACY)
    folder(tmp_path / "b", m=LEGACY)
    folder(tmp_path / "c", m=OTHER)
    before = {name: content(tmp_path / name) for name in "abc"}
    run = batch("a", "b", "c", cwd=tmp_path)
    assert run.code == 0, run.err
    assert {name: content(tmp_path / name) for name in "abc"} == before
    assert sorted(path.name for path in (tmp_path / "out" / "patches").iterdir()) == ["a.patch", "b.patch"]
    git("apply", str(tmp_path / "out" / "patches" / "a.patch"), cwd=tmp_path / "a")
    assert content(tmp_path / "a") == {"m.py": MIGRATED, "pkg/n.py": MIGRATED}


def test_a_dry_run_sees_what_is_committed_and_not_the_checkout(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", m=LEGACY)
    (made / "m.py").write_bytes(b"import tensorflow as tf\nedited = tf.exp(1.0)\n")
    batch("a", cwd=tmp_path)
    assert b"+x = tf.math.log(2.0)" in (tmp_path / "out" / "patches" / "a.patch").read_bytes()


def test_unchanged_repositories_are_skipped_and_changed_ones_are_not(tmp_path: Path) -> None:
    first, second = repository(tmp_path / "a", m=LEGACY), repository(tmp_path / "b", m=LEGACY)
    folder(tmp_path / "c", m=LEGACY)
    batch("a", "b", "c", cwd=tmp_path)
    report = (tmp_path / "out" / "report.html").read_bytes()
    run = batch("a", "b", "c", cwd=tmp_path)
    assert "(3 unchanged since they were done, skipped)" in run.err
    assert (tmp_path / "out" / "report.html").read_bytes() == report
    folder(first, n=LEGACY)
    git("add", "-A", cwd=first)
    git("commit", "-q", "-m", "more", cwd=first)
    folder(tmp_path / "c", n=LEGACY)
    run = batch("a", "b", "c", cwd=tmp_path)
    assert "[1/3]" in run.err
    assert "(1 unchanged since they were done, skipped)" in run.err
    assert head(second)
    assert "(1 unchanged" not in batch("a", "b", "c", "--again", cwd=tmp_path).err
    assert "0 of" not in batch("a", "b", "c", "--style", "graph", cwd=tmp_path).err


def test_apply_changes_files_in_place_and_a_second_run_skips_them(tmp_path: Path) -> None:
    repository(tmp_path / "a", m=LEGACY, n=OTHER)
    folder(tmp_path / "b", m=LEGACY)
    (tmp_path / "b" / "m.py").chmod(0o755)
    assert batch("a", "b", "--apply", cwd=tmp_path).code == 0
    assert content(tmp_path / "a") == {"m.py": MIGRATED, "n.py": OTHER}
    assert content(tmp_path / "b") == {"m.py": MIGRATED}
    assert (tmp_path / "b" / "m.py").stat().st_mode & 0o777 == 0o755
    assert "(2 unchanged since they were done, skipped)" in batch("a", "b", "--apply", cwd=tmp_path).err


def test_apply_refuses_a_repository_as_a_whole_where_git_could_not_restore_a_file(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", clean=LEGACY, dirty=OTHER)
    folder(made, dirty=LEGACY)
    folder(tmp_path / "b", m=LEGACY)
    run = batch("a", "b", "--apply", cwd=tmp_path)
    assert run.code == 2
    assert "a: refused: nothing is written: dirty.py has changes that are not committed" in run.err
    assert content(made) == {"clean.py": LEGACY, "dirty.py": LEGACY}
    assert content(tmp_path / "b") == {"m.py": MIGRATED}
    git("commit", "-qam", "now", cwd=made)
    assert batch("--resume", cwd=tmp_path).code == 0
    assert content(made) == {"clean.py": MIGRATED, "dirty.py": MIGRATED}


def test_a_branch_gets_a_commit_while_checkout_and_index_stay(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", m=LEGACY, n=OTHER, **{"run.sh": b"#!/bin/sh\n"})
    (made / "n.py").write_bytes(b"x = 2  # not committed\n")
    (made / "staged.py").write_bytes(OTHER)
    git("add", "staged.py", cwd=made)
    before, index, main = content(made), (made / ".git" / "index").read_bytes(), head(made)
    run = batch("a", "--branch", "tf2", "--commit", cwd=tmp_path)
    assert run.code == 0, run.err
    assert (content(made), (made / ".git" / "index").read_bytes(), head(made)) == (before, index, main)
    assert shown(made, "tf2", "m.py") == MIGRATED
    assert shown(made, "tf2", "n.py") == OTHER
    assert head(made, "tf2^") == main
    message = git("log", "-1", "--format=%B", "tf2", cwd=made)
    assert message.startswith("Migrate to TensorFlow 2 (1 file)\n")
    assert "api" in message
    assert git("diff", "--name-only", "main..tf2" if head(made) == "main" else "HEAD..tf2", cwd=made).split() == [
        "m.py"
    ]
    # A second run makes no second commit, and one after the branch is gone makes it again.
    commit = head(made, "tf2")
    assert "skipped" in batch("a", "--branch", "tf2", "--commit", cwd=tmp_path).err
    assert head(made, "tf2") == commit
    git("branch", "-qD", "tf2", cwd=made)
    batch("a", "--branch", "tf2", "--commit", cwd=tmp_path)
    assert shown(made, "tf2", "m.py") == MIGRATED


def test_a_branch_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", m=LEGACY)
    git("branch", "tf2", cwd=made)
    run = batch("a", "--branch", "tf2", "--commit", cwd=tmp_path)
    assert run.code == 2
    assert "a: refused: the branch tf2 exists already" in run.err
    assert head(made, "tf2") == head(made)


def test_our_own_branch_moves_on_with_the_repository(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", m=LEGACY)
    batch("a", "--branch", "tf2", "--commit", cwd=tmp_path)
    folder(made, n=LEGACY)
    git("add", "-A", cwd=made)
    git("commit", "-q", "-m", "more", cwd=made)
    assert batch("a", "--branch", "tf2", "--commit", cwd=tmp_path).code == 0
    assert head(made, "tf2^") == head(made)
    assert shown(made, "tf2", "n.py") == MIGRATED


TEST = f"{sys.executable} -c \"import sys; sys.exit('math' in open('m.py').read())\""


@pytest.mark.parametrize("mode", [["--apply"], ["--branch", "tf2", "--commit"]])
def test_a_test_that_fails_after_and_not_before_rolls_back(tmp_path: Path, mode: list[str]) -> None:
    repository(tmp_path / "a", m=LEGACY)
    repository(tmp_path / "b", m=LEGACY)
    (tmp_path / "list.toml").write_text(
        f"[[repository]]\npath = 'a'\ntest = '''{TEST}'''\n[[repository]]\npath = 'b'\ntest = 'exit 3'\n"
    )
    run = batch("list.toml", *mode, cwd=tmp_path)
    assert run.code == 2
    assert "a: rolled back: the tests passed before and fail now (ended with exit code 1)" in run.err
    assert content(tmp_path / "a") == {"m.py": LEGACY}
    assert "tf2" not in git("branch", cwd=tmp_path / "a")
    # What failed before is not blamed on the migration.
    assert "b: migrated" in run.err
    results = {row["repository"]: row for row in json.loads((tmp_path / "out" / "summary.json").read_text())["results"]}
    assert [results[name]["test_before"] for name in "ab"] == [0, 3]
    assert [results[name]["test_after"] for name in "ab"] == [1, 3]


def test_a_test_command_runs_in_a_copy_and_is_ended_when_it_takes_too_long(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", m=LEGACY)
    (tmp_path / "list.toml").write_text(
        "[[repository]]\npath = 'a'\ntest-timeout = 0.5\n"
        "test = 'echo $FLOWSHIFT_PHASE; touch trace; git status --short; test $FLOWSHIFT_PHASE = before || sleep 60'\n"
    )
    run = batch("list.toml", "--apply", cwd=tmp_path)
    assert "a: rolled back: the tests passed before and fail now (did not end in time)" in run.err
    assert content(made) == {"m.py": LEGACY}
    assert (tmp_path / "out" / "repositories" / "a" / "test-after.log").read_text().startswith("after\n")
    assert not (tmp_path / "out" / "scratch").exists()


def test_an_interrupt_ends_a_test_that_runs_and_the_run_can_go_on(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", m=LEGACY)
    command = [sys.executable, "-m", "flowshift_cli", "batch", "a", "--apply", "-o", "out"]
    command += ["--test", "test -e ../../../../go || { touch ../../../../begun; sleep 600; }"]
    # whoever runs the tests in the background lets them ignore SIGINT, and what they start inherits that
    heed = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    run = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, preexec_fn=heed)
    while not (tmp_path / "begun").exists():
        assert run.poll() is None
        time.sleep(0.1)
    run.send_signal(signal.SIGINT)
    said = run.communicate(timeout=60)[1]
    assert run.returncode == 130
    assert "interrupted; `flowshift batch --resume` goes on" in said
    assert content(made) == {"m.py": LEGACY}
    (tmp_path / "go").touch()
    assert batch("--resume", cwd=tmp_path).code == 0
    assert content(made) == {"m.py": MIGRATED}


def test_a_repository_with_a_url_is_fetched_and_its_branch_made_in_the_copy(tmp_path: Path) -> None:
    made = repository(tmp_path / "origin", m=LEGACY)
    git("checkout", "-q", "-b", "old", cwd=made)
    folder(made, n=LEGACY)
    commit_all(made)
    git("checkout", "-q", "-", cwd=made)
    (tmp_path / "list.csv").write_text(f"name,url,ref\ncopy,file://{made},old\n")
    run = batch("list.csv", "--branch", "tf2", "--commit", cwd=tmp_path)
    assert run.code == 0, run.err
    clone = tmp_path / "out" / "clones" / "copy.git"
    assert shown(clone, "tf2", "n.py") == MIGRATED
    assert "tf2" not in git("branch", cwd=made)
    assert "skipped" in batch("list.csv", "--branch", "tf2", "--commit", cwd=tmp_path).err
    assert "copy: refused: has a URL" in batch("list.csv", "--apply", cwd=tmp_path).err


def test_the_manifest_chooses_ref_files_and_style(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", src__m=LEGACY, src__skip__n=LEGACY, docs__o=LEGACY)
    git("tag", "v1", cwd=made)
    folder(made, src__later=LEGACY)
    git("add", "-A", cwd=made)
    git("commit", "-q", "-m", "later", cwd=made)
    (tmp_path / "list.toml").write_text(
        "[defaults]\nstyle = 'graph'\n[[repository]]\npath = 'a'\nref = 'v1'\n"
        "include = ['src/*']\nexclude = ['skip']\n[[repository]]\npath = 'a'\n"
    )
    batch("list.toml", cwd=tmp_path)
    with open(tmp_path / "out" / "files.csv", newline="") as file:
        rows = [(row["repository"], row["path"]) for row in csv.DictReader(file)]
    assert rows[:1] == [("a", "src/m.py")]
    assert [path for name, path in rows if name == "a-2"] == ["docs/o.py", "src/later.py", "src/m.py", "src/skip/n.py"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("l.toml", "[[repository]]\n", "repository 1: one of path and url is needed"),
        ("l.toml", "[[repository]]\npath = 'a'\nreff = 'x'\n", "repository 1: unknown key 'reff'"),
        ("l.toml", "[[repository]]\npath = 'a'\nstyle = 'x'\n", "style is 'x', and must be one of"),
        ("l.toml", "[[repository]]\npath = 'a'\nref = '--upload-pack=x'\n", "is not a ref"),
        ("l.toml", "[repo]\n", "unknown table 'repo'"),
        ("l.toml", "= 1", "l.toml: "),
        ("l.toml", "", "the manifest lists no repository"),
        ("l.csv", "path,stile\na,b\n", "line 2: unknown key 'stile'"),
        ("l.csv", "url\n--upload-pack=x\n", "is not a URL"),
        ("l.txt", "", "a manifest is a .toml or .csv file"),
        ("l.csv", "path,ref\na,main,x\n", "line 2: has more cells than the first line has columns"),
        ("l.toml", "[[repository]]\npath = 'a'\ntest = \"a\\u0000b\"\n", "test holds a NUL character"),
        ("l.toml", "[[repository]]\npath = 'a'\ntest-timeout = true\n", "test-timeout must be a number of seconds"),
        ("l.toml", f"a = {'[' * 5000}", "l.toml: is nested too deeply"),
    ],
)
def test_a_wrong_manifest_is_one_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text)
    run = batch(name, cwd=tmp_path)
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert message in run.err


def test_a_repository_that_is_listed_twice_is_migrated_once(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", m=LEGACY)
    (tmp_path / "link").symlink_to(made)
    (tmp_path / "l.csv").write_text("path\na\nlink\n")
    run = batch("a", "./a/", "l.csv", "--apply", cwd=tmp_path)
    assert (run.code, run.err.count("a: migrated")) == (0, 1), run.err
    assert "1 repository: 1 migrated" in run.err


def test_a_folder_that_is_the_output_folder_is_refused(tmp_path: Path) -> None:
    made = repository(tmp_path / "out", m=LEGACY)
    run = batch("out", "--apply", cwd=tmp_path)
    assert run.code == 2
    assert "out: refused: is the folder that the report goes to: give --output another" in run.err
    assert (made / "m.py").read_bytes() == LEGACY


def test_two_parts_of_a_repository_wait_for_each_other(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", **{f"p{n}__m": LEGACY for n in range(6)})
    parts = "".join(f"[[repository]]\npath = 'a'\ninclude = ['p{n}']\n" for n in range(6))
    (tmp_path / "l.toml").write_text(parts)
    run = batch("l.toml", "--apply", cwd=tmp_path)
    assert run.code == 0, run.err
    assert set(content(made).values()) == {MIGRATED}


def test_a_rule_that_is_none_in_a_repositorys_own_configuration_is_said(tmp_path: Path) -> None:
    repository(tmp_path / "a", m=LEGACY, **{"pyproject.toml": b"[tool.flowshift]\nselect = ['rnn-sell']\n"})
    run = batch("a", cwd=tmp_path)
    assert run.code == 2
    assert "a: failed: pyproject.toml: no rule or family is named 'rnn-sell'" in run.err


def test_a_test_that_fails_without_the_migration_too_is_said(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", m=LEGACY)
    run = batch("a", "--branch", "tf2", "--commit", "--test", "no-such-command", cwd=tmp_path)
    assert run.code == 0
    assert "a: migrated: 1 of 1 file changed; the tests fail without the migration too (they ended with" in run.err
    assert shown(made, "tf2", "m.py") == MIGRATED


def test_a_commit_needs_no_identity(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", m=LEGACY)
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(tmp_path), "EMAIL": ""}
    git("config", "user.useConfigOnly", "true", cwd=made)  # as where no name can be guessed from the machine
    run = batch("a", "--branch", "tf2", "--commit", cwd=tmp_path, environment=nobody)
    assert run.code == 0, run.err
    assert git("log", "-1", "--format=%an <%ae>", "tf2", cwd=made).strip() == "FlowShift <flowshift@localhost>"


def test_resume_is_not_asked_for_something_else(tmp_path: Path) -> None:
    made = repository(tmp_path / "a", m=LEGACY)
    batch("a", cwd=tmp_path)
    run = batch("--resume", "--apply", cwd=tmp_path)
    said = "error: --resume goes on as the last run was asked for; leave the other options out\n"
    assert (run.code, run.err) == (2, said)
    assert (made / "m.py").read_bytes() == LEGACY
    assert batch("--resume", cwd=tmp_path).code == 0


def test_findings_that_are_left_are_exit_code_1_and_lower_the_readiness(tmp_path: Path) -> None:
    folder(tmp_path / "a", m=LEGACY, n=BY_HAND)
    assert batch("a", cwd=tmp_path).code == 1
    (row,) = json.loads((tmp_path / "out" / "summary.json").read_text())["results"]
    assert (row["readiness"], row["blockers"]) == (50, "tf.contrib.layers.bow_encoder (1)")
    assert "a: migrated" in batch("a", cwd=tmp_path).err


def test_a_repository_that_cannot_be_read_is_one_line_and_the_others_go_on(tmp_path: Path) -> None:
    folder(tmp_path / "good", m=LEGACY)
    git("init", "-q", "empty", cwd=tmp_path)
    folder(tmp_path / "odd", m=LEGACY, **{"pyproject.toml": b"[tool.flowshift]\nstyle = 'klingon'\n"})
    (tmp_path / "list.toml").write_text(
        "".join(f"[[repository]]\npath = '{name}'\n" for name in ("gone", "empty", "odd", "good"))
        + f"[[repository]]\nurl = 'file://{tmp_path}/nowhere'\n[[repository]]\nurl = 'ext://sh -c touch% pwned'\n"
    )
    run = batch("list.toml", cwd=tmp_path)
    assert run.code == 2
    assert "gone: failed: there is no such folder" in run.err
    assert "empty: failed: HEAD names no commit" in run.err
    assert "odd: failed: pyproject.toml: style is 'klingon'" in run.err
    assert "nowhere: failed: " in run.err
    assert "not allowed" in run.err
    assert not list(tmp_path.rglob("pwned"))
    assert "good: migrated" in run.err


def test_each_repository_has_a_sarif_log_with_paths_below_its_own_root(tmp_path: Path) -> None:
    repository(tmp_path / "a", pkg__m=LEGACY)
    batch("a", cwd=tmp_path, environment={"GITHUB_WORKSPACE": "/somewhere/else"})
    (run,) = json.loads((tmp_path / "out" / "sarif" / "a.sarif").read_text())["runs"]
    (result,) = run["results"]
    assert result["ruleId"] == "api"
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "pkg/m.py", "uriBaseId": "%SRCROOT%"}


def test_status_tells_how_far_a_run_has_come(tmp_path: Path) -> None:
    folder(tmp_path / "a", m=LEGACY)
    assert batch("status", cwd=tmp_path).err == "error: out holds no run\n"
    batch("a", cwd=tmp_path)
    run = batch("status", cwd=tmp_path)
    assert run.code == 0
    assert b"1 repository: 1 migrated; 1 of 1 file changed" in run.out
    assert run.out.rstrip().endswith(b"over 1 repository ended")


CELLS = b"""import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4, 3])
cell = tf.nn.rnn_cell.LSTMCell(5, num_proj=2)
outputs, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(outputs, {x: [[[1.0, 2.0, 3.0]] * 4]}))
"""


@pytest.mark.parametrize("mode", [["--apply"], ["--branch", "tf2", "--commit"]])
def test_a_module_of_cells_is_added_beside_the_file_that_imports_it(tmp_path: Path, mode: list[str]) -> None:
    path = repository(tmp_path / "a", nets__model=CELLS, other=OTHER)
    run = batch("a", *mode, cwd=tmp_path)
    assert run.code == 0, run.err
    module = "nets/tf1_rnn_cells.py"
    written = (path / module).read_bytes() if mode == ["--apply"] else shown(path, "tf2", module)
    assert b"class TF1LSTMCell(" in written
    assert f"+++ b/{module}".encode() in (tmp_path / "out" / "patches" / "a.patch").read_bytes()
    again = batch("a", *mode, cwd=tmp_path)
    assert again.code == 0
    assert "skipped" in again.err


def test_another_file_with_the_name_of_the_module_is_left_alone(tmp_path: Path) -> None:
    path = repository(tmp_path / "a", model=CELLS, tf1_rnn_cells=OTHER)
    run = batch("a", "--apply", cwd=tmp_path)
    assert run.code == 1
    assert content(path)["tf1_rnn_cells.py"] == OTHER
    assert "a file of that name with other content is here" in (tmp_path / "out" / "findings.csv").read_text()


MODEL = b"""import tensorflow as tf

class Model:
    def __init__(self):
        self.x = tf.placeholder(tf.float32, [None])
        self.w = tf.Variable(2.0)
        self.y = self.w * self.x
"""
SCRIPT = b"""import tensorflow as tf
from nets.model import Model

model = Model()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(model.y, {model.x: [1.0]}))
"""


def test_a_script_and_its_module_are_migrated_together(tmp_path: Path) -> None:
    path = repository(tmp_path / "a", nets__model=MODEL, nets____init__=b"", train=SCRIPT)
    run = batch("a", "--apply", cwd=tmp_path)
    assert run.code == 0, run.err
    assert b"placeholder" not in content(path)["nets/model.py"]
    assert b"Session" not in content(path)["train.py"]


def test_a_script_whose_module_is_left_out_keeps_its_session(tmp_path: Path) -> None:
    repository(tmp_path / "a", nets__model=MODEL, train=SCRIPT)
    manifest = tmp_path / "m.toml"
    manifest.write_text("[[repository]]\npath = 'a'\nexclude = ['nets/*']\n")
    batch("m.toml", cwd=tmp_path)
    assert (
        "model.py builds a part of its graph, and is not among the given files"
        in (tmp_path / "out" / "findings.csv").read_text()
    )
