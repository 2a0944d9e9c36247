"""Hold that the errors of broken originals are recognised, wherever a golden case has one."""

from __future__ import annotations

from pathlib import Path

import pytest
from flowshift.diagnose import diagnose, read_text
from flowshift.runtimes import Kind
from flowshift.verify import Before, Servers
from golden_cases import GoldenCase, read_cases
from raised import traceback_of


def broken() -> list[GoldenCase]:
    """Return the cases whose original raises an error of TensorFlow's, not one of its own words or of Python 2."""
    cases = [case for case in read_cases() if case.terms.expected_error and not case.options.python2]
    return [case for case in cases if str(case.terms.expected_error) not in _raised(case.before)]


def _raised(program: Path) -> str:
    """Return the lines of a program in which it raises something itself."""
    lines = program.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.strip().startswith(("raise ", "assert ")))


@pytest.mark.parametrize("case", broken(), ids=lambda case: case.name)
def test_error_of_a_broken_original_is_recognised(case: GoldenCase, servers: Servers, tmp_path: Path) -> None:
    kind = Kind.TF1 if case.terms.before is Before.TF1 else Kind.TF2
    text = traceback_of(case.before.read_bytes(), kind, servers, tmp_path, case.terms.isolated)
    assert diagnose(read_text(text.encode()) or ""), text
