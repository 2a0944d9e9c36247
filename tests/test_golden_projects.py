"""Hold every golden project: the exact texts, nothing left to do, and each script shows the same in both versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from flowshift.model import Status
from flowshift.verify import Servers, Verdict, verify_pair
from golden_projects import GoldenProject, migrated, read_projects, texts
from test_golden import describe


@pytest.mark.parametrize("project", tuple(read_projects()), ids=lambda project: project.name)
def test_golden_project(project: GoldenProject, servers: Servers, tmp_path: Path) -> None:
    results = migrated(project, project.before, tmp_path / "after")
    assert {path: result.error for path, result in results.items() if result.status is Status.ERROR} == {}
    assert texts(tmp_path / "after") == texts(project.after), "run `make golden-update` and read the diff"
    said = [f"{path}:{found.line}: {found.message}" for path, result in results.items() for found in result.findings]
    assert [text for text in project.findings if not any(text in line for line in said)] == [], "\n".join(said)
    migrated(project, tmp_path / "after", tmp_path / "again")
    assert texts(tmp_path / "again") == texts(project.after), "a second run must change nothing"
    for script in project.scripts:
        scripts = project.before / script, tmp_path / "after" / script
        proof = verify_pair(*scripts, results[script].variables, project.terms, servers)
        assert proof.verdict is Verdict.EQUAL, f"{script}: {describe(proof)}"
        assert proof.observations, f"{script} prints nothing that could be compared"
