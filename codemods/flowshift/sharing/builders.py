"""Write out, where it is called, a function that is called once and builds a part of the graph that cannot stay in it.

    def build(size):                                       x = tf.placeholder(tf.float32, [None, 3])
        x = tf.placeholder(tf.float32, [None, size])       loss = tf.reduce_sum(x)
        return x, tf.reduce_sum(x)                         with tf.Session() as sess:
                                                               sess.run(loss, {x: data})
    x, loss = build(3)
    with tf.Session() as sess:
        sess.run(loss, {x: data})

Its placeholders become parameters of the functions that TF2 runs, and a tensor that it reads from outside exists only in those:
both are seen once its statements stand where the rest of the graph is built. A scope that the caller could tell to reuse what
it holds is told what the one call says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.facts import Facts
from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Function
from ..rules.change import Change
from ..syntax.tree import Tree
from ..syntax.walk import descendants
from .inlining import functions_of, is_told_to_reuse, written_out
from .scopes import SCOPE

_TENSORS = frozenset({Kind.GRAPH, Kind.PLACEHOLDER})


def builder_inlined(tree: Tree, facts: Facts) -> cst.Module | None:
    """Return the module with one such function written out where it is called, None where there is none."""
    often = _named_often(facts)
    for function in functions_of(tree.module):
        if id(function) not in often and any(_builds(node, function, facts) for node in descendants(function.body)):
            module = written_out(function, tree, times=range(1, 2))
            if module is not None:
                return module
    return None


def changes(functions: Iterable[cst.FunctionDef]) -> Iterator[Change]:
    """Yield what there is to say of each function that was written out."""
    for node in functions:
        message = f"{node.name.value} is written out where it is called: placeholders and tensors of a graph cannot stay in it"
        yield Change("session-run", node, "", message)


def _named_often(facts: Facts) -> set[int]:
    """Return the functions that are named in more places than one, by identity: they are not worth a walk."""
    reads = ((d.value, names) for d, names in facts.reads.items() if isinstance(d.value, Function))
    return {id(function.node) for function, names in reads if len(names) > 1}


def _builds(node: cst.CSTNode, function: cst.FunctionDef, facts: Facts) -> bool:
    """Tell whether a node makes a placeholder, opens a scope that may reuse, or reads a tensor from outside by its name."""
    if isinstance(node, cst.Call):
        value = facts.value(node)
        if not isinstance(value, Call) or not value.api:
            return False
        return make_of(value.api) is Make.PLACEHOLDER or (value.api == SCOPE and is_told_to_reuse(node))
    if not isinstance(node, cst.Name):
        return False
    read = [d for d in facts.sources.get(id(node), ()) if kind_of(d.value) in _TENSORS]
    return (
        bool(read)
        and not any(d.statement is function or d.owner is not None for d in read)
        and not ({id(d.statement) for d in read} & {id(inner) for inner in _statements(function)})
    )


def _statements(function: cst.FunctionDef) -> Iterator[cst.CSTNode]:
    return (node for node in descendants(function.body) if isinstance(node, (cst.BaseStatement,)))
