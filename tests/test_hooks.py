"""Test that the hooks and the workflow that are offered say what the command line knows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from cli_runs import CHANGED, CHANGED_AFTER, MANUAL, flowshift

ROOT = Path(__file__).parent.parent


def entries() -> dict[str, list[str]]:
    """Return what each hook runs."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text()
    found = re.findall(r"- id: (\S+)\n(?:  .*\n)*?  entry: (.*)\n", text)
    return {name: shlex.split(entry)[1:] for name, entry in found}


def test_the_check_hook_fails_on_tensorflow_1_code(tmp_path: Path) -> None:
    (tmp_path / "old.py").write_bytes(MANUAL)
    (tmp_path / "new.py").write_bytes(CHANGED_AFTER)
    command = entries()["flowshift-check"]
    assert flowshift(*command, "old.py", "new.py", cwd=tmp_path).code == 1
    assert flowshift(*command, "new.py", cwd=tmp_path).code == 0


def test_the_apply_hook_changes_the_files_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "old.py").write_bytes(CHANGED)
    assert flowshift(*entries()["flowshift-apply"], "old.py", cwd=tmp_path).code == 0
    assert (tmp_path / "old.py").read_bytes() == CHANGED_AFTER


def test_the_workflow_runs_a_command_that_there_is(tmp_path: Path) -> None:
    (command,) = re.findall(
        r"run: flowshift (.*) > flowshift.sarif", (ROOT / "docs" / "github-actions.yml").read_text()
    )
    (tmp_path / "old.py").write_bytes(CHANGED)
    run = flowshift(*shlex.split(command), cwd=tmp_path)
    assert run.code == 1
    assert b'"version": "2.1.0"' in run.out
