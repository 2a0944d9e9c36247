"""Tell whether two expressions make the same object: equal in all that describes them, under one name in TF1's scopes."""

from __future__ import annotations

from dataclasses import dataclass, field

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.cells import is_cell_class
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Call, Instance
from ..rules.context import Context
from ..syntax.templates import code_of
from ..syntax.walk import LEAVES, children
from .scopes import scope_of

_MADE = (Kind.PYTHON, Kind.CONSTANT, Kind.OBJECT)


def _described(node: cst.CSTNode) -> list[cst.CSTNode]:
    """Return the parts of an expression that say what it is: `reuse=` says only where its weights come from."""
    found = children(node)
    if not isinstance(node, cst.Call):
        return found
    return [part for part in found if not (isinstance(part, cst.Arg) and _reuses(part))]


def _reuses(argument: cst.Arg) -> bool:
    return argument.keyword is not None and argument.keyword.value in ("reuse", "_reuse")


def is_mechanism(api: str) -> bool:
    """Tell whether a symbol makes an attention mechanism, whose memory layer gets its weights at once."""
    return api.startswith("tf.contrib.seq2seq.") and api.endswith("Attention")


@dataclass
class Sameness:
    """Remember which definition of an object makes one again that an earlier definition made."""

    context: Context
    earlier: dict[Definition, Definition] = field(default_factory=dict)
    inline: dict[int, tuple[cst.Call, Definition]] = field(default_factory=dict)  # what a call makes again, by the call

    def same(self, first: cst.CSTNode, second: cst.CSTNode) -> bool:
        """Tell whether two expressions have one value; what they name is compared by how it was made."""
        if isinstance(first, cst.Name) and isinstance(second, cst.Call):
            return self._is_made_inline(first, second)
        if type(first) is not type(second):
            return False
        if isinstance(first, cst.Name) and isinstance(second, cst.Name):
            return self._same_name(first, second)
        if isinstance(first, cst.Attribute) and isinstance(second, cst.Attribute):
            once = not self._is_stored_again(first)
            return first.attr.value == second.attr.value and once and self.same(first.value, second.value)
        if isinstance(first, cst.Call) and isinstance(second, cst.Call) and not self._is_shared_call(first, second):
            return False
        if type(first) in LEAVES:
            return code_of(first) == code_of(second)
        here, there = _described(first), _described(second)
        return len(here) == len(there) and all(self.same(a, b) for a, b in zip(here, there))

    def _same_name(self, first: cst.Name, second: cst.Name) -> bool:
        sources = self.context.facts.sources
        here, there = sources.get(id(first), frozenset()), sources.get(id(second), frozenset())
        if here == there:
            return first.value == second.value
        if len(here) != 1 or len(there) != 1:
            return False
        return self.unified(next(iter(here)), next(iter(there)))

    def _is_made_inline(self, first: cst.Name, second: cst.Call) -> bool:
        """Tell whether a call makes again what a name holds, and remember it."""
        sources = self.context.facts.sources.get(id(first), frozenset())
        made = next(iter(sources)) if len(sources) == 1 else None
        assign = _assignment(made.statement) if made is not None else None
        line = self.context.statement_of(second)
        if made is None or made.owner is not None or assign is None or line is None or len(_targets(assign)) != 1:
            return False
        if not self.reaches(made.statement, line) or not self.same(assign.value, second):
            return False
        self.inline[id(second)] = (second, made)
        return True

    def _is_shared_call(self, first: cst.Call, second: cst.Call) -> bool:
        """Tell whether two calls with the same arguments give the same: what has weights takes them by TF1's scopes."""
        value = self.context.facts.value(first)
        if isinstance(value, Instance):
            return is_cell_class(value.of)
        if isinstance(value, Call) and value.api.startswith("tf.keras."):
            return False  # weights of Keras are never shared by name
        if isinstance(value, Call) and is_mechanism(value.api) and not self.is_made_in_one_scope(first, second):
            return False
        pure = isinstance(value, Call) and bool(value.api) and make_of(value.api) is Make.TENSOR
        return pure or kind_of(value) in _MADE

    def is_made_in_one_scope(self, first: cst.Call, second: cst.Call) -> bool:
        """Tell whether what makes variables at once makes them under the same names: the second takes the first's."""
        here, there = scope_of(first, self.context), scope_of(second, self.context)
        return here is not None and there is not None and here.path == there.path and there.reuses

    def _is_stored_again(self, node: cst.Attribute) -> bool:
        text = code_of(node)
        stored = (target for target, _ in self.context.facts.assignments if isinstance(target, cst.Attribute))
        return sum(code_of(target) == text for target in stored) > 1

    def unified(self, first: Definition, second: Definition) -> bool:
        """Tell whether the second definition makes again what the first one made, and remember it."""
        if second in self.earlier:
            return self.earlier[second] is first
        here, there = _assignment(first.statement), _assignment(second.statement)
        if here is None or there is None or first.owner is not None or second.owner is not None:
            return False
        if not self.reaches(first.statement, second.statement):
            return False
        targets = _targets(here), _targets(there)
        if len(targets[0]) != len(targets[1]) or not self.same(here.value, there.value):
            return False
        pairs = {b: a for a, b in zip(*targets)}
        if pairs.get(second.name) != first.name:
            return False
        made = {d.name: d for d in self.context.facts.defines.get(id(first.statement), ())}
        for again in self.context.facts.defines.get(id(second.statement), ()):
            self.earlier[again] = made[pairs[again.name]]
        return True

    def reaches(self, first: cst.CSTNode, second: cst.CSTNode) -> bool:
        """Tell whether what one statement makes is there at the other: no branch, loop or function lies between."""
        around = {id(node) for node in self.context.enclosing(second)}
        return all(id(node) in around or isinstance(node, cst.With) for node in self.context.enclosing(first))


def _assignment(statement: cst.CSTNode) -> cst.Assign | None:
    small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) and len(statement.body) == 1 else None
    return small if isinstance(small, cst.Assign) and len(small.targets) == 1 else None


def _targets(assign: cst.Assign) -> list[str]:
    target = assign.targets[0].target
    nodes = [element.value for element in target.elements] if isinstance(target, cst.Tuple) else [target]
    return [node.value if isinstance(node, cst.Name) else "" for node in nodes]
