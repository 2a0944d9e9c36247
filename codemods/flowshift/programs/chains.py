"""Let functions call one another where each would repeat a long chain that the one before it has already.

A script that fetches every layer of a deep network would otherwise become as many copies of it: 800 fetches of a chain of 800
operations are 320,000 lines. Short programs read better with each function complete.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import libcst as cst

from ..kinds.scope import Definition
from .functions import Function
from .runs import definitions_read
from .slices import Program

_STATEMENTS, _TIMES = 300, 4  # so many statements in the functions, and so many times more than there are in the graph


def chained(functions: Sequence[Function], program: Program) -> list[Function]:
    """Return the functions, each built on another one where that saves most, if together they repeat too much."""
    total = sum(len(function.part.steps) for function in functions)
    distinct = len({step for function in functions for step in function.part.steps})
    if total < _STATEMENTS or total < _TIMES * distinct:
        return list(functions)
    by_result: dict[Definition, Function] = {}
    for function in functions:
        result = _result(function, program)
        if result is not None:
            by_result.setdefault(result, function)
    return [replace(function, base=_base(function, by_result, program)) for function in functions]


def _result(function: Function, program: Program) -> Definition | None:
    """Return the one tensor that a function computes, by its name; None where it does something else too."""
    fetches = function.part.fetches
    if function.training is not None or len(fetches) != 1 or not isinstance(fetches[0].node, cst.Name):
        return None
    read = definitions_read(fetches[0].node, program.facts)
    plain = len(read) == 1 and not function.nested and function.signature and not function.logs
    return next(iter(read)) if plain else None


def _base(function: Function, by_result: dict[Definition, Function], program: Program) -> Function | None:
    """Return the function that has most of another one's statements, and all that the rest of them reads."""
    steps = set(function.part.steps)
    for step in reversed(function.part.steps):
        for definition in step.definitions:
            base = by_result.get(definition)
            if base is None or base is function or base.body is not function.body:
                continue
            inner = set(base.part.steps)
            if not inner < steps or not (function.training is None or inner <= set(function.training.taped)):
                continue
            read = {d for own in steps - inner for d in own.uses} | program.wanted(function.part.fetches)
            if all(program.maker.get(d) not in inner or d is definition for d in read):
                return base
    return None
