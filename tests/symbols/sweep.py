"""Write the TF2 form of a TF1 call, and compare what both compute."""

from __future__ import annotations

import json
import math
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
from flowshift.kinds.interpreter import interpret
from flowshift.model import Applicability, Style
from flowshift.rules.context import Context
from flowshift.rules.rewriter import Rewriter
from flowshift.rules.written_out.cells_module import module_text
from flowshift.styles.migrated import collect
from flowshift.symbols.api_map import canonical
from flowshift.syntax.tree import Tree

HERE = Path(__file__).parent


@dataclass(frozen=True)
class SweptCall:
    """Hold one call, what TF 1.15 runs in its place, and whether only the distribution of its results is compared."""

    text: str
    reference: str
    drawn: bool


def calls(text: str) -> list[SweptCall]:
    """Read the lines of swept_calls.CALLS."""
    found: list[SweptCall] = []
    for line in text.splitlines():
        call, _, reference = line.lstrip("~").partition(" <- ")
        if call:
            found.append(SweptCall(call, reference or call, line.startswith("~")))
    return found


def program(call: str) -> str:
    """Return a module that computes the call."""
    return f"import tensorflow as tf\nresult = {call}\n"


def symbols(call: str) -> set[str]:
    """Return the canonical names that a call uses."""
    return {canonical(reference.api.name) for reference in interpret(cst.parse_module(program(call))).references}


def migrated(call: str, style: Style) -> str | None:
    """Return the module in TF2's form; None where a finding says that it is left to the user."""
    module = cst.parse_module(program(call))
    facts = interpret(module)
    context = Context(Tree(module, module.code), facts, style)
    changes = collect(context)
    if any(change.applicability is Applicability.MANUAL for change in changes):
        return None
    rewriter = Rewriter([edit for change in changes for edit in change.edits], context.tree)
    context.render = rewriter.render
    lines: list[cst.CSTNode] = []
    for statement in module.body:
        rendered = rewriter.statement(statement)
        lines += [*rendered.setups, *rendered.lines]
    required = dict.fromkeys(text for change in changes for text in change.requires)
    written = {name for change in changes for name in change.written}
    beside = module_text(written) if written else ""  # what would stand in a module of its own
    return beside + "".join(f"{text}\n" for text in required) + "".join(module.code_for_node(line) for line in lines)


def run(python: str, codes: Sequence[str], mode: str, folder: Path) -> list[Mapping[str, object]]:
    """Run the modules in one process of a runtime."""
    question = folder / f"{mode}.json"
    question.write_text(json.dumps(codes))
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "PYTHONWARNINGS": "ignore"}
    command = [python, str(HERE / "inside_sweep.py"), str(question), mode]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    answers: list[Mapping[str, object]] = json.loads(done.stdout.splitlines()[-1])
    return answers


def difference(before: object, after: object, drawn: bool) -> str:
    """Say how two answers differ, an empty string where they are equal."""
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    for side, answer in (("TF1", before), ("TF2", after)):
        if "error" in answer:
            return f"{side}: {answer['error']}"
    if len(before["results"]) != len(after["results"]):
        return f"{len(before['results'])} results, then {len(after['results'])}"
    for one, other in zip(before["results"], after["results"]):
        text = _values(one, other, drawn)
        if text:
            return text
    for name, one in before["gradients"].items() if not drawn else ():
        other = after["gradients"].get(name)
        if (one is None) != (other is None) and any((one or other)["values"]):
            return (
                f"gradient of {name}: {'none' if one is None else 'some'}, then {'none' if other is None else 'some'}"
            )
        text = "" if one is None or other is None else _values(one, other, False)
        if text:
            return f"gradient of {name}: {text}"
    return ""


def _values(one: dict[str, object], other: dict[str, object], drawn: bool) -> str:
    if {**one, "values": 0} != {**other, "values": 0}:
        keys = ("kind", "shape", "text")
        return f"{[one.get(k) for k in keys]}, then {[other.get(k) for k in keys]}"
    left, right = one.get("values"), other.get("values")
    if not isinstance(left, list) or not isinstance(right, list):
        return ""
    if drawn:
        return _distributions(left, right)
    for a, b in zip(left, right):
        if not (math.isclose(a, b, rel_tol=2e-4, abs_tol=2e-5) or a == b or (math.isnan(a) and math.isnan(b))):
            return f"{a!r}, then {b!r}"
    return ""


def _distributions(left: list[float], right: list[float]) -> str:
    one, other = _moments(left), _moments(right)
    scale = max(one[1], 1e-6)
    close = abs(one[0] - other[0]) < 0.12 * scale and abs(one[1] - other[1]) < 0.1 * scale
    # the kurtosis of few kept values (dropout) is itself drawn with a wide spread
    alike = close and abs(one[2] - other[2]) < 0.4 + 0.15 * one[2]
    return "" if alike else f"mean, deviation, kurtosis {one}, then {other}"


def _moments(values: list[float]) -> tuple[float, float, float]:
    mean = sum(values) / len(values)
    variance = sum((v - mean) ** 2 for v in values) / len(values)
    fourth = sum((v - mean) ** 4 for v in values) / len(values)
    return mean, variance**0.5, fourth / max(variance**2, 1e-12)
