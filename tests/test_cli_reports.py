"""Test the reports that other programs read: SARIF for code scanning, annotations for GitHub's workflows."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from cli_runs import CHANGED, MANUAL, UNCHANGED, commit_all, flowshift
from flowshift import Applicability, Finding, Status
from flowshift_cli.render.as_github import render_github
from flowshift_cli.render.as_sarif import render_sarif
from flowshift_cli.report import FileReport, Report
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator

# The schema of the final text (rtm.5), from the npm package @microsoft/jest-sarif, licence MIT.
SCHEMA = Path(__file__).parent / "data" / "sarif-2.1.0-rtm.5.json"
VALIDATOR = Draft4Validator(json.loads(SCHEMA.read_text("utf-8")), format_checker=Draft4Validator.FORMAT_CHECKER)
BROKEN = b"import tensorflow\n(\n"


def notebook(*sources: str) -> bytes:
    cells = [{"cell_type": "code", "source": source, "outputs": [], "metadata": {}} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def sarif(*arguments: str, cwd: Path, code: int) -> dict[str, Any]:
    run = flowshift(*arguments, "--output-format", "sarif", cwd=cwd)
    assert run.code == code
    log = json.loads(run.out)
    VALIDATOR.validate(log)
    (found,) = log["runs"]
    assert isinstance(found, dict)
    return found


def sarif_of(*files: FileReport, remarks: tuple[str, ...] = ()) -> dict[str, Any]:
    log = json.loads(render_sarif(Report(files, remarks)))
    VALIDATOR.validate(log)
    (found,) = log["runs"]
    assert isinstance(found, dict)
    return found


def annotations(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as GitHub's runner does."""
    found = []
    for line in text.splitlines():
        command = re.fullmatch(r"::(\w+) ?(.*?)::(.*)", line)
        assert command, line
        properties = dict(item.split("=", 1) for item in command[2].split(","))
        found.append((command[1], {key: _decoded(value) for key, value in properties.items()}, _decoded(command[3])))
    return found


def _decoded(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def finding(message: str = "look at it", applicability: Applicability = Applicability.MANUAL, **more: Any) -> Finding:
    return Finding(2, 5, "api", "tf.log", message, applicability, **more)


@pytest.mark.parametrize("command", ["diff", "check"])
def test_sarif_has_a_result_for_each_finding(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.py").write_bytes(CHANGED)
    (tmp_path / "b.py").write_bytes(MANUAL)
    (tmp_path / "c.py").write_bytes(UNCHANGED)
    run = sarif(command, ".", cwd=tmp_path, code=1)
    safe, manual = run["results"]
    assert (safe["ruleId"], safe["level"], safe["properties"]["applicability"]) == ("api", "note", "safe")
    assert safe["message"]["text"].startswith("tf.log: becomes tf.math.log")
    assert safe["properties"]["explain"] == "flowshift explain api"
    place = safe["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a.py", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 2, "startColumn": 5}
    assert (manual["level"], manual["properties"]["symbol"]) == ("error", "tf.contrib.layers.bow_encoder")
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert "tf.log(x)" in rule["help"]["text"]
    assert run["invocations"][0]["executionSuccessful"] is True


def test_sarif_of_apply_tells_of_a_file_that_was_refused(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(UNCHANGED)
    commit_all(tmp_path)
    (tmp_path / "a.py").write_bytes(CHANGED)
    run = sarif("apply", ".", cwd=tmp_path, code=2)
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "--allow-dirty" in notification["message"]["text"]
    assert (tmp_path / "a.py").read_bytes() == CHANGED


def test_sarif_names_files_that_are_errors(tmp_path: Path) -> None:
    (tmp_path / "b.py").write_bytes(BROKEN)
    run = sarif("check", ".", "none", cwd=tmp_path, code=2)
    notes = run["invocations"][0]["toolExecutionNotifications"]
    uris = [note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for note in notes]
    assert uris == ["none", "b.py"]
    assert run["invocations"][0]["executionSuccessful"] is False
    known = [descriptor["id"] for descriptor in run["tool"]["driver"]["notifications"]]
    assert all(note["descriptor"]["id"] in known and note["level"] == "error" for note in notes)


def test_sarif_of_a_clean_tree_has_no_results(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(UNCHANGED)
    assert sarif("check", ".", cwd=tmp_path, code=0)["results"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("name", ["sub folder/a#b?.py", "100%.py", "é:.py", 'quo"te\\.py'])
def test_sarif_escapes_paths(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(CHANGED)
    (result,) = sarif("check", name, cwd=tmp_path, code=1)["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == quote(name)


def test_sarif_gives_files_outside_the_root_by_their_whole_address(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "a b.py").write_bytes(CHANGED)
    (result,) = sarif("check", "../a b.py", cwd=tmp_path / "in", code=1)["results"]
    address = {"uri": f"{tmp_path.resolve().as_uri()}/a%20b.py"}
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == address


def test_sarif_places_findings_of_a_notebook_in_its_cell(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_bytes(notebook("import tensorflow as tf", "x = 1\ny = tf.log(x)"))
    (result,) = sarif("check", ".", cwd=tmp_path, code=1)["results"]
    (location,) = result["locations"]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"] == [{"name": "cell 2", "fullyQualifiedName": "a.ipynb:cell 2"}]
    assert result["message"]["text"].startswith("cell 2, line 2, column 5: tf.log: ")


def test_sarif_fingerprints_survive_moved_lines_and_differ_between_findings(tmp_path: Path) -> None:
    source = b"import tensorflow as tf\nx = tf.log(2.0)\ny = tf.log(3.0)\nz = tf.lgamma(3.0)\n"
    prints = []
    for text in (source, source.replace(b"x =", b"\n\nx =")):
        (tmp_path / "a.py").write_bytes(text)
        results = sarif("check", ".", cwd=tmp_path, code=1)["results"]
        prints.append([result["partialFingerprints"]["flowshift/v1"] for result in results])
    assert prints[0] == prints[1]
    assert len(set(prints[0])) == 3


def test_sarif_tells_of_what_was_left_alone() -> None:
    run = sarif_of(remarks=("link: left alone",))
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert (note["level"], note["message"]["text"]) == ("note", "link: left alone")


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=1), st.text())
def test_sarif_is_valid_whatever_paths_and_messages_hold(path: str, message: str) -> None:
    text = path.replace("\0", "").encode("utf-8", "replace").decode() or "a"
    path = os.fsdecode(b"\xff") + text
    sarif_of(
        FileReport(path, Status.ERROR, message or "?"), FileReport(path, Status.UNCHANGED, None, (finding(message),))
    )


@pytest.mark.parametrize("command", ["diff", "check"])
def test_github_annotates_lines_the_unresolved_first(tmp_path: Path, command: str) -> None:
    (tmp_path / "a.py").write_bytes(CHANGED)
    (tmp_path / "b.py").write_bytes(MANUAL)
    (tmp_path / "c.py").write_bytes(BROKEN)
    run = flowshift(command, ".", "--output-format", "github", cwd=tmp_path)
    assert run.code == 2
    error, manual, safe = annotations(run.out.decode())
    assert error[:2] == ("error", {"file": "c.py", "title": "flowshift: not migrated"})
    assert manual[:2] == ("error", {"file": "b.py", "line": "2", "col": "5", "title": "flowshift: api (manual)"})
    assert safe[:2] == ("notice", {"file": "a.py", "line": "2", "col": "5", "title": "flowshift: api (safe)"})
    assert re.fullmatch(r"tf\.log: becomes tf\.math\.log.*\nMore: flowshift explain api", safe[2])


def test_github_paths_are_below_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.py").write_bytes(CHANGED)
    workspace = {"GITHUB_WORKSPACE": str(tmp_path)}
    run = flowshift("check", ".", "--output-format", "github", cwd=tmp_path / "sub", environment=workspace)
    assert annotations(run.out.decode())[0][1]["file"] == "sub/a.py"


def test_github_names_the_cell_of_a_notebook(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_bytes(notebook("import tensorflow as tf", "y = tf.log(x)"))
    run = flowshift("check", ".", "--output-format", "github", cwd=tmp_path)
    ((_, properties, message),) = annotations(run.out.decode())
    assert properties == {"file": "a.ipynb", "title": "flowshift: api (safe)"}
    assert message.startswith("cell 2, line 1, column 5: tf.log: ")


def test_github_says_nothing_of_a_file_on_stdin_but_what_was_found(tmp_path: Path) -> None:
    run = flowshift("check", "-", "--output-format", "github", cwd=tmp_path, stdin=MANUAL)
    ((name, properties, _),) = annotations(run.out.decode())
    assert (run.code, name, properties) == (1, "error", {"title": "flowshift: api (manual)"})


def test_github_escapes_commands() -> None:
    file = FileReport("a,b:c%.py", Status.UNCHANGED, None, (finding("50%, that is:\r\n::error::x"),))
    text = render_github(Report((file,), ("a: b",)))
    assert text.splitlines() == [
        "::error file=a%2Cb%3Ac%25.py,line=2,col=5,title=flowshift%3A api (manual)::"
        "tf.log: 50%25, that is:%0D%0A::error::x%0AMore: flowshift explain api",
        "::notice title=flowshift::a: b",
    ]


@pytest.mark.parametrize("output_format", ["text", "json", "sarif", "github"])
@pytest.mark.parametrize(("source", "code"), [(UNCHANGED, 0), (CHANGED, 1), (MANUAL, 1), (BROKEN, 2)])
def test_the_exit_code_is_the_same_in_every_format(
    tmp_path: Path, source: bytes, code: int, output_format: str
) -> None:
    (tmp_path / "a.py").write_bytes(source)
    assert flowshift("check", ".", "--output-format", output_format, cwd=tmp_path).code == code


@pytest.mark.parametrize("arguments", [["rules"], ["runtimes", "list"]])
def test_lists_have_no_annotations(tmp_path: Path, arguments: list[str]) -> None:
    assert flowshift(*arguments, "--output-format", "github", cwd=tmp_path).code == 2


def test_text_and_json_say_how_to_learn_more(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(MANUAL)
    run = flowshift("check", ".", cwd=tmp_path)
    assert b" manual [api] " in run.out
    assert "`flowshift explain RULE`" in run.err
    report = json.loads(flowshift("check", ".", "--output-format", "json", cwd=tmp_path).out)
    assert report["files"][0]["findings"][0]["explain"] == "flowshift explain api"
