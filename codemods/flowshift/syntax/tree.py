"""Know what stands around each node of a module: one walk, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import libcst as cst

from .walk import LEAVES, children, is_statement


class Tree:
    """Answer what encloses a node of one module; `text` is what the module was parsed from."""

    def __init__(self, module: cst.Module, text: str) -> None:
        self.module = module
        self.text = text
        self._parents: dict[int, cst.CSTNode] | None = None
        self._names: dict[str, list[cst.CSTNode]] = {}

    @property
    def parents(self) -> dict[int, cst.CSTNode]:
        """Return the parent of each node, by the node's identity."""
        if self._parents is None:
            parents: dict[int, cst.CSTNode] = {}
            names: dict[str, list[cst.CSTNode]] = {}
            stack: list[cst.CSTNode] = [self.module]
            while stack:
                node = stack.pop()
                for child in children(node):
                    parents[id(child)] = node
                    kind = type(child)
                    if kind not in LEAVES:
                        stack.append(child)
                    elif kind is cst.Name:
                        name = cast(cst.Name, child).value
                        if name in names:
                            names[name].append(child)
                        else:
                            names[name] = [child]
            self._parents, self._names = parents, names
        return self._parents

    def named(self, name: str) -> Sequence[cst.CSTNode]:
        """Return the Name nodes of a name, also those that are attributes and keywords, in no order."""
        return self._names.get(name, ()) if self.parents else ()

    def forget(self) -> None:
        """Let go of the module, when nothing will be asked any more."""
        self.module = cst.Module([])
        self._parents = None
        self._names = {}

    def statement_of(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """Return the simple statement line, or compound statement, that holds the node directly (or is it)."""
        parents = self.parents
        found: cst.CSTNode | None = node
        while found is not None and not is_statement(found):
            found = parents.get(id(found))
        return found

    def enclosing(self, node: cst.CSTNode) -> list[cst.CSTNode]:
        """Return the compound statements around the statement of a node, the innermost first."""
        found: list[cst.CSTNode] = []
        current = self.statement_of(node)
        while current is not None:
            parent = self.parents.get(id(current))
            current = self.statement_of(parent) if parent is not None else None
            if current is not None:
                found.append(current)
        return found

    def paths(self, nodes: Iterable[cst.CSTNode]) -> set[int]:
        """Return the identities of the nodes and of all that hold them."""
        parents = self.parents
        found: set[int] = set()
        for node in nodes:
            current: cst.CSTNode | None = node
            while current is not None and id(current) not in found:
                found.add(id(current))
                current = parents.get(id(current))
        return found
