"""Flatten a script into steps, in order, and say which part each plays: construction, parameter, object, or run."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.facts import Facts
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import UNKNOWN, Api, Call, Foreign, Literal, Member, Value
from ..kinds.values import Function as FunctionValue
from ..rules.rewriter import Rendered, Rewriter
from ..syntax.templates import Statement, statement
from ..syntax.walk import children, descendants, statements_below
from .bodies import Body
from .conditions import Condition, NotEager
from .splits import Fresh, split


class Role(enum.Enum):
    """What a statement is to the program."""

    STATIC = "plain Python, or a constant"
    PARAMETER = "a placeholder"
    VARIABLE = "a variable"
    OBJECT = "an object that owns weights or takes steps"
    GRAPH = "a tensor computed from placeholders or variables"
    UPDATE = "an operation that changes variables"
    INSPECTION = "printing or checking what the graph's tensors look like"
    SESSION = "a session, its end, or an initialisation"
    RUN = "what happens once the graph stands"


@dataclass(eq=False)
class Step:
    """One statement of the flattened program. `lead` are the blank lines and comments of the blocks opened before it.

    `body` is where it stands; a step that `opens` a body stands for the header of that function or guard alone.
    """

    node: Statement
    role: Role
    index: int
    definitions: Sequence[Definition]
    uses: set[Definition]
    calls: Sequence[Call]
    body: Body
    lead: tuple[cst.EmptyLine, ...] = ()
    opens: Body | None = None
    origin: Statement | None = None  # the loop or branch that it is a half of
    held: tuple[cst.CSTNode, ...] = ()  # nodes of that half that are not in the original tree
    before: tuple[str, ...] = ()  # lines in front of it
    lists: tuple[str, ...] = ()  # the lists that hold what it makes

    @property
    def statements(self) -> Iterator[cst.CSTNode]:
        """Yield the statements that belong to the step: those below it too, unless they are steps of a body."""
        if self.opens is not None:
            return iter((self.node,))
        return statements_below(self.origin or self.node)

    def rendered(self, rewriter: Rewriter) -> Rendered:
        """Return what the edits make of it."""
        rewriter.include(self.held)
        rendered = rewriter.statement(self.node)
        if not self.before or not rendered.lines:
            return rendered
        own, *rest = rendered.lines
        first, *more = (statement(text) for text in self.before)
        first = first.with_changes(leading_lines=own.leading_lines)
        return Rendered(rendered.setups, (first, *more, own.with_changes(leading_lines=()), *rest))


RESET = "tf.reset_default_graph"
DEVICE = "tf.device"
GRADIENTS = "tf.gradients"
_ONLY_DEVICE = re.compile(r"/?(device:)?(cpu|gpu)(:0)?", re.IGNORECASE)
_TRANSPARENT = frozenset({"tf.variable_scope", "tf.name_scope", "tf.control_dependencies"})


def flatten(root: Body, facts: Facts, fresh: Fresh) -> list[Step]:
    """Return the steps of a program; `with` blocks of sessions and name scopes are opened, and so are its bodies.

    `fresh` gives names for what a loop makes in each turn.
    """
    stepped = frozenset(id(found) for body in root.bodies() if body is not root for found in body.calls())
    flattening = _Flattening(facts, fresh, stepped)
    flattening.walk(root, root.nodes)
    return flattening.steps


class _Flattening:
    """Collect the steps of one body after the other, as they are entered."""

    def __init__(self, facts: Facts, fresh: Fresh, stepped: frozenset[int]) -> None:
        self.facts = facts
        self.fresh = fresh
        self.stepped = stepped
        self.steps: list[Step] = []

    def walk(self, body: Body, nodes: Sequence[cst.CSTNode]) -> None:
        """Add the steps of a body."""
        steps, facts, stepped = self.steps, self.facts, self.stepped
        for node, lead in _open(nodes, facts, ()):
            inner = body.inner.get(id(node))
            if body.is_class and inner is not None and isinstance(node, cst.FunctionDef):
                if node.name.value == "__init__":
                    self.enter(node, body, inner, lead)
                continue
            if inner is None and isinstance(node, (cst.For, cst.If)) and _only_builds(node, facts, stepped):
                steps.extend(_halves(node, len(steps), body, lead, facts, self.fresh))
                continue
            if inner is not None:
                self.enter(node, body, inner, lead)
                continue
            steps.append(_step(node, len(steps), body, lead, facts, stepped))
            if body.factory and _returns(node):
                steps[-1].role = Role.GRAPH
            method = body.called(node)
            if method is not None and method.parent is not None and isinstance(method.owner, cst.FunctionDef):
                self.enter(method.owner, method.parent, method, ())  # its statements come when it is called

    def enter(self, node: Statement, body: Body, inner: Body, lead: tuple[cst.EmptyLine, ...]) -> None:
        """Add the head of an inner body, and its steps."""
        uses = self.facts.uses.get(id(node), set())
        definitions = [*self.facts.defines.get(id(node), ()), *self.facts.parameters.get(id(node), ())]
        self.steps.append(Step(node, Role.STATIC, len(self.steps), definitions, uses, (), body, lead, inner))
        self.walk(inner, inner.nodes)


def _returns(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.SimpleStatementLine) and isinstance(node.body[0], cst.Return)


def _only_builds(node: Statement, facts: Facts, stepped: frozenset[int]) -> bool:
    """Tell whether a loop or branch builds the graph, and runs nothing."""
    calls = [call for one in statements_below(node) for call in facts.statement_calls.get(id(one), ())]
    own = {id(found) for found in descendants(node)}
    here = [call for call in calls if id(call.node) not in stepped or id(call.node) in own]
    bound = (d for one in _same_scope(node) for d in facts.defines.get(id(one), ()))
    builds = any(builds_graph(call) for call in here) or any(kind_of(d.value) is Kind.GRAPH for d in bound)
    return builds and not any(is_run(call) or _is_python_use(call) for call in calls)


def _halves(
    node: cst.For | cst.If, index: int, body: Body, lead: tuple[cst.EmptyLine, ...], facts: Facts, fresh: Fresh
) -> Iterator[Step]:
    """Yield the steps of a loop or branch: what it makes, then what it computes."""
    parts = split(node, facts, fresh)
    over = node.iter if isinstance(node, cst.For) else node.test
    header = {d for found in descendants(over) for d in facts.sources.get(id(found), ())}
    bound = facts.defines.get(id(node), ())
    halves = (
        (parts.made, parts.made_lines, Role.VARIABLE),
        (parts.computed, parts.computed_lines, Role.GRAPH),
    )
    for half, lines, role in halves:
        if half is not None:
            below = [id(one) for line in lines for one in statements_below(line)]
            uses = {d for one in below for d in facts.uses.get(one, ())} | header
            own = [d for one in below for d in facts.defines.get(one, ())]
            definitions = own if role is Role.VARIABLE else [*own, *(d for d in bound if d not in own)]
            calls = [call for one in below for call in facts.statement_calls.get(one, ())]
            before = parts.before if role is Role.VARIABLE else ()
            yield Step(
                half, role, index, definitions, uses, calls, body, lead, None, node, parts.nodes, before, parts.lists
            )
            index, lead = index + 1, ()


def _open(
    body: Sequence[cst.CSTNode], facts: Facts, lead: tuple[cst.EmptyLine, ...]
) -> Iterator[tuple[Statement, tuple[cst.EmptyLine, ...]]]:
    for node in body:
        assert isinstance(node, (cst.SimpleStatementLine, cst.BaseCompoundStatement))
        if isinstance(node, cst.With) and isinstance(node.body, cst.IndentedBlock) and _is_opened(node, facts):
            yield from _open(node.body.body, facts, (*lead, *node.leading_lines))
        else:
            yield node, lead
        lead = ()


def _is_opened(node: cst.With, facts: Facts) -> bool:
    return all(_opens(facts.value(item.item)) for item in node.items)


def _opens(value: Value) -> bool:
    if kind_of(value) is Kind.SESSION:
        return True
    return isinstance(value, Call) and (value.api in _TRANSPARENT or _is_only_device(value))


def _is_only_device(call: Call) -> bool:
    """Tell whether a call names the CPU or the first GPU: TF2 finds the place by itself where there is one of each."""
    given = call.arguments.positional[0] if call.api == DEVICE and len(call.arguments.positional) == 1 else None
    name = given.constant if isinstance(given, Literal) else None
    return isinstance(name, str) and _ONLY_DEVICE.fullmatch(name) is not None


def _step(
    node: Statement,
    index: int,
    body: Body,
    lead: tuple[cst.EmptyLine, ...],
    facts: Facts,
    stepped: frozenset[int],
) -> Step:
    uses: set[Definition] = set()
    calls: list[Call] = []
    for one in statements_below(node):
        uses |= facts.uses.get(id(one), set())
        calls.extend(facts.statement_calls.get(id(one), ()))
    definitions = [d for one in _same_scope(node) for d in facts.defines.get(id(one), ())]
    if facts.globals and isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        below = (d for one in statements_below(node) for d in facts.defines.get(id(one), ()))
        definitions.extend(d for d in below if d.name in facts.globals and d not in definitions)
    # a call of a function whose statements are steps themselves: what it does is theirs, when it runs is this one's
    runs = any(is_run(call) for call in calls)
    if stepped:
        here = {id(found) for found in descendants(node)}
        other = stepped if not _calls_only(node, stepped, facts) else frozenset(id(call.node) for call in calls)
        calls = [call for call in calls if id(call.node) not in other or id(call.node) in here]
    defines_code = isinstance(node, (cst.FunctionDef, cst.ClassDef))
    role = Role.RUN if runs and not defines_code else _role(node, definitions, uses, calls, facts)
    return Step(node, role, index, definitions, uses, calls, body, lead)


def _calls_only(node: cst.CSTNode, stepped: frozenset[int], facts: Facts) -> bool:
    """Tell whether a statement calls functions whose statements are steps, and no others: `main()`.

    What such functions call in their turn is theirs, too.
    """
    called = [facts.value(found.func) for found in descendants(node) if isinstance(found, cst.Call)]
    functions = [value.node for value in called if isinstance(value, FunctionValue)]
    return bool(functions) and all(_has_steps(function, stepped) for function in functions)


def _has_steps(function: cst.CSTNode, stepped: frozenset[int]) -> bool:
    return any(id(found) in stepped for found in descendants(function) if isinstance(found, cst.Call))


def _same_scope(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Yield the statements at and below a node whose names are bound in the node's own scope."""
    yield node
    if not isinstance(node, (cst.SimpleStatementLine, cst.FunctionDef, cst.ClassDef)):
        for child in children(node):
            yield from _same_scope(child)


def is_run(call: Call) -> bool:
    """Tell whether a call runs the graph: `sess.run(...)`, `tensor.eval(...)`, `operation.run(...)`."""
    function = call.function
    if not isinstance(function, Member) or function.name not in ("run", "eval"):
        return False
    of = kind_of(function.of)
    if function.name == "run":
        return of in (Kind.SESSION, Kind.UPDATE, Kind.INITIALIZATION)
    return function.name == "eval" and of in (Kind.GRAPH, Kind.SUMMARY, Kind.VARIABLE, Kind.CONSTANT, Kind.PLACEHOLDER)


def is_session_end(call: Call) -> bool:
    return (
        isinstance(call.function, Member)
        and call.function.name == "close"
        and kind_of(call.function.of) is Kind.SESSION
    )


# Functions of Python that only put tensors together.
_TRANSPARENT_FUNCTIONS = frozenset(
    "builtins." + name
    for name in ["zip", "list", "tuple", "dict", "enumerate", "reversed", "sum", "range", "len", "int", "map"]
)


def _is_python_use(call: Call) -> bool:
    """Tell whether a call hands a tensor to code that is not TensorFlow's and cannot be followed."""
    function = call.function
    unknown = function is UNKNOWN or (isinstance(function, Foreign) and function.name not in _TRANSPARENT_FUNCTIONS)
    return unknown and kind_of(call) in (Kind.CONSTANT, Kind.GRAPH, Kind.UPDATE)


_ROLES = {
    Kind.SESSION: Role.SESSION,
    Kind.INITIALIZATION: Role.SESSION,
    Kind.PLACEHOLDER: Role.PARAMETER,
    Kind.VARIABLE: Role.VARIABLE,
    Kind.OBJECT: Role.OBJECT,
    Kind.GRAPH: Role.GRAPH,
    Kind.SUMMARY: Role.GRAPH,
    Kind.UPDATE: Role.UPDATE,
}


def _compound(node: Statement, facts: Facts) -> NotEager:
    """Say why a compound statement that builds the graph is not understood."""
    if isinstance(node, (cst.For, cst.While)):
        return NotEager(Condition.BUILT_IN_LOOP, node, "for" if isinstance(node, cst.For) else "while")
    if not isinstance(node, cst.With):
        return NotEager(Condition.BUILT_IN_BRANCH, node, type(node).__name__.lower())
    managers = [value.api for item in node.items if isinstance(value := facts.value(item.item), Call)]
    ordered = any(api.endswith("control_dependencies") for api in managers)
    condition = Condition.ORDERED_BY_CONTROL if ordered else Condition.BUILT_IN_BRANCH
    return NotEager(condition, node, ", ".join(managers) or "with")


def _role(
    node: Statement,
    definitions: Sequence[Definition],
    uses: Iterable[Definition],
    calls: Sequence[Call],
    facts: Facts,
) -> Role:
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
        return Role.STATIC
    if any(is_run(call) for call in calls):
        return Role.RUN
    if _inspects(node, uses):
        return Role.INSPECTION
    kinds = {kind_of(definition.value) for definition in uses}
    if names_only(node) and kinds and kinds <= {Kind.GRAPH, Kind.PLACEHOLDER, Kind.UPDATE}:
        return Role.GRAPH  # no function needs it
    if any(_is_python_use(call) for call in calls):
        return Role.RUN
    if isinstance(node, cst.BaseCompoundStatement):
        if any(builds_graph(call) for call in calls):
            raise _compound(node, facts)
        return Role.RUN if any(is_session_end(call) for call in calls) else Role.STATIC
    if any(is_session_end(call) or call.api == RESET for call in calls):
        return Role.SESSION
    made = [kind_of(definition.value) for definition in definitions]
    if not definitions:
        made = [kind_of(call) for call in calls[-1:]]
        if made and made[0] is Kind.GRAPH and not isinstance(calls[-1].function, Api):
            return Role.RUN  # `print(y)`, `y.set_shape(...)`: what it does is not the graph's
    highest = max(made, key=lambda kind: kind.value, default=Kind.PYTHON)
    if highest is Kind.PLACEHOLDER and not any(kind_of(call) is Kind.PLACEHOLDER for call in calls):
        return Role.GRAPH  # another name for one
    return _ROLES.get(highest, Role.STATIC)


def names_only(node: cst.CSTNode) -> bool:
    """Tell whether a statement only names something, as the last line of a notebook's cell does, or deletes a name."""
    small = node.body[0] if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1 else None
    shown = isinstance(small, cst.Expr) and isinstance(small.value, cst.Name)
    return shown or (isinstance(small, cst.Del) and isinstance(small.target, cst.Name))


def _inspects(node: Statement, uses: Iterable[Definition]) -> bool:
    """Tell whether a statement only looks at tensors of the graph: `print(y)`, `assert y.shape == x.shape`."""
    if not isinstance(node, cst.SimpleStatementLine) or len(node.body) != 1:
        return False
    small = node.body[0]
    printed = (
        isinstance(small, cst.Expr)
        and isinstance(small.value, cst.Call)
        and isinstance(small.value.func, cst.Name)
        and small.value.func.value == "print"
    )
    return (printed or isinstance(small, cst.Assert)) and any(
        kind_of(definition.value) in (Kind.GRAPH, Kind.PLACEHOLDER, Kind.UPDATE) for definition in uses
    )


def builds_graph(call: Call) -> bool:
    """Tell whether a call adds something to the graph."""
    if not isinstance(call.function, (Api, Member, Call)):
        return False  # other code is handed a tensor
    if isinstance(call.function, Api) and make_of(call.function.name) is Make.SCOPE:
        return False
    return kind_of(call) in (Kind.GRAPH, Kind.SUMMARY, Kind.VARIABLE, Kind.PLACEHOLDER, Kind.UPDATE)


def is_gradient_call(call: Call) -> bool:
    """Tell whether a call differentiates: `optimizer.compute_gradients`, `tf.gradients`."""
    if call.api == GRADIENTS:
        return True
    function = call.function
    return (
        isinstance(function, Member)
        and function.name in ("compute_gradients", "minimize")
        and kind_of(function.of) is Kind.OBJECT
    )
