"""Put function definitions into a module, behind its imports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import libcst as cst

from .imports import imports_run_by
from .templates import Statement, statement


def with_definitions(module: cst.Module, texts: Iterable[str]) -> cst.Module:
    """Return the module with the functions, each once, between its imports and the code that follows."""
    missing = list(dict.fromkeys(texts))
    if not missing:
        return module
    body = list(module.body)
    place = _place(body)
    blank = cst.EmptyLine(indent=False)
    made = [statement(text).with_changes(leading_lines=[blank, blank]) for text in missing]
    body[place:place] = made
    following = place + len(made)
    if following < len(body):
        lines = list(getattr(body[following], "leading_lines", ()))
        while lines and lines[0].comment is None:
            lines.pop(0)
        body[following] = body[following].with_changes(leading_lines=[blank, blank, *lines])
    return module.with_changes(body=body)


def _place(body: Sequence[Statement]) -> int:
    """Return the place behind the imports at the top, and behind the line that switches TF2's behaviour off."""
    place = 0
    for index, line in enumerate(body):
        small = line.body if isinstance(line, cst.SimpleStatementLine) else ()
        if isinstance(line, (cst.FunctionDef, cst.ClassDef)):
            break
        if any(imports_run_by(line)) or any(_is_switch(s) for s in small):
            place = index + 1
    return place


def _is_switch(small: cst.CSTNode) -> bool:
    call = small.value if isinstance(small, cst.Expr) else None
    function = call.func if isinstance(call, cst.Call) else None
    return isinstance(function, cst.Attribute) and function.attr.value == "disable_v2_behavior"
