"""Hold every known error against a real one: a small program raises it on the runtime that it is about."""

from __future__ import annotations

from pathlib import Path

import pytest
from flowshift.diagnose import diagnose, read_text
from flowshift.diagnose.catalogue import CAUSES
from flowshift.rules.registry import all_rules
from flowshift.runtimes import Kind
from flowshift.verify import Servers
from raised import traceback_of

RAISING = Path(__file__).parent / "raising"
PROGRAMS = tuple(sorted(RAISING.glob("*.py")))
# Causes that are made from the map of the API, not listed.
MADE = {"name-of-tf1", "name-of-tf2", "name-of-old-keras"}


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_real_error_is_recognised(program: Path, servers: Servers, tmp_path: Path) -> None:
    source = program.read_bytes()
    kind = Kind.TF1 if source.startswith(b"# tf1") else Kind.TF2
    text = traceback_of(source, kind, servers, tmp_path)
    found = diagnose(read_text(text.encode()) or "")
    assert [one.cause.name for one in found][:1] == [program.name.split(".")[0]], text
    assert any(place.path.endswith("train.py") for place in found[0].places)


def test_every_cause_has_a_program_that_raises_it() -> None:
    assert {cause.name for cause in CAUSES} | MADE == {program.name.split(".")[0] for program in PROGRAMS}


def test_causes_name_rules_that_exist() -> None:
    assert {rule for cause in CAUSES for rule in cause.rules} - set(all_rules()) == set()
