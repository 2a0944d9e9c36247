"""A migration leaves nothing to the garbage collector: walking what is left costs as much as a tenth of a migration."""

import gc
from collections.abc import Iterator

import pytest
from flowshift.engine import migrate_source
from golden_cases import read_cases


@pytest.fixture
def _uncollected() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_uncollected")
@pytest.mark.parametrize("family", ["programs", "seq2seq", "lambdas", "keras", "contrib"])
def test_the_nodes_of_a_file_go_with_its_result(family: str) -> None:
    cases = [case for case in read_cases() if case.name.startswith(f"{family}/")]
    for case in (cases[0], *cases):  # what is made once, by the first file, is kept
        gc.collect()
        migrate_source(case.before.read_bytes(), case.before.name, case.options)
        left = gc.collect()
        assert case is cases[0] or left < 300, f"{case.name}: {left} objects were left in cycles"
