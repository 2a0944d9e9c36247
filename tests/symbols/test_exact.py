"""Calls of TF 1.15 and what they become give the same results, and the same gradients, in both styles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from flowshift.model import Style
from flowshift.symbols.api_map import lookup, names
from sweep import calls, difference, migrated, program, run, symbols
from swept_calls import CALLS, GRADIENTS_DIFFER, NOT_SWEPT

SWEPT = calls(CALLS)


@pytest.fixture(scope="module")
def before(tf1_python: str, tmp_path_factory: pytest.TempPathFactory) -> list[Mapping[str, object]]:
    return run(tf1_python, [program(call.reference) for call in SWEPT], "graph", tmp_path_factory.mktemp("before"))


@pytest.mark.parametrize(("style", "left"), [(Style.GRAPH, 10), (Style.EAGER, 50)])
def test_migrated_calls_compute_the_same(
    style: Style, left: int, before: list[Mapping[str, object]], tf2_python: str, tmp_path: Path
) -> None:
    codes = [migrated(call.text, style) for call in SWEPT]
    runs = [(index, code) for index, code in enumerate(codes) if code is not None]
    assert len(codes) - len(runs) <= left, [call.text for call, code in zip(SWEPT, codes) if code is None]
    after = run(tf2_python, [code for _, code in runs], style.value, tmp_path)
    wrong = []
    for (index, code), answer in zip(runs, after):
        text = difference(before[index], answer, SWEPT[index].drawn)
        if text and not (SWEPT[index].text in GRADIENTS_DIFFER and text.startswith("gradient")):
            wrong.append((SWEPT[index].text, code, text))
    assert not wrong


def test_every_function_that_counts_as_exact_is_swept_or_says_why_not() -> None:
    swept = {symbol for call in SWEPT for text in (call.text, call.reference) for symbol in symbols(text)}
    silent = []
    for name in names():
        symbol = lookup(name)
        assert symbol is not None
        changed = symbol.native is not None and symbol.exact and not symbol.same_object
        callable_ = symbol.kind in ("function", "class")
        excused = symbol.canonical.startswith(tuple(NOT_SWEPT))
        if changed and callable_ and name == symbol.canonical and name not in swept and not excused:
            silent.append(name)
    assert not silent
