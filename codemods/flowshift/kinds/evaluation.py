"""Hold the state of an abstract interpretation: what is recorded, for which statement, and how much work is left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import libcst as cst

from .carried import Read
from .facts import Facts
from .scope import Definition, Scope
from .values import UNKNOWN, Instance, Value

BUDGET = 200_000  # expressions evaluated per module; past it the rest is unknown, never a hang


class Evaluation:
    """Keep what the parts of the interpreter share."""

    def __init__(self) -> None:
        self.facts = Facts()
        self.recording = True
        self.into_functions = True  # whether calls of the program's own functions are followed
        self.statement: cst.CSTNode | None = None
        self.passed: dict[int, dict[str, Value]] = {}  # what callers were seen to pass, by function
        self.attributes: dict[tuple[int, str], Value] = {}  # what is stored on `self`, by class
        self.attribute_definitions: dict[tuple[int, str], list[Definition]] = {}
        self.attribute_reads: list[tuple[cst.Attribute, cst.ClassDef, cst.CSTNode]] = []
        self.class_scopes: dict[int, Scope] = {}
        self.instances: dict[int, Instance] = {}
        self.frames: list[tuple[int, list[Value]]] = []
        self.read_names: list[Read] = []  # all that were recorded, in their order
        self.work = 0

    def at(self, statement: cst.CSTNode) -> _At:
        """Note what is read, called and defined as belonging to this statement (quiet walks keep the caller's)."""
        return _At(self, statement)

    @contextmanager
    def silently(self) -> Iterator[None]:
        """Evaluate without recording values and references."""
        outer, self.recording = self.recording, False
        try:
            yield
        finally:
            self.recording = outer

    def spent(self) -> bool:
        """Tell whether the budget of the module is used up."""
        return self.work > BUDGET

    def record(self, node: cst.CSTNode, value: Value) -> None:
        """Keep the value of an expression."""
        if self.recording and value is not UNKNOWN:
            self.facts.values[id(node)] = value

    def note_name(self, name: str) -> None:
        """Note that the module uses the name."""
        if self.recording:
            self.facts.names.add(name)

    def returned(self, value: Value) -> None:
        """Note a return value of the function being followed."""
        if self.frames:
            self.frames[-1][1].append(value)

    def evaluate(self, node: cst.BaseExpression, scope: Scope) -> Value:
        """Return the value of an expression."""
        raise NotImplementedError

    def body(self, suite: cst.BaseSuite, scope: Scope) -> None:
        """Interpret a suite."""
        raise NotImplementedError


class _At:
    """Set the current statement for a while; entered for every line, where a generator would cost three times as much."""

    __slots__ = ("evaluation", "outer", "statement")

    def __init__(self, evaluation: Evaluation, statement: cst.CSTNode) -> None:
        self.evaluation = evaluation
        self.statement = statement
        self.outer = evaluation.statement

    def __enter__(self) -> None:
        self.outer = self.evaluation.statement
        if self.evaluation.recording or self.outer is None:
            self.evaluation.statement = self.statement

    def __exit__(self, *_: object) -> None:
        self.evaluation.statement = self.outer
