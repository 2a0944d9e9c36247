"""Collect what a program makes twice under one name, and how its statements change for that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import libcst as cst

from ..kinds.scope import Definition
from ..rules.context import Context
from ..syntax.templates import code_of
from ..syntax.walk import Replacement
from .names import fresh
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
    again: dict[Definition, Definition] = field(default_factory=dict)  # attention over another memory, and what it is
    renamed: dict[Definition, str] = field(default_factory=dict)  # objects whose name another one has as well
    result: cst.BaseExpression | None = None  # what the run is assigned to that shares just now

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

    def reads(self) -> Iterator[tuple[Definition, cst.BaseExpression]]:
        """Yield each place where an object is read in place of another, with the definition of that object."""
        for again, made in self.sameness.earlier.items():
            yield from ((made, name) for name in self.context.read_names(again))
        yield from ((made, call) for call, made in self.sameness.inline.values())

    def rename(self, definition: Definition) -> None:
        """Give what a block makes a name of its own, after what the run gives, where its name is another one's too."""
        owner, facts = self.context.owner(definition.statement), self.context.facts
        gone = self.gone()
        if definition.name == "_" or definition.owner is not None or definition in self.renamed:
            return
        if id(definition.statement) in gone or not self._is_read_alone(definition):
            return
        for others in facts.defines.values():
            for other in others:
                if other.name != definition.name or other is definition or other.owner is not None:
                    continue
                if id(other.statement) not in gone and self.context.owner(other.statement) is owner:
                    name = fresh(definition.name, self.result, facts.names | self.context.taken)
                    self.context.taken.add(name)
                    self.renamed[definition] = name
                    return

    def _is_read_alone(self, definition: Definition) -> bool:
        """Tell whether no place that reads a definition may read another one."""
        sources = self.context.facts.sources
        return all(len(sources.get(id(name), ())) == 1 for name in self.context.read_names(definition))
