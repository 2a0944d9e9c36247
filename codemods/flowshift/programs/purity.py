"""Find what a function would do at another time, or another number of times, than the building of the graph did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.facts import Facts
from ..kinds.kind import Kind, kind_of
from ..kinds.values import Api, Call, Class, Foreign, Function, Literal, Member, Value
from ..syntax.templates import code_of
from ..syntax.walk import small_statements
from .conditions import Condition, NotEager
from .steps import Step

# Python code that gives the same each time, and does nothing else.
_PURE_BUILTINS = frozenset(
    f"builtins.{name}"
    for name in (
        *(
            "abs",
            "bool",
            "complex",
            "dict",
            "divmod",
            "enumerate",
            "float",
            "frozenset",
            "int",
            "isinstance",
            "len",
            "list",
        ),
        *(
            "map",
            "max",
            "min",
            "pow",
            "range",
            "reversed",
            "round",
            "set",
            "slice",
            "sorted",
            "str",
            "sum",
            "tuple",
            "zip",
        ),
    )
)
_PURE_PACKAGES = ("numpy.", "math.", "functools.", "itertools.", "collections.", "operator.")
_IMPURE = ("numpy.random.", "numpy.load", "numpy.genfromtxt", "numpy.fromfile")
# What a variable can do in TF1 alone.
_TF1_METHODS = frozenset({"initialized_value", "initial_value", "load", "count_up_to", "initializer"})


def check_python(steps: Sequence[Step]) -> None:
    """Check that the construction calls nothing of Python's whose result or effect depends on when it runs.

    Raises:
        NotEager: it does.
    """
    for step in steps:
        for call in step.calls:
            function = call.function
            if isinstance(function, Foreign) and not is_pure(function.name):
                raise NotEager(Condition.PURE_SLICE, call.node, f"{function.name} would run at other times")
            if isinstance(function, Member) and _draws(function.of):
                raise NotEager(Condition.PURE_SLICE, call.node, f"{function.name} would draw at other times")


def is_pure(name: str) -> bool:
    """Tell whether a name of another package gives the same each time, and does nothing else."""
    if name.startswith(_IMPURE):
        return False
    return name in _PURE_BUILTINS or name.startswith(_PURE_PACKAGES)


def _draws(value: Value) -> bool:
    """Tell whether a value is a generator of NumPy's random numbers."""
    function = value.function if isinstance(value, Call) else None
    return isinstance(function, Foreign) and function.name.startswith("numpy.random.")


def check_methods(steps: Sequence[Step]) -> None:
    """Check that no method of TF1's variables is called in what stays.

    Raises:
        NotEager: one is.
    """
    for step in steps:
        for call in step.calls:
            function = call.function
            if isinstance(function, Member) and function.name in _TF1_METHODS and kind_of(function.of) is Kind.VARIABLE:
                raise NotEager(Condition.NATIVE_NAMES, call.node, f"tf.Variable.{function.name}")


def check_kept(steps: Sequence[Step], facts: Facts) -> None:
    """Check that no tensor is kept in an item or attribute of an object that is made outside of the functions.

    Raises:
        NotEager: one is.
    """
    for step in steps:
        if isinstance(step.node, (cst.FunctionDef, cst.ClassDef)):
            continue
        own = {definition.name for definition in step.definitions if definition.owner is not None}
        for small in small_statements(step.origin or step.node):
            for target in _targets(small):
                attribute = isinstance(target, cst.Attribute) and target.attr.value not in own
                if (attribute or isinstance(target, cst.Subscript)) and _keeps(small, target, facts):
                    raise NotEager(Condition.GRAPH_IN_PYTHON, small, f"kept as {code_of(target)}")


def _targets(small: cst.CSTNode) -> list[cst.BaseExpression]:
    if isinstance(small, cst.Assign):
        return [target.target for target in small.targets]
    return [small.target] if isinstance(small, (cst.AugAssign, cst.AnnAssign)) else []


def _keeps(small: cst.CSTNode, target: cst.BaseExpression, facts: Facts) -> bool:
    """Tell whether an assignment keeps a tensor of the graph; a variable is the same object wherever it is kept."""
    assert isinstance(small, (cst.Assign, cst.AugAssign, cst.AnnAssign))
    kinds = {kind_of(facts.value(small.value))} if small.value is not None else set()
    if isinstance(small, cst.AugAssign):
        kinds |= {Kind.GRAPH} if kind_of(facts.value(target)) in (Kind.VARIABLE, Kind.GRAPH) else set()
    return bool(kinds & {Kind.GRAPH, Kind.PLACEHOLDER, Kind.UPDATE, Kind.SUMMARY})


def seeded_draws(step: Step) -> Iterator[Call]:
    """Yield the random operations of a step that have a seed of their own: their stream must not start twice."""
    for call in step.calls:
        if call.api and make_of(call.api) is Make.RANDOM and call.arguments.keyword("seed") is not None:
            yield call


def mutations(steps: Sequence[Step]) -> dict[str, int]:
    """Return the names whose object is changed in place somewhere, with the last step that does it."""
    changed: dict[str, int] = {}
    for step in steps:
        harmless = {id(call.node) for call in step.calls if call.api}  # `tf.summary.histogram("w", w)`
        for node in small_statements(step.node):
            if isinstance(node, cst.Expr) and id(node.value) in harmless:
                continue
            for name in _changed(node):
                changed[name] = step.index
    return changed


def _changed(node: cst.CSTNode) -> Iterator[str]:
    """Yield the names of the objects that a small statement may change in place."""
    if isinstance(node, (cst.Assign, cst.AugAssign, cst.Del)):
        for target in [node.target] if isinstance(node, cst.Del) else _targets(node):
            if isinstance(target, (cst.Subscript, cst.Attribute)):
                yield from _root(target)
    elif isinstance(node, cst.Expr) and isinstance(node.value, cst.Call):
        call = node.value
        if isinstance(call.func, cst.Attribute):
            yield from _root(call.func)
            # `np.random.shuffle(data)` changes what it is given
            if isinstance(call.func.value, cst.Attribute):
                for argument in call.args:
                    yield from _root(argument.value)


def _root(node: cst.BaseExpression) -> Iterator[str]:
    while isinstance(node, (cst.Attribute, cst.Subscript)):
        node = node.value
    if isinstance(node, cst.Name):
        yield node.value


def may_change(value: object) -> bool:
    """Tell whether an object of this value could be changed in place: numbers, strings, modules and functions cannot."""
    if isinstance(value, (Api, Foreign, Function, Class)):
        return False
    return not (isinstance(value, Literal) and isinstance(value.constant, (int, float, str, bytes, bool)))
