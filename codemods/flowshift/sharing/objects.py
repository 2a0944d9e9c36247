"""Make once what a program makes again in a scope that reuses: cells, attention, output layers, variables.

    with tf.variable_scope("decoder"):
        cell = tf.nn.rnn_cell.GRUCell(UNITS)
        ...
    with tf.variable_scope("decoder", reuse=True):
        speaking = tf.nn.rnn_cell.GRUCell(UNITS)     # the variables of `cell`: goes, and `cell` is read in its place

Two decodings in one scope share what has the same place and the same description in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.scope import Definition
from ..kinds.values import Call, Class, Function
from ..rules.context import Context
from ..syntax.templates import statement
from ..syntax.walk import Rewrite, rewrite, statements_below
from .calls import share_calls
from .found import Found
from .runs import WEIGHTLESS, share_runs
from .sameness import Sameness
from .scopes import reusing_blocks, scope_of, without_reuse

_MAKES = (Make.VARIABLE, Make.LAYER_CALL, Make.LAYER, Make.CELL)


def with_objects(context: Context) -> cst.Module | None:
    """Return the module with objects shared in place of names of scopes; None where that is not certain, or not needed."""
    found = Found(context, Sameness(context))
    blocks = reusing_blocks(context)
    if blocks is None or not share_runs(found, context) or not share_calls(found, context):
        return None
    if not (blocks or found.replaced) or _left_over(blocks, found, context) or not _keeps_names(found, context):
        return None
    module = rewrite(context.module, _edits(blocks, found, context))
    return module if isinstance(module, cst.Module) else None


def _left_over(blocks: Iterable[cst.With], found: Found, context: Context) -> bool:
    """Tell whether a scope that must find its variables makes something that was not found elsewhere."""
    gone = found.gone()
    paths: set[tuple[str, ...]] = set()
    lines: list[cst.CSTNode] = []
    for block in blocks:
        scope = scope_of(block.body, context)
        if scope is None or not scope.may_make or scope.path in paths:
            lines.extend(line for line in statements_below(block) if id(line) not in gone)
        else:
            paths.add(scope.path)  # the first one makes what later ones take
    for line in lines:
        for call in context.facts.statement_calls.get(id(line), ()):
            if id(call.node) in found.replaced or call.api in WEIGHTLESS:
                continue
            if isinstance(call.function, (Function, Class)) or make_of(call.api) in _MAKES or _attends(call):
                return True
    return False


def _attends(call: Call) -> bool:
    return call.api.startswith("tf.contrib.seq2seq.") and "Attention" in call.api


def _keeps_names(found: Found, context: Context) -> bool:
    """Tell whether each object still has its name where it is read in place of its twin."""
    places = {id(node): place for place, node in enumerate(statements_below(context.module))}
    gone = found.gone()
    bound: dict[str, list[int]] = {}
    for key, definitions in context.facts.defines.items():
        for definition in definitions if key not in gone and key in places else ():
            bound.setdefault(definition.name, []).append(places[key])
    for again, made in found.sameness.earlier.items():
        start = places[id(made.statement)]
        reads = [places[id(line)] for line in _readers(again, context) if id(line) not in gone]
        if reads and any(start < place < max(reads) for place in bound.get(made.name, ())):
            return False
    return True


def _readers(definition: Definition, context: Context) -> Iterator[cst.CSTNode]:
    lines = (context.statement_of(name) for name in context.read_names(definition))
    return (line for line in lines if line is not None)


def _edits(blocks: Iterable[cst.With], found: Found, context: Context) -> dict[int, Rewrite]:
    edits: dict[int, Rewrite] = dict(found.replaced)
    gone = found.gone()
    for block in blocks:
        edits.update({key: _constant(node) for key, node in without_reuse(block, context).items()})
        if all(id(line) in gone for line in block.body.body):
            gone[id(block)] = block
    edits.update(dict.fromkeys(gone, _nothing))
    for again, made in found.sameness.earlier.items():
        for name in context.read_names(again):
            edits[id(name)] = _constant(name.with_changes(value=made.name))
    edits.update({key: _after(texts) for key, texts in found.before.items()})
    return edits


def _nothing(_: cst.CSTNode) -> cst.RemovalSentinel:
    return cst.RemoveFromParent()


def _constant(node: cst.CSTNode) -> Rewrite:
    return lambda _: node


def _after(texts: list[str]) -> Rewrite:
    def build(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        assert isinstance(node, cst.SimpleStatementLine)
        lines = [statement(text) for text in texts]
        lines[0] = lines[0].with_changes(leading_lines=node.leading_lines)
        return cst.FlattenSentinel([*lines, node.with_changes(leading_lines=())])

    return build
