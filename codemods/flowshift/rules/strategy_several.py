"""Treat each model of a program with several strategies by its own: the one whose scope the program names it under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import libcst as cst

from ..kinds.facts import Facts
from ..kinds.scope import Definition
from ..model import Applicability
from ..syntax.walk import statements_below
from .change import Change, Regroup, manual
from .context import Context
from .strategy_blocks import Copies, Item, arranged, block_of, gathered
from .strategy_scoping import NAME, SYMBOL, Scoping, strategy_names

_NONE = "under none of the scopes of the strategies {names}: it trains on one device; put its creation and compile under one"
_BOTH = "under the scopes of {names}: what one strategy makes cannot be used with the other"


def scope_changes(context: Context) -> list[Change]:
    """Return what moves under a strategy's scope, found once for all rules that ask."""
    if "strategy scope" not in context.memory:
        names = strategy_names(context)
        if len(names) > 1:
            context.memory["strategy scope"] = list(SeveralScopings(names, context).block(context.module, frozenset()))
        else:
            context.memory["strategy scope"] = [
                c for n in names for c in Scoping(n, context).block(context.module, False)
            ]
    found = context.memory["strategy scope"]
    assert isinstance(found, list)
    return found


class SeveralScopings:
    """Look at the blocks of one module for several strategies."""

    def __init__(self, names: Sequence[str], context: Context) -> None:
        self.scopings = {name: Scoping(name, context) for name in names}
        self.first = self.scopings[names[0]]
        self.context = context

    def block(self, node: cst.CSTNode, visible: frozenset[str]) -> Iterator[Change]:
        """Yield the changes of a block and of the blocks in it; `visible` are the strategies that are known in it."""
        lines = block_of(node)
        bound = {name for line in lines for name in self.first.bound(line)}
        known = frozenset(name for name in self.scopings if name in visible or name in bound)
        items = {name: list(self.scopings[name].items(node)) for name in self.scopings if name in known}
        owned = {name: _owned(found, self.context.facts) for name, found in items.items()}
        yield from self._unclear(items, owned)
        chosen: dict[str, list[Item]] = {}
        for name, found in items.items():
            others = [ids for other, ids in owned.items() if other != name]
            mine = {key for key in owned[name] if not any(key in ids for ids in others)}
            masked = [i if id(i.statement) in mine else replace(i, roles=replace(i.roles, builds=False)) for i in found]
            if arrangement := self.scopings[name].chosen(masked):
                chosen[name] = arrangement
        if chosen:
            yield self._change(node, chosen)
        inner: dict[int, tuple[cst.CSTNode, set[str]]] = {}
        for line in lines:
            for name, scoping in self.scopings.items():
                for block, there in scoping.inner_blocks(line, name in known):
                    inner.setdefault(id(block), (block, set()))[1].update({name} if there else ())
        for block, names in inner.values():
            yield from self.block(block, frozenset(names))

    def _unclear(self, items: Mapping[str, list[Item]], owned: Mapping[str, set[int]]) -> Iterator[Change]:
        """Report each model that no strategy's scope names, or those of several."""
        outside = {
            id(item.statement): item.statement
            for found in items.values()
            for item in found
            if item.roles.model and item.of is None and not isinstance(item.statement, cst.With)
        }
        for key, line in outside.items():
            names = [name for name, ids in owned.items() if key in ids]
            if len(names) != 1 and len(items) > 1:
                message = _BOTH.format(names=" and ".join(names)) if names else _NONE.format(names=", ".join(items))
                yield manual(NAME, line, SYMBOL, message)

    def _change(self, block: cst.CSTNode, chosen: Mapping[str, list[Item]]) -> Change:
        """Return the arrangement of one block around the scopes of its strategies."""
        assert isinstance(block, (cst.Module, cst.IndentedBlock))
        marks = {id(i.statement): name for name, found in chosen.items() for i in found if i.scoped}
        items: list[Item] = []
        for line in block_of(block):
            opened = next((found for name, found in chosen.items() if self.scopings[name].is_scope(line)), None)
            own = [i for i in opened if i.of is line] if opened is not None else [Item(line, self.first.roles(line))]
            items.extend(replace(i, scoped=id(i.statement) in marks, scope=marks.get(id(i.statement), "")) for i in own)
        for name, scoping in self.scopings.items():
            begins = next((i for i, item in enumerate(items) if item.scope == name), None)
            made = next((i for i, item in enumerate(items) if name in scoping.bound(item.statement)), -1)
            if begins is not None and made > begins:
                message = f"make {name} before the model, and the model under its scope"
                return manual(NAME, items[begins].statement, SYMBOL, message)
        arrangement = gathered(items)

        def arrange(copies: Copies) -> Sequence[cst.CSTNode]:
            return arranged(arrangement, "", copies)

        node = next(item.statement for item in items if item.scoped and item.of is None)
        broken = all(any(item.of is not None for item in found) for found in chosen.values())
        scopes = " and ".join(f"{name}.scope()" for name in chosen)
        return Change(
            NAME,
            node,
            SYMBOL,
            f"made under {scopes}, where its variables belong; training stays outside",
            Applicability.SAFE if broken else Applicability.REVIEW,
            groups=(Regroup(block, arrange),),
        )


def _owned(items: Sequence[Item], facts: Facts) -> set[int]:
    """Return the statements, by identity, that make what stands under the strategy's scope in this block."""
    found = {id(item.statement) for item in items if item.of is not None}
    needed = {definition for item in items if item.of is not None for definition in _read(item.statement, facts)}
    made: set[Definition] = set()
    candidates = [item for item in items if item.of is None and item.roles.builds]
    grown = True
    while grown:
        grown = False
        for item in candidates:
            own = {d for line in statements_below(item.statement) for d in facts.defines.get(id(line), ())}
            read = _read(item.statement, facts)
            # `model.compile(...)` and `model.add(...)` give no name a value
            if id(item.statement) not in found and (own & needed or (not own and read & made)):
                found.add(id(item.statement))
                needed |= read
                made |= own
                grown = True
    return found


def _read(statement: cst.CSTNode, facts: Facts) -> set[Definition]:
    return {definition for line in statements_below(statement) for definition in facts.uses.get(id(line), ())}
