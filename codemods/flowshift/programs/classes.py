"""Turn a class that builds the graph into one that has variables and layers, and methods that compute.

    def __init__(self):                              def __init__(self):
        self.x = tf.placeholder(tf.float32, [None])      self.w = tf.Variable(2.0)
        w = tf.Variable(2.0)
        self.y = w * self.x                          @tf.function(input_signature=[tf.TensorSpec([None], tf.float32)])
                                                     def compute_y(self, x):
                                                         y = self.w * x
                                                         return y

What a method of the graph reads from the ones that build becomes an attribute; a tensor that was one is a name in the method.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import libcst as cst

from ..kinds.scope import Definition
from ..rules.change import Edit, NodeRewrite
from ..rules.context import Context
from ..syntax.templates import Statement, line
from ..syntax.walk import children, descendants, is_node, semantic_fields
from .bodies import Body
from .conditions import Condition, NotEager
from .functions import Function
from .slices import Program
from .steps import Role

_MOVED = frozenset({Role.PARAMETER, Role.GRAPH, Role.UPDATE, Role.INSPECTION})


@dataclass(frozen=True, eq=False)
class Attributes:
    """The names of the methods that build which become attributes, by class, and the parameters kept in each method."""

    names: Mapping[Body, set[str]] = field(default_factory=dict)
    kept: Mapping[Body, list[str]] = field(default_factory=dict)
    edits: tuple[Edit, ...] = ()


def attributes_of(program: Program, functions: Sequence[Function], context: Context) -> Attributes:
    """Find what the methods of the graph read from the methods that build.

    Raises:
        NotEager: two things that become attributes have one name.
    """
    names: dict[Body, dict[str, Definition]] = {}
    kept: dict[Body, list[str]] = {}
    for function in functions:
        if not function.body.is_class:
            continue
        known = names.setdefault(function.body, {})
        for definition, place in _captured(function, program):
            if not place.is_method:
                continue
            if known.setdefault(definition.name, definition) is not definition:
                raise NotEager(
                    Condition.BUILT_IN_CLASS, definition.statement, f"two things are called {definition.name}"
                )
            parameters = kept.setdefault(place, [])
            if definition in program.facts.parameters.get(id(place.owner), ()) and definition.name not in parameters:
                parameters.append(definition.name)
    for body, known in names.items():
        _check_free(body, known, program)
    return Attributes(
        {body: set(known) for body, known in names.items()},
        kept,
        (*_local_names(program, context), *_objects(functions, context)),
    )


def _captured(function: Function, program: Program) -> Iterator[tuple[Definition, Body]]:
    """Yield what a function reads that stays in a body."""
    parameters = [program.maker[parameter] for parameter in function.parameters]
    read = {d for step in parameters if step.role is Role.PARAMETER for d in step.uses}
    for step in function.part.steps:
        if step.origin is None:
            read |= _read_in_function(step.node, program)
        else:  # what a loop makes in each turn it takes from its lists
            read |= {d for d in step.uses if d not in program.maker or program.maker[d].origin is not step.origin}
    for definition in sorted(read, key=lambda d: d.name):
        maker = program.maker.get(definition)
        if maker is not None and maker.role not in _MOVED and definition.owner is None and definition.name != "self":
            yield definition, program.place(definition)


def _read_in_function(node: cst.CSTNode, program: Program) -> set[Definition]:
    """Return what a statement reads in the function: not what only describes a layer or optimizer, made outside."""
    found: set[Definition] = set()
    waiting = [node]
    while waiting:
        current = waiting.pop()
        found |= program.facts.sources.get(id(current), frozenset())
        if isinstance(current, cst.Call) and id(current) in program.handled:
            waiting.extend(argument for argument in current.args if _is_given_in_call(argument))
        elif isinstance(current, cst.Call) and isinstance(current.func, cst.Attribute):
            method = current.func.attr.value
            made = method in ("minimize", "compute_gradients", "apply_gradients") and isinstance(
                current.func.value, cst.Call
            )
            waiting.extend([*current.args, *([] if made else [current.func])])
        else:
            waiting.extend(children(current))
    return found


def _is_given_in_call(argument: cst.Arg) -> bool:
    return argument.keyword is None or argument.keyword.value in ("training", "inputs")


def _objects(functions: Sequence[Function], context: Context) -> Iterator[Edit]:
    """Yield the edits of fetches which reach attributes through an object: in the method it is `self`."""
    for function in functions:
        for fetch in function.part.fetches if function.body.is_class else ():
            for node in descendants(fetch.node):
                sources = context.facts.sources.get(id(node), ())
                if isinstance(node, cst.Attribute) and any(d.owner is function.body.owner for d in sources):
                    yield Edit(node.value, _named("self"))


def _check_free(body: Body, known: Mapping[str, Definition], program: Program) -> None:
    attributes = {d.name: d for step in program.steps for d in step.definitions if d.owner is body.owner}
    for name, definition in known.items():
        if name in attributes and not _is_alias(attributes[name], name):
            raise NotEager(Condition.BUILT_IN_CLASS, definition.statement, f"two things are called {name}")


def _is_alias(attribute: Definition, name: str) -> bool:
    """Tell whether an attribute only keeps what a name holds: `self.w = w`."""
    statement = attribute.statement
    small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
    return isinstance(small, cst.Assign) and isinstance(small.value, cst.Name) and small.value.value == name


def _local_names(program: Program, context: Context) -> Iterator[Edit]:
    """Yield the edits that make names of the attributes which are tensors."""
    for step in program.steps:
        if step.role in _MOVED:
            for definition in step.definitions:
                if definition.owner is not None:
                    for node in _places(definition, context):
                        yield Edit(node, _named(definition.name))


def _places(definition: Definition, context: Context) -> Iterator[cst.Attribute]:
    yield from context.facts.attribute_reads.get(definition, ())
    small = definition.statement.body[0] if isinstance(definition.statement, cst.SimpleStatementLine) else None
    for target in small.targets if isinstance(small, cst.Assign) else ():
        for node in descendants(target.target):
            if isinstance(node, cst.Attribute) and node.attr.value == definition.name:
                yield node


def _named(name: str) -> NodeRewrite:
    return lambda _: cst.Name(name)


def with_attributes(lines: Iterable[Statement], names: set[str]) -> list[Statement]:
    """Write `self.` before the names that are attributes now.

    Raises:
        NotEager: a function or comprehension binds one of them again.
    """
    written: list[Statement] = []
    for one in lines:
        changed = _with_self(one, names) if names else one
        assert isinstance(changed, (cst.SimpleStatementLine, cst.BaseCompoundStatement))
        if not _is_kept_as_it_is(changed):
            written.append(changed)
    return written


def _is_kept_as_it_is(node: Statement) -> bool:
    """Tell whether a statement only keeps an attribute under its own name."""
    small = node.body[0] if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1 else None
    if not isinstance(small, cst.Assign) or len(small.targets) != 1:
        return False
    target, value = small.targets[0].target, small.value
    if isinstance(target, cst.Name) and isinstance(value, cst.Name):
        return target.value == value.value
    return isinstance(target, cst.Attribute) and isinstance(value, cst.Attribute) and target.deep_equals(value)


def _with_self(node: cst.CSTNode, names: set[str]) -> cst.CSTNode:
    if isinstance(node, cst.Name):
        return cst.Attribute(cst.Name("self"), node.with_changes(lpar=(), rpar=())) if node.value in names else node
    if isinstance(node, cst.Attribute):
        return node.with_changes(value=_with_self(node.value, names))
    if isinstance(node, cst.Arg):
        return node.with_changes(value=_with_self(node.value, names))
    bound = {node.name.value} if isinstance(node, cst.Param) else set()
    if isinstance(node, cst.CompFor):
        bound = {found.value for found in descendants(node.target) if isinstance(found, cst.Name)}
    if bound & names:
        raise NotEager(Condition.BUILT_IN_CLASS, node, f"{min(bound & names)} is bound again")
    changes: dict[str, object] = {}
    for child_field in _fields(node):
        value = getattr(node, child_field)
        if isinstance(value, cst.CSTNode):
            changes[child_field] = _with_self(value, names)
        else:
            changes[child_field] = [_with_self(item, names) for item in value]
    return node.with_changes(**changes) if changes else node


def _fields(node: cst.CSTNode) -> Iterator[str]:
    """Yield the fields of a node that hold nodes with a meaning."""
    named = isinstance(node, (cst.FunctionDef, cst.ClassDef))
    for name in semantic_fields(type(node)):
        if named and name == "name":
            continue
        value = getattr(node, name)
        if is_node(value) or (isinstance(value, (list, tuple)) and any(is_node(item) for item in value)):
            yield name


def kept_parameters(names: Sequence[str]) -> list[Statement]:
    """Write the lines that keep parameters: `self.size = size`."""
    return [line(f"self.{name} = {name}") for name in names]
