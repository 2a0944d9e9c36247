"""Collect what a program makes twice under one name, and how its statements change for that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import libcst as cst

from ..rules.context import Context
from ..syntax.templates import code_of
from ..syntax.walk import Replacement
from .sameness import Sameness

Build = Callable[[cst.CSTNode], Replacement]


@dataclass(eq=False)
class Found:
    """What is the same: by name (`sameness`), and the calls in whose place an object is read that now gets a name."""

    context: Context
    sameness: Sameness
    replaced: dict[int, Build] = field(default_factory=dict)  # by the call
    before: dict[int, list[str]] = field(default_factory=dict)  # lines before a statement
    names: dict[int, str] = field(default_factory=dict)  # by the call that made the object first

    def named(self, first: cst.Call, second: cst.Call, name: str, made: str, read: Callable[[str], Build]) -> bool:
        """Give the object that two calls make a name, or tell that there is no line for it.

        `made` is the text that makes it, `read` returns what takes the place of a call, by the name.
        """
        lines = self.context.statement_of(first), self.context.statement_of(second)
        if not isinstance(lines[0], cst.SimpleStatementLine) or lines[1] is None:
            return False
        if not self.sameness.reaches(lines[0], lines[1]):
            return False
        if id(first) not in self.names:
            self.names[id(first)] = self.context.fresh(name, f"{name}_layer")
            self.before.setdefault(id(lines[0]), []).append(f"{self.names[id(first)]} = {made}")
            self.replaced[id(first)] = read(self.names[id(first)])
        self.replaced[id(second)] = read(self.names[id(first)])
        return True

    def object(self, first: cst.Call, second: cst.Call, name: str) -> bool:
        """Give what two equal calls make a name, and read it in their place."""
        return self.named(first, second, name, code_of(first), lambda text: lambda _: cst.Name(text))

    def gone(self) -> dict[int, cst.CSTNode]:
        """Return the statements that only make again what is there."""
        return {id(definition.statement): definition.statement for definition in self.sameness.earlier}
