"""Make once what a program makes again in a scope that reuses: cells, attention, output layers, variables.

    with tf.variable_scope("decoder"):
        cell = tf.nn.rnn_cell.GRUCell(UNITS)
        ...
    with tf.variable_scope("decoder", reuse=True):
        speaking = tf.nn.rnn_cell.GRUCell(UNITS)     # the variables of `cell`: goes, and `cell` is read in its place

Two decodings in one scope share what has the same place and the same description in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

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
from .sameness import Sameness, is_mechanism
from .scopes import reusing_blocks, scope_of, without_reuse

_MAKES = (Make.VARIABLE, Make.LAYER_CALL, Make.LAYER, Make.CELL)


def with_objects(context: Context) -> tuple[cst.Module, dict[str, str]] | None:
    """Return the module with objects shared in place of names of scopes; None where that is not certain, or not needed.

    Attention that is made again over another memory stays: with the module come its names, and those that it goes by.
    """
    found = Found(context, Sameness(context))
    blocks = reusing_blocks(context)
    if blocks is None or not share_runs(found, context) or not share_calls(found, context):
        return None
    if not (blocks or found.replaced) or _left_over(blocks, found, context):
        return None
    names = _names(found, context)
    if names is None:
        return None
    module = rewrite(context.module, _edits(blocks, found, names, context))
    again = {found.renamed.get(later, later.name): names.get(made, made.name) for later, made in found.again.items()}
    return (module, again) if isinstance(module, cst.Module) else None


def _left_over(blocks: Iterable[cst.With], found: Found, context: Context) -> bool:
    """Tell whether a scope that must find its variables makes something that was not found elsewhere."""
    gone = found.gone()
    again = {id(made.value.node) for made in found.again if isinstance(made.value, Call)}
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
            if id(call.node) in found.replaced or id(call.node) in found.sameness.inline:
                continue
            if id(call.node) in again or call.api in WEIGHTLESS:
                continue
            if isinstance(call.function, (Function, Class)) or make_of(call.api) in _MAKES or is_mechanism(call.api):
                return True
    return False


def _names(found: Found, context: Context) -> dict[Definition, str] | None:
    """Return the name of each object that is read in place of others: a new one, where its own is bound again before.

    None where it cannot have another one.
    """
    places = {id(node): place for place, node in enumerate(statements_below(context.module))}
    gone = found.gone()
    bound: dict[str, list[int]] = {}
    for key, definitions in context.facts.defines.items():
        for definition in definitions if key not in gone and key in places else ():
            if definition not in found.renamed:
                bound.setdefault(definition.name, []).append(places[key])

    def is_hidden(made: Definition, line: cst.CSTNode) -> bool:
        between = range(places[id(made.statement)] + 1, places[id(line)])
        return any(place in between for place in bound.get(made.name, ()))

    for again, made in found.again.items():
        lines = [context.statement_of(read) for read in context.read_names(again)]
        if any(line is None or is_hidden(made, line) for line in lines):
            return None
    names: dict[Definition, str] = {}
    for made, node in found.reads():
        line = context.statement_of(node)
        if made not in names:
            names[made] = made.name
        if line is None or id(line) in gone:
            continue
        if is_hidden(made, line):
            if context.assigned(made.value) is not made if isinstance(made.value, Call) else True:
                return None
            names[made] = context.fresh_for(made, f"{_before(made, context)}_{made.name}")
    return names


def _before(made: Definition, context: Context) -> str:
    """Say how an object differs from the one that takes its name: it is inside that one, or came first."""
    lines = (context.statement_of(read) for read in context.read_names(made))
    taken = any(one.name == made.name for line in lines for one in context.facts.defines.get(id(line), ()))
    return "inner" if taken else "first"


def _edits(
    blocks: Iterable[cst.With], found: Found, names: Mapping[Definition, str], context: Context
) -> dict[int, Rewrite]:
    edits: dict[int, Rewrite] = dict(found.replaced)
    gone = found.gone()
    for block in blocks:
        edits.update({key: _constant(node) for key, node in without_reuse(block, context).items()})
        if all(id(line) in gone for line in block.body.body):
            gone[id(block)] = block
    for made, name in (*names.items(), *found.renamed.items()):
        if name != made.name:
            edits.update({id(node): _constant(cst.Name(name)) for node in _places(made, context)})
    edits.update({id(node): _constant(cst.Name(names[made])) for made, node in found.reads()})
    edits.update(dict.fromkeys(gone, _nothing))
    edits.update({key: _after(texts) for key, texts in found.before.items()})
    return edits


def _places(made: Definition, context: Context) -> Iterator[cst.CSTNode]:
    """Yield where a variable is bound and read."""
    yield from context.read_names(made)
    small = made.statement.body[0] if isinstance(made.statement, cst.SimpleStatementLine) else None
    for target in small.targets if isinstance(small, cst.Assign) else ():
        items = target.target.elements if isinstance(target.target, cst.Tuple) else (target.target,)
        nodes = (item.value if isinstance(item, cst.Element) else item for item in items)
        yield from (node for node in nodes if isinstance(node, cst.Name) and node.value == made.name)


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
