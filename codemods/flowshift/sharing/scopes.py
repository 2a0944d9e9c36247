"""Read the variable scopes around a node: their path, and whether they take the variables that are there."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from ..kinds.values import Api, Call, Literal
from ..rules.context import Context

SCOPE = "tf.variable_scope"
_FRESH, _REUSES, _AUTO = "makes", "takes", "takes or makes"


@dataclass(frozen=True)
class Scope:
    """The variable scopes around a node; `opened` is the block of the innermost one that reuses.

    `may_make`: it takes the variables that are there, and makes those that are not (`tf.AUTO_REUSE`).
    """

    path: tuple[str, ...]
    opened: cst.With | None
    may_make: bool = False

    @property
    def reuses(self) -> bool:
        """Tell whether variables are taken that an earlier scope of this path made."""
        return self.opened is not None


def scope_of(node: cst.CSTNode, context: Context) -> Scope | None:
    """Return the scope of a node, None where a name in its path, or whether it reuses, is not known."""
    path: list[str] = []
    opened: cst.With | None = None
    may_make = True
    for compound in context.enclosing(node):
        for call in reversed(_opened(compound, context)):
            name, reuse = _name(call, context), _reuse(call, context)
            if name is None or reuse is None:
                return None
            path.append(name)
            if reuse != _FRESH and isinstance(compound, cst.With):
                opened = opened or compound
                may_make = may_make and reuse == _AUTO
    return Scope(tuple(reversed(path)), opened, opened is not None and may_make)


def reusing_blocks(context: Context) -> list[cst.With] | None:
    """Return the blocks whose scopes reuse, None where one of them cannot be read."""
    found: dict[int, cst.With] = {}
    for call in context.facts.calls:
        block = context.statement_of(call.node) if call.api == SCOPE else None
        if block is None:
            continue
        reuse = _reuse(call, context)
        if reuse is None or (reuse != _FRESH and (_name(call, context) is None or not isinstance(block, cst.With))):
            return None
        if reuse != _FRESH and isinstance(block, cst.With):
            found[id(block)] = block
    return list(found.values())


def _opened(compound: cst.CSTNode, context: Context) -> list[Call]:
    """Return the variable scopes that a `with` statement opens."""
    values = [context.facts.value(item.item) for item in compound.items] if isinstance(compound, cst.With) else []
    return [value for value in values if isinstance(value, Call) and value.api == SCOPE]


def _name(call: Call, context: Context) -> str | None:
    """Return the name that a scope is opened by, in its text or as the scope that an earlier block named."""
    site = context.site(call)
    value = site.value("name_or_scope") if site is not None else None
    if isinstance(value, Call) and value.api == SCOPE:
        return _name(value, context)
    return value.constant if isinstance(value, Literal) and isinstance(value.constant, str) else None


def _reuse(call: Call, context: Context) -> str | None:
    """Say whether a scope takes variables that are there, None where that is not known."""
    site = context.site(call)
    if site is None:
        return None
    if "reuse" not in site.given():
        return _FRESH
    value = site.value("reuse")
    if isinstance(value, Api) and value.name == "tf.AUTO_REUSE":
        return _AUTO
    constant = site.constant("reuse", None)
    return (_REUSES if constant else _FRESH) if isinstance(constant, bool) else None


def without_reuse(node: cst.With, context: Context) -> dict[int, cst.CSTNode]:
    """Return the scopes of a block without their `reuse`, by the identity of the call."""
    found: dict[int, cst.CSTNode] = {}
    for item in node.items:
        value = context.facts.value(item.item)
        site = context.site(value) if isinstance(value, Call) and value.api == SCOPE else None
        if site is not None and "reuse" in site.nodes:
            kept = [arg for arg in site.call.node.args if arg.value is not site.nodes["reuse"]]
            if kept:
                kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
            found[id(item.item)] = site.call.node.with_changes(args=kept)
    return found
