"""Know the names that a comprehension or lambda around a run binds: a function outside of it cannot read them.

    [sess.run(outputs[i], feed) for i in range(2)]

Each turn adds another operation to the graph.
"""

from __future__ import annotations

import libcst as cst

from ..syntax.tree import Tree
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .runs import Run


def check_inner_names(run: Run, tree: Tree) -> None:
    """Check that what a run fetches is written without names of a comprehension or lambda around it.

    Raises:
        NotEager: it reads one.
    """
    bound = _bound_around(run.call.node, tree)
    if not bound:
        return
    for fetch in run.fetches:
        read = {node.value for node in descendants(fetch.node) if isinstance(node, cst.Name)} & bound
        if read:
            raise NotEager(Condition.FIXED_NAMES, fetch.node, f"{min(read)} is another one in each turn")


def _bound_around(node: cst.CSTNode, tree: Tree) -> set[str]:
    bound: set[str] = set()
    above = tree.parents.get(id(node))
    while isinstance(above, (cst.BaseExpression, cst.Arg, cst.BaseElement, cst.CompFor, cst.CompIf, cst.Index)):
        if isinstance(above, cst.BaseComp):
            clause: cst.CompFor | None = above.for_in
            while clause is not None:
                bound |= {found.value for found in descendants(clause.target) if isinstance(found, cst.Name)}
                clause = clause.inner_for_in
        elif isinstance(above, cst.Lambda):
            bound |= {found.name.value for found in descendants(above.params) if isinstance(found, cst.Param)}
        above = tree.parents.get(id(above))
    return bound
