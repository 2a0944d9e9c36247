"""Read the calls that run the graph: what each fetches, and what it feeds."""

from __future__ import annotations

import enum
from collections import abc
from dataclasses import dataclass

import libcst as cst

from ..kinds.facts import Facts
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.several import has_other_form, is_several
from ..kinds.states import is_nested_state
from ..kinds.values import Call, Choice, Literal, Mapping, Member, Operation, Sequence, Value
from ..syntax.walk import children
from .conditions import Condition, NotEager
from .steps import is_gradient_call


class Shape(enum.Enum):
    """How the results of a run come back."""

    SINGLE = "one value"
    LIST = "a list"
    TUPLE = "a tuple"
    DICT = "a dictionary"


@dataclass(frozen=True, eq=False)
class Fetch:
    """One thing that a run returns. `nested` says that it is several tensors: a list of gradients, or of assignments."""

    node: cst.BaseExpression
    value: Value
    kind: Kind
    nested: bool = False

    @property
    def has_value(self) -> bool:
        """Tell whether a session returns something for it: for a training operation that is None."""
        return self.kind is not Kind.UPDATE or assigns(self.value)

    @property
    def is_plain_assignment(self) -> bool:
        """Tell whether a value that is no tensor of the graph is assigned right here: `sess.run(v.assign(step + 1))`."""
        if not isinstance(self.node, cst.Call) or not isinstance(self.value, Call) or not assigns(self.value):
            return False
        arguments = (*self.value.arguments.positional, *(value for _, value in self.value.arguments.keywords))
        kinds = [kind_of(argument) for argument in (arguments[1:] if self.value.api else arguments)]
        return all(kind in (Kind.PYTHON, Kind.CONSTANT) for kind in kinds)


@dataclass(frozen=True, eq=False)
class Run:
    """One call that runs the graph. `feeds` maps each fed placeholder to the expression of what it is given.

    `keys` are the keys of a dictionary of fetches. `item` is the index in `sess.run([...])[1]`, with its expression.
    """

    call: Call
    fetches: tuple[Fetch, ...]
    shape: Shape
    keys: tuple[cst.BaseExpression, ...]
    item: tuple[int, cst.Subscript] | None
    feed: cst.BaseExpression | None
    feeds: tuple[tuple[Definition, cst.BaseExpression], ...]
    displays: tuple[Mapping, ...]  # the dict displays that the feed may be, where it is not written in the call


def read_run(call: Call, facts: Facts) -> Run:
    """Read one run.

    Raises:
        NotEager: the fetches or feeds cannot be told from the source.
    """
    fetches, feed = _arguments(call)
    shape = Shape.SINGLE
    nodes: abc.Sequence[cst.BaseExpression] = [fetches]
    keys: list[cst.BaseExpression] = []
    if isinstance(fetches, (cst.List, cst.Tuple)):
        shape = Shape.LIST if isinstance(fetches, cst.List) else Shape.TUPLE
        nodes = [element.value for element in fetches.elements]
    elif isinstance(fetches, cst.Dict):
        shape = Shape.DICT
        entries = [element for element in fetches.elements if isinstance(element, cst.DictElement)]
        nodes, keys = [entry.value for entry in entries], [entry.key for entry in entries]
    found = tuple(_fetch(node, facts) for node in nodes)
    given, displays = _feeds(feed, facts)
    return Run(call, found, shape, tuple(keys), _item(call, found, shape, facts), feed, given, displays)


def _item(call: Call, fetches: abc.Sequence[Fetch], shape: Shape, facts: Facts) -> tuple[int, cst.Subscript] | None:
    """Return the index where only one of the results is taken: `sess.run([train, cost])[1]`."""
    if shape not in (Shape.LIST, Shape.TUPLE):
        return None
    for node, item in facts.items:
        if node.value is call.node and isinstance(item.index, int) and -len(fetches) <= item.index < len(fetches):
            return item.index % len(fetches), node
    return None


def _arguments(call: Call) -> tuple[cst.BaseExpression, cst.BaseExpression | None]:
    function = call.function
    assert isinstance(function, Member)
    names = ["fetches", "feed_dict", "options", "run_metadata"]
    given: dict[str, cst.BaseExpression] = {}
    if kind_of(function.of) is not Kind.SESSION:  # tensor.eval(feed_dict, session), operation.run(feed_dict, session)
        names = ["feed_dict", "session"]
        assert isinstance(call.node.func, cst.Attribute)
        given["fetches"] = call.node.func.value
    for position, argument in enumerate(call.node.args):
        if argument.star or (argument.keyword is None and position >= len(names)):
            raise NotEager(Condition.KNOWN_FETCHES, call.node)
        given[argument.keyword.value if argument.keyword else names[position]] = argument.value
    if "fetches" not in given or given.keys() & {"options", "run_metadata"}:
        raise NotEager(
            Condition.KNOWN_FETCHES, call.node, "it passes options or metadata" if "fetches" in given else ""
        )
    feed = given.get("feed_dict")
    return given["fetches"], None if isinstance(feed, cst.Name) and feed.value == "None" else feed


_PLAIN = (cst.Name, cst.Attribute, cst.Subscript, cst.Call, cst.BinaryOperation, cst.UnaryOperation)
_DISPLAYS = (cst.List, cst.Tuple)


def _fetch(node: cst.BaseExpression, facts: Facts) -> Fetch:
    value = facts.value(node)
    kind = kind_of(value)
    nested = isinstance(value, Sequence) or _is_list(value) or is_nested_state(value)
    known = isinstance(node, _PLAIN) or (isinstance(node, _DISPLAYS) and isinstance(value, Sequence))
    if kind is Kind.PYTHON or not known or isinstance(value, Mapping) or not _is_uniform(value):
        raise NotEager(Condition.KNOWN_FETCHES, node)
    if has_other_form(value):
        raise NotEager(Condition.KNOWN_FETCHES, node)
    # which of several tensors a branch chose is decided in the function; what a run updates must be one thing
    options = value.options if isinstance(value, Choice) else ()
    if any(kind_of(one) not in (Kind.GRAPH, Kind.VARIABLE, Kind.PLACEHOLDER) or _is_list(one) for one in options):
        raise NotEager(Condition.KNOWN_FETCHES, node)
    return Fetch(node, value, kind, nested)


def _is_uniform(value: Value) -> bool:
    """Tell whether a list holds tensors alone or updates alone, with no Python values among them."""
    if not isinstance(value, Sequence):
        return True
    kinds = {kind_of(item) for item in value.items}
    return (
        Kind.PYTHON not in kinds
        and (kinds == {Kind.UPDATE} or Kind.UPDATE not in kinds)
        and all(_is_uniform(item) for item in value.items)
    )


ASSIGNMENTS = {"tf.assign": "assign", "tf.assign_add": "assign_add", "tf.assign_sub": "assign_sub"}


def assigns(value: Value) -> bool:
    """Tell whether a value is an assignment to a variable, or a list of them: a session returns the new values."""
    if isinstance(value, Sequence):
        return bool(value.items) and all(assigns(item) for item in value.items)
    if isinstance(value, Operation):
        return assigns_each(value)
    if not isinstance(value, Call):
        return False
    method = value.function.name if isinstance(value.function, Member) else ""
    return value.api in ASSIGNMENTS or method in ASSIGNMENTS.values()


def assigns_each(value: Value) -> bool:
    """Tell whether a value is a comprehension that assigns to each variable of a list."""
    if not isinstance(value, Operation) or not isinstance(value.node, cst.ListComp) or not value.operands:
        return False
    made = value.operands[-1]
    return isinstance(made, Call) and made.node is value.node.elt and assigns(made)


def _is_list(value: Value) -> bool:
    """Tell whether a value is several tensors: gradients come in lists, and so do the parts of a tensor."""
    if isinstance(value, Operation) and isinstance(value.node, (cst.BaseComp, cst.List, cst.Tuple)):
        return True
    if is_several(value):
        return True
    return isinstance(value, Call) and is_gradient_call(value) and kind_of(value) is not Kind.UPDATE


def _feeds(
    feed: cst.BaseExpression | None, facts: Facts
) -> tuple[tuple[tuple[Definition, cst.BaseExpression], ...], tuple[Mapping, ...]]:
    if feed is None:
        return (), ()
    value = facts.value(feed)
    displays = value.options if isinstance(value, Choice) else (value,)
    found: list[dict[Definition, cst.BaseExpression]] = []
    for display in displays:
        if not isinstance(display, Mapping) or display.node is None:
            raise NotEager(Condition.KNOWN_FEEDS, feed)
        entries: dict[Definition, cst.BaseExpression] = {}
        for element in display.node.elements:
            assert isinstance(element, cst.DictElement)
            placeholder = placeholder_of(element.key, facts)
            if placeholder is None:
                raise NotEager(Condition.KNOWN_FEEDS, element.key, "the key is not the name of a tensor")
            entries[placeholder] = element.value
        found.append(entries)
    if any(entries.keys() != found[0].keys() for entries in found):
        raise NotEager(Condition.KNOWN_FEEDS, feed)
    inline = isinstance(feed, cst.Dict)
    return tuple(found[0].items()), () if inline else tuple(d for d in displays if isinstance(d, Mapping))


_FED = frozenset({Kind.PLACEHOLDER, Kind.GRAPH, Kind.CONSTANT})


def placeholder_of(node: cst.BaseExpression, facts: Facts) -> Definition | None:
    """Return the definition of the placeholder that a name stands for, or of another tensor that is fed in its place."""
    if not isinstance(node, (cst.Name, cst.Attribute)):
        return None
    definitions = facts.sources.get(id(node), frozenset())
    # an attribute may be None until it is a placeholder
    found = [d for d in definitions if d.owner is None or not isinstance(d.value, Literal)]
    if len(found) != 1:
        return None
    return found[0] if kind_of(found[0].value) in _FED else None


def definitions_read(node: cst.CSTNode, facts: Facts) -> set[Definition]:
    """Return the definitions that the names and attributes below a node read."""
    found: set[Definition] = set()
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, (cst.Name, cst.Attribute)) and id(current) in facts.sources:
            found |= facts.sources[id(current)]  # of an attribute, not of the object that has it
        else:
            waiting.extend(children(current))
    return found
