"""Hold every golden case: the exact text, nothing left to do, and both programs run and show the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flowshift.engine import migrate_source
from flowshift.model import FileResult, Status
from flowshift.rules.registry import all_rules
from flowshift.rules.written_out.cells_module import module_text
from flowshift.verify import Before, Servers, Verdict, Verification, verify_pair
from golden_cases import BadCase, GoldenCase, read_case, read_cases

CASES = tuple(read_cases())


def migrate(case: GoldenCase) -> FileResult:
    """Migrate the original; the file is named as in the case, whatever the folder of the checkout is."""
    return migrate_source(case.before.read_bytes(), case.before.name, case.options)


def describe(result: Verification) -> str:
    """Say in some lines what a proof that is not equal found."""
    lines = [f"verdict: {result.verdict.value}", *(f"note: {note}" for note in result.notes)]
    if result.failure is not None:
        lines += [f"{result.failure.side}: {result.failure.error}", result.failure.traceback]
    lines += [f"{row.name}:\n  TF1 {row.tf1}\n  TF2 {row.tf2}" for row in result.differing[:20]]
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: GoldenCase, servers: Servers, tmp_path: Path) -> None:
    result = migrate(case)
    assert result.status is not Status.ERROR, result.error
    assert result.after.decode() == case.after.read_text(encoding="utf-8"), "run `make golden-update` and read the diff"
    missing = set(case.rules) - {finding.rule for finding in result.findings}
    assert not missing, f"case.toml names rules that report nothing: {sorted(missing)}"
    again = migrate_source(result.after, case.before.name, case.options)
    assert again.after == result.after, "a second run must change nothing"

    if result.cells:
        assert module_text(result.cells) == case.cells.read_text(encoding="utf-8"), "run `make golden-update`"
    for path in (case.before, case.after, *case.data, *([case.cells] if result.cells else [])):
        shutil.copy(path, tmp_path / path.name)
    proof = verify_pair(tmp_path / case.before.name, tmp_path / case.after.name, result.variables, case.terms, servers)
    assert proof.verdict is Verdict.EQUAL, describe(proof)
    if case.reference is not None:
        # the original may be broken, or be meant to compute something else: what is right is written down on its own
        shutil.copy(case.reference, tmp_path / case.reference.name)
        terms = replace(case.terms, before=Before.TF2, expected_error=None)
        proof = verify_pair(tmp_path / case.reference.name, tmp_path / case.after.name, (), terms, servers)
        assert proof.verdict is Verdict.EQUAL, describe(proof)
        assert proof.observations, "the migrated program prints nothing that the reference could be compared with"


def test_every_rule_has_a_golden_case() -> None:
    named = {rule for case in CASES for rule in case.rules}
    # requirement files are no programs that could be run: tests/test_dependencies.py holds that rule
    assert sorted(set(all_rules()) - named - {"dependency"}) == []


def test_cases_name_rules_that_exist() -> None:
    unknown = {case.name: set(case.rules) - set(all_rules()) for case in CASES}
    assert {name: rules for name, rules in unknown.items() if rules} == {}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("colour = 1", "unknown key 'colour'"), ("observe = 1", "observe has a value of the wrong type: 1")],
)
def test_bad_case_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "case.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadCase, match=complaint):
        read_case(tmp_path)
