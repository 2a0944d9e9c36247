"""Make the edits of all rules on copies of the original nodes, and collect the objects that they set up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import libcst as cst

from ..syntax.templates import Statement, statement
from ..syntax.tree import Tree
from ..syntax.walk import Origins, Replacement, Rewrite, rewrite_along
from .change import Edit, Regroup


@dataclass(frozen=True)
class Rendered:
    """What became of one statement: objects to create before it, and the lines that take its place."""

    setups: tuple[Statement, ...]
    lines: tuple[Statement, ...]


class Rewriter:
    """Hold the edits by the node they replace; several edits of one node are made one after the other."""

    def __init__(self, edits: Iterable[Edit], tree: Tree, groups: Iterable[Regroup] = ()) -> None:
        self._edits: dict[int, list[Edit]] = {}
        for edit in edits:
            self._edits.setdefault(id(edit.node), []).append(edit)
        self._setups: dict[int, tuple[Statement, ...]] = {}
        self._rewrites: dict[int, Rewrite] = {key: _chain(found, self._setups) for key, found in self._edits.items()}
        regrouped = tuple(groups)
        self._groups = {id(group.block): group.arrange for group in regrouped}
        edited = [edit.node for found in self._edits.values() for edit in found]
        self._on_path = tree.paths([*edited, *(group.block for group in regrouped)])
        self.origins: Origins = {}
        self._written: set[int] = set()

    def include(self, nodes: Iterable[cst.CSTNode]) -> None:
        """Let edits be made below nodes that are not in the original tree, but hold nodes that are."""
        self._on_path.update(map(id, nodes))

    def render(self, node: cst.CSTNode) -> cst.CSTNode:
        """Return the node with all edits at and below it made."""
        result = rewrite_along(node, self._rewrites, self._on_path, self.origins, self._groups)
        assert isinstance(result, cst.CSTNode)
        return result

    def statement(self, node: Statement) -> Rendered:
        """Return what takes the place of a statement; an object that two statements need is set up before the first."""
        result = rewrite_along(node, self._rewrites, self._on_path, {})
        new = [key for key in self._setups if key not in self._written]
        self._written.update(new)
        setups = tuple(line for key in new for line in self._setups[key])
        lines: list[Statement] = []
        for line in result.nodes if isinstance(result, cst.FlattenSentinel) else (result,):
            if isinstance(line, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
                lines.append(line)
        return Rendered(setups, tuple(lines))


def _chain(edits: Sequence[Edit], setups: dict[int, tuple[Statement, ...]]) -> Rewrite:
    """Return the function that makes the edits of one node; what they set up goes into `setups`."""

    def make(node: cst.CSTNode) -> Replacement:
        for edit in edits:
            if edit.setup is not None and id(edit) not in setups:
                built = edit.setup.build(node)
                comment = f"  # {edit.setup.comment}" if edit.setup.comment else ""
                made = statement(f"{edit.setup.name} = {{value}}{comment}", value=built)
                setups[id(edit)] = (made, *(statement(text) for text in edit.setup.following))
            result = edit.rewrite(node)
            if not isinstance(result, cst.CSTNode):
                return result
            node = result
        return node

    return make
