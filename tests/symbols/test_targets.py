"""Every public name of TF 1.15 has a TF2 form that resolves and takes its arguments, or says what to do."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from calls import full_calls
from flowshift.symbols.api_map import Symbol, bind, canonical, lookup, names
from flowshift.symbols.meanings import by_name
from flowshift.symbols.meanings.legacy import OLD_CALLS

HERE = Path(__file__).parent
INSIDE = HERE.parent.parent / "tools" / "api_map"

Call = tuple[str, str, "int | None", list[str]]


def ask_runtime(python: str, calls: list[Call], folder: Path) -> list[list[str]]:
    """Return [TF1 name, target, what is wrong] for each call that TF 2.15 would not take."""
    question = folder / "calls.json"
    question.write_text(json.dumps(calls))
    environment = {**os.environ, "PYTHONPATH": str(INSIDE), "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    done = subprocess.run(
        [python, str(HERE / "inside_bind.py"), str(question)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def tells_parameters(symbol: Symbol) -> bool:
    parameters = symbol.parameters
    return parameters is not None and (not parameters or not parameters[0].startswith("*"))


def test_every_target_resolves_and_every_full_call_binds(tf2_python: str, tmp_path: Path) -> None:
    calls: list[Call] = []
    flagged = 0
    for name in {*names(), *by_name()}:
        symbol = lookup(name)
        assert symbol is not None, name
        for target in filter(None, (symbol.native, symbol.compat)):
            calls.append((name, target.name, None, []))
            if target.parameters is None or not tells_parameters(symbol) or ".raw_ops." in name:
                continue
            for positional, keywords in full_calls(symbol, target):
                plan = bind(symbol, positional, keywords, target)
                if plan.problem:
                    flagged += 1
                    continue
                kept = [a for a in plan.arguments if not a.keyword]
                given = [a.keyword for a in plan.arguments if a.keyword] + [name for name, _ in plan.added]
                calls.append((name, target.name, len(kept), given))
    wrong = ask_runtime(tf2_python, calls, tmp_path)
    assert not wrong, f"{len(wrong)} of {len(calls)}: {wrong[:20]}"
    assert flagged < len(calls) / 50


def test_no_symbol_is_left_silent() -> None:
    for name in names():
        symbol = lookup(name)
        assert symbol is not None
        assert symbol.native or symbol.compat or symbol.message, name


def test_every_meaning_is_found_under_its_own_name() -> None:
    wrong = []
    for name, row in by_name().items():
        symbol = lookup(name)
        native = symbol.native.name if symbol and symbol.native else ""
        heir = not row.same_as or lookup(row.same_as) is not None
        if symbol is None or canonical(name) != name or not heir or row.native not in (None, native):
            wrong.append((name, canonical(name), native))
    assert not wrong


def test_old_argument_orders_name_known_functions() -> None:
    for call in OLD_CALLS:
        symbol = lookup(call.name)
        assert symbol is not None
        assert symbol.parameters is not None
        known = {parameter.strip("+=/*") for parameter in symbol.parameters}
        assert {new for _, new in call.renamed} <= known
