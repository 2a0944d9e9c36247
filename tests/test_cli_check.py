"""Test `flowshift check`, the JSON report, the shared options and the small commands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli_runs import CHANGED, UNCHANGED, flowshift

# difflib is not among them: Typer imports it.
HEAVY = ("libcst", "rich", "tomllib", "multiprocessing", "flowshift.engine", "flowshift.rules", "flowshift.verify")


def test_findings_are_one_linkable_line_each(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(CHANGED)
    run = flowshift("check", "a.py", cwd=tmp_path)
    assert run.code == 1
    assert re.fullmatch(rb"a\.py:2:5: safe \[[\w-]+\] tf\.log: .+\n", run.out)


def test_no_findings_is_exit_code_0(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(UNCHANGED)
    run = flowshift("check", "a.py", cwd=tmp_path)
    assert (run.code, run.out) == (0, b"")


@pytest.mark.parametrize("command", ["check", "diff"])
def test_json_is_one_object(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.py").write_bytes(CHANGED)
    (tmp_path / "b.py").write_bytes(b"import tensorflow\n(\n")
    (tmp_path / "c.py").write_bytes(UNCHANGED)
    run = flowshift(command, ".", "none", "--output-format", "json", cwd=tmp_path)
    report = json.loads(run.out)
    assert run.code == 2
    assert set(report) == {"files", "summary"}
    assert [(file["path"], file["status"]) for file in report["files"]] == [
        ("none", "error"),
        ("a.py", "changed"),
        ("b.py", "error"),
        ("c.py", "unchanged"),
    ]
    assert all(set(file) == {"path", "status", "error", "findings"} for file in report["files"])
    (finding,) = report["files"][1]["findings"]
    assert set(finding) == {"rule", "line", "column", "applicability", "symbol", "message", "explain"}
    assert (finding["line"], finding["column"], finding["symbol"]) == (2, 5, "tf.log")
    assert (report["summary"]["files"], report["summary"]["errors"], report["summary"]["changed"]) == (4, 2, 1)


def test_ignored_rules_edit_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(CHANGED)
    run = flowshift("check", "a.py", "--output-format", "json", cwd=tmp_path)
    rule = json.loads(run.out)["files"][0]["findings"][0]["rule"]
    assert flowshift("diff", "a.py", "--ignore", rule, cwd=tmp_path).out == b""


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_refused_in_one_line(tmp_path: Path, option: str) -> None:
    run = flowshift("check", ".", option, "no-such-rule", cwd=tmp_path)
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert "no rule or family is named 'no-such-rule'" in run.err


def test_the_configuration_file_is_obeyed_and_what_is_typed_wins(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.flowshift]\nexclude = ["old/*"]\nignore = ["api"]\n')
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.py").write_bytes(CHANGED)
    (tmp_path / "b.py").write_bytes(CHANGED)
    run = flowshift("diff", ".", cwd=tmp_path)
    assert "tf.log" not in run.out.decode()
    assert "old" not in run.err
    assert b"+x = tf.math.log" in flowshift("diff", ".", "--ignore", "rnn-cell", cwd=tmp_path).out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[tool.flowshift]\nstlye = 'auto'\n", "unknown key 'stlye'"),
        ("[tool.flowshift]\nstyle = 'loud'\n", "must be one of auto, eager, graph"),
        ("[tool.flowshift]\nselect = 'api'\n", "select must be a list of strings"),
        ("[tool.flowshift]\nsafe-only = 1\n", "safe-only must be true or false"),
        ("[tool.flowshift\n", "pyproject.toml: "),
        ("[tool]\nflowshift = 1\n", "not a table"),
    ],
)
def test_a_wrong_configuration_is_one_line_and_exit_code_2(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    run = flowshift("check", ".", cwd=tmp_path)
    assert (run.code, run.out, run.err.count("\n")) == (2, b"", 1)
    assert words in run.err


def test_another_tools_configuration_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.flowshift]\nignore = ['api']\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "pyproject.toml").write_text("[tool.black]\n")
    (tmp_path / "sub" / "a.py").write_bytes(CHANGED)
    assert flowshift("diff", "sub", cwd=tmp_path).out == b""


def test_rules_are_listed_and_each_can_be_explained(tmp_path: Path) -> None:
    listed = json.loads(flowshift("rules", "--output-format", "json", cwd=tmp_path).out)["rules"]
    assert listed
    assert set(listed[0]) == {"rule", "family", "summary"}
    name = listed[0]["rule"]
    run = flowshift("explain", name, cwd=tmp_path)
    assert run.code == 0
    assert run.out.decode().startswith(f"# {name}\n")
    table = flowshift("rules", cwd=tmp_path)
    assert name in table.out.decode()
    assert table.out.count(b"\n") == len(listed) + 1


def test_an_explanation_says_what_a_rule_looks_at_and_how_to_leave_it_out(tmp_path: Path) -> None:
    text = flowshift("explain", "rnn-dynamic", cwd=tmp_path).out.decode()
    assert "`tf.nn.dynamic_rnn`" in text
    assert "`--ignore rnn-dynamic`" in text
    assert "`# flowshift: ignore[rnn-dynamic]`" in text


def test_the_condition_that_keeps_a_session_can_be_explained(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(
        "import tensorflow as tf\ny = tf.constant(1.0)\na = tf.Session()\nb = tf.Session()\nprint(a.run(y))\n"
    )
    found = flowshift("check", "train.py", cwd=tmp_path).out.decode()
    assert "keeps its Session" in found
    assert "[one-session]" in found
    text = flowshift("explain", "one-session", cwd=tmp_path).out.decode()
    assert text.startswith("# one-session")
    assert "a second session starts from fresh values" in text.lower()


def test_an_unknown_rule_is_explained_by_its_neighbours(tmp_path: Path) -> None:
    run = flowshift("explain", "optimiser", cwd=tmp_path)
    assert (run.code, run.out, run.err.count("\n")) == (2, b"", 1)
    assert "did you mean optimizer" in run.err


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = "import sys\nfrom flowshift_cli.app import build\n"
    code += "try:\n    build()(['--help'])\nexcept SystemExit as end:\n    assert not end.code\n"
    code += f"heavy = [m for m in {HEAVY!r} if m in sys.modules]\nprint(heavy, file=sys.stderr)\n"
    run = flowshift(cwd=tmp_path, code=code)
    assert run.err == "[]\n"
    assert b"explain" in run.out


@pytest.mark.parametrize("command", ["diff", "apply", "check", "verify", "runtimes", "rules", "explain"])
def test_every_command_has_help(tmp_path: Path, command: str) -> None:
    run = flowshift(command, "--help", cwd=tmp_path)
    assert run.code == 0
    assert f"Usage: flowshift {command}" in run.out.decode().replace("python -m flowshift_cli", "flowshift")


def test_version_and_missing_arguments(tmp_path: Path) -> None:
    assert re.fullmatch(rb"flowshift \d+\.\d+\.\d+\r?\n", flowshift("--version", cwd=tmp_path).out)
    assert flowshift("diff", cwd=tmp_path).code == 2
    assert flowshift("nonsense", cwd=tmp_path).code == 2
