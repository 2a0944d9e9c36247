"""Give a result another name where it takes the name of something that the functions read.

    b = tf.Variable(...)                            b = tf.Variable(...)
    y = tf.matmul(x, w) + b          ->             (the function reads `b`)
    b = sess.run(y, feed_dict={x: data})            b_value = predict(data).numpy()

In TF1 the graph had its variable by then; a function looks the name up when it is traced.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.facts import Facts
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..rules.change import Edit, NodeRewrite
from ..rules.context import Context
from ..syntax.walk import descendants


def can_be_renamed(rivals: Sequence[Definition], facts: Facts) -> bool:
    """Tell whether every place that reads these definitions reads nothing else, and they hold plain Python values."""
    known = set(rivals)
    if any(rival.owner is not None for rival in rivals):
        return False  # an attribute keeps its name
    if any(kind_of(rival.value) is not Kind.PYTHON or not _targets(rival, facts) for rival in rivals):
        return False
    names = [name for rival in rivals for name in facts.reads.get(rival, ())]
    return all(facts.sources[id(name)] <= known for name in names)


def rename_edits(rivals: Sequence[Definition], context: Context) -> Iterator[Edit]:
    """Rename definitions, where they are made and where they are read."""
    new: dict[str, str] = {}
    for rival in rivals:
        if rival.name not in new:
            new[rival.name] = context.fresh(f"{rival.name}_value")
    seen: set[int] = set()
    for rival in rivals:
        for name in (*_targets(rival, context.facts), *context.facts.reads.get(rival, ())):
            if id(name) not in seen:
                seen.add(id(name))
                yield Edit(name, _renamed(new[rival.name]))


def _renamed(new: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Name)
        return node.with_changes(value=new)

    return rewrite


def _targets(rival: Definition, facts: Facts) -> list[cst.Name]:
    """Return the names that a definition's statement binds it to."""
    statement = rival.statement
    targets: list[cst.BaseExpression] = []
    if isinstance(statement, cst.SimpleStatementLine):
        for small in statement.body:
            if isinstance(small, cst.Assign):
                targets.extend(target.target for target in small.targets)
    elif isinstance(statement, cst.For):
        targets.append(statement.target)
    found = [node for target in targets for node in descendants(target) if isinstance(node, cst.Name)]
    return [name for name in found if name.value == rival.name and id(name) not in facts.sources]
