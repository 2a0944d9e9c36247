"""Write the feed dictionaries of a program: their keys become the names of parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.values import Mapping
from ..rules.change import Edit, NodeRewrite
from ..rules.context import Context
from ..syntax.layout import WIDTH, one_per_line
from ..syntax.templates import code_of, expression
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .functions import Function
from .placeholders import placeholder_dtype
from .runs import Run, placeholder_of


def feed_edits(functions: Sequence[Function], runs: Sequence[Run], context: Context) -> Iterator[Edit]:
    """Key the feed dictionaries by parameter name, as keyword arguments are.

    Raises:
        NotEager: such a dictionary is used for something else too.
    """
    displays: dict[int, tuple[cst.Dict, bool]] = {}
    by_run = {run: function for function in functions for run in function.part.runs}
    for run in runs:
        function = by_run.get(run)
        cast = function is not None and not function.signature
        for display in run.displays:
            if display.node is not None:
                known = displays.get(id(display.node))
                displays[id(display.node)] = (display.node, cast or (known is not None and known[1]))
    if not displays:
        return
    _check_displays(runs, displays, context)
    for key in looked_up(runs, context):
        placeholder = placeholder_of(key, context.facts)
        assert placeholder is not None
        yield Edit(key, _constant(cst.SimpleString(f'"{placeholder.name}"')))
    for node, cast in displays.values():
        yield Edit(node, _within_width)
        for element in node.elements:
            assert isinstance(element, cst.DictElement)
            placeholder = placeholder_of(element.key, context.facts)
            assert placeholder is not None
            yield Edit(element.key, _constant(cst.SimpleString(f'"{placeholder.name}"')))
            if cast:
                dtype = placeholder_dtype(placeholder, context)
                yield Edit(element.value, _cast(dtype, context))


def _within_width(node: cst.CSTNode) -> cst.CSTNode:
    assert isinstance(node, cst.Dict)
    return one_per_line(node) if any(len(line) > WIDTH - 10 for line in code_of(node).splitlines()) else node


def _constant(node: cst.BaseExpression) -> NodeRewrite:
    return lambda _: node


def _cast(dtype: str, context: Context) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.BaseExpression)
        return expression(f"{context.tensorflow}.constant({{value}}, {dtype})", value=node)

    return rewrite


def looked_up(runs: Sequence[Run], context: Context) -> list[cst.Name]:
    """Return the placeholders by which the program looks something up in its feed dictionaries: `feed[x]`."""
    displays = {id(display.node) for run in runs for display in run.displays}
    if not displays:
        return []
    found = (feed_key(node, context) for node in descendants(context.module) if isinstance(node, cst.Name))
    return [key for key, display in filter(None, found) if display in displays]


def feed_key(node: cst.Name, context: Context) -> tuple[cst.Name, int] | None:
    """Return the key of `feed[x]` and the dict display that is looked into, for the name `feed`."""
    value = context.facts.value(node)
    subscript = context.tree.parents.get(id(node)) if isinstance(value, Mapping) else None
    if not isinstance(subscript, cst.Subscript) or subscript.value is not node or len(subscript.slice) != 1:
        return None
    index = subscript.slice[0].slice
    key = index.value if isinstance(index, cst.Index) else None
    known = isinstance(key, cst.Name) and placeholder_of(key, context.facts) is not None
    return (key, id(value.node)) if known and isinstance(key, cst.Name) and isinstance(value, Mapping) else None


def _check_displays(runs: Sequence[Run], displays: dict[int, tuple[cst.Dict, bool]], context: Context) -> None:
    feeds = {id(run.feed) for run in runs}
    for node in descendants(context.module):
        if isinstance(node, cst.Return) and node.value is not None:
            feeds.add(id(node.value))
    for node in descendants(context.module):
        if isinstance(node, cst.Name) and id(node) not in feeds and id(node) in context.facts.sources:
            value = context.facts.value(node)
            if not isinstance(value, Mapping) or id(value.node) not in displays:
                continue
            found = feed_key(node, context)
            if found is None:
                raise NotEager(Condition.KNOWN_FEEDS, node, "the dictionary is used for more than feeding")
            display, cast = displays[id(value.node)]
            keys = {placeholder_of(e.key, context.facts) for e in display.elements if isinstance(e, cst.DictElement)}
            change = _changed(node, context)
            other = cast or isinstance(change, cst.Del) or placeholder_of(found[0], context.facts) not in keys
            if change is not None and other:
                raise NotEager(Condition.KNOWN_FEEDS, change, "the dictionary gets other entries later")


def _changed(node: cst.Name, context: Context) -> cst.CSTNode | None:
    """Return what sets or deletes `feed[x]`, for the name `feed`."""
    above = context.tree.parents.get(id(context.tree.parents[id(node)]))
    while isinstance(above, (cst.Element, cst.Tuple, cst.List)):
        above = context.tree.parents.get(id(above))
    return above if isinstance(above, (cst.AssignTarget, cst.AugAssign, cst.AnnAssign, cst.Del)) else None
