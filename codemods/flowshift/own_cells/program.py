"""Write the cells that a program derives from `RNNCell` as Keras layers: weights in `build`, states as Keras hands them.

class Decay(tf.nn.rnn_cell.RNNCell):           class Decay(tf.keras.layers.Layer):
    ...                                            ...
                                                   def build(self, input_shape):
                                                       self.rate = self.add_weight(name="rate", shape=[self.units])

    def call(self, inputs, state):                 def call(self, inputs, states):
        rate = tf.get_variable("rate", ...)            state = states[0]
        state = rate * state + inputs                  state = self.rate * state + inputs
        return state, state                            return state, state
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import libcst as cst

from ..kinds.cells import Native, declared_state
from ..kinds.states import NETWORKS
from ..kinds.values import Api, Call, Class, Instance, Literal, Member
from ..rules.context import Context
from ..rules.recurrent import shares_or_initialises
from ..syntax.templates import Statement, code_of, dotted, statement
from ..syntax.walk import Rewrite, descendants, rewrite
from .states import with_keras_state
from .weights import Weights, build_method

_BASE = "tf.nn.rnn_cell.RNNCell"
_RUNS = NETWORKS | {"tf.nn.rnn_cell.MultiRNNCell"}
_METHODS = frozenset({"__init__", "state_size", "output_size", "call", "__call__"})
# What a Keras layer has under names that a cell could take for itself.
_RESERVED = frozenset(
    {
        *("name", "_name", "dtype", "_dtype", "weights", "trainable", "variables", "losses", "updates", "metrics"),
        *("input", "output", "input_shape", "output_shape", "input_spec", "built", "stateful", "dynamic", "submodules"),
        *("_scope", "_reuse", "_trainable", "_losses", "_updates", "_metrics", "_layers"),
    }
)


def with_native_cells(context: Context) -> cst.Module | None:
    """Return the module with its own cells as Keras layers; None where it has none, or one that cannot be one."""
    edits: dict[int, Rewrite] = {}
    if _is_initialised(context):
        return None
    for node in own_cells(context):
        written = _native(node, context) if _is_run_by_networks(node, context) else None
        if written is None:
            return None
        edits[id(node)] = _constant(written)
        edits.update(_named(node, context))
    if not edits:
        return None
    module = rewrite(context.module, edits)
    return module if isinstance(module, cst.Module) else None


def _is_initialised(context: Context) -> bool:
    """Tell whether a scope of the program says how variables start or are shared: cells in it would follow."""
    inside = {id(found) for node in own_cells(context) for found in descendants(node)}
    calls = (call for call in context.facts.calls if call.api == "tf.variable_scope" and id(call.node) not in inside)
    return any(shares_or_initialises(inner, context) for call in calls for inner in _blocks(call, context))


def _blocks(call: Call, context: Context) -> list[cst.CSTNode]:
    """Return what stands in the block that a scope opens."""
    line = context.statement_of(call.node)
    return list(line.body.body[:1]) if isinstance(line, cst.With) else [call.node]


def _named(node: cst.ClassDef, context: Context) -> dict[int, Rewrite]:
    """Return the edits that make each cell of a class in a line of its own, where it was made in another call."""
    edits: dict[int, Rewrite] = {}
    lines: dict[int, list[str]] = {}
    for call in (found for found in descendants(context.module) if isinstance(found, cst.Call)):
        made, line = context.facts.value(call.func), context.statement_of(call)
        if not isinstance(made, Class) or made.node is not node or context.is_inside_loop(call):
            continue
        small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
        if isinstance(small, cst.Assign) and small.value is not call:
            name = context.fresh(_snake(node.name.value))
            edits[id(call)] = _constant(cst.Name(name))
            lines.setdefault(id(line), []).append(f"{name} = {code_of(call)}")
    edits.update({key: _after(texts) for key, texts in lines.items()})
    return edits


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_")


def own_cells(context: Context) -> list[cst.ClassDef]:
    """Return the classes of a program that are written as TF1's cells."""
    return [node for node in context.module.body if isinstance(node, cst.ClassDef) and _base(node, context)]


def _base(node: cst.ClassDef, context: Context) -> cst.Arg | None:
    """Return the base of a class that is TF1's cell."""
    for base in node.bases:
        value = context.facts.value(base.value)
        if isinstance(value, Api) and value.name == _BASE:
            return base
    return None


def _is_run_by_networks(node: cst.ClassDef, context: Context) -> bool:
    """Tell whether all objects of a cell's class are run by networks, and its sizes are numbers."""
    values = context.facts.values.values()
    cell = next((value for value in values if isinstance(value, Instance) and value.of.node is node), None)
    if cell is None or any(
        isinstance(v, Class) and v.node is not node and _extends(v, node) for v in _classes(context)
    ):
        return False
    inside = {id(found) for found in descendants(node)}
    users = [user for user in context.calls_with(cell) if id(user.node) not in inside]
    if not users or not {user.api for user in users} <= _RUNS:
        return False
    if _is_called_anew(node) and not _are_run_once(node, cell, users, context):
        return False
    for call in (found for found in descendants(context.module) if isinstance(found, cst.Call)):
        made = context.facts.value(call.func)
        if isinstance(made, Class) and made.node is node and not all(_is_plain(arg, context) for arg in call.args):
            return False
        of = made.of if isinstance(made, Member) else made
        if of is cell and id(call) not in inside:
            return False  # it is called by hand
    return True


def _is_called_anew(node: cst.ClassDef) -> bool:
    """Tell whether a cell is run without TF1's layer around it: then each network makes weights of its own for it."""
    return any(isinstance(line, cst.FunctionDef) and line.name.value == "__call__" for line in node.body.body)


def _are_run_once(node: cst.ClassDef, cell: Instance, users: Sequence[Call], context: Context) -> bool:
    """Tell whether each cell of a class is given to one network only."""
    given = [value for user in users for value in user.arguments.values()]
    runs = sum(value is cell for value in given)
    made = [call for call in descendants(context.module) if isinstance(call, cst.Call)]
    own = [call for call in made if isinstance(of := context.facts.value(call.func), Class) and of.node is node]
    return runs == len(own) and not any(context.is_inside_loop(call) for call in own)


def _classes(context: Context) -> list[Class]:
    return [value for value in context.facts.values.values() if isinstance(value, Class)]


def _extends(of: Class, node: cst.ClassDef) -> bool:
    return any(code_of(base.value) == node.name.value for base in of.node.bases)


def _is_plain(argument: cst.Arg, context: Context) -> bool:
    """Tell whether an argument is a number, a text or a function: a size must be one number, and nothing is reused."""
    value = context.facts.value(argument.value)
    reuses = argument.keyword is not None and argument.keyword.value in ("reuse", "_reuse")
    return isinstance(value, (Api, Literal)) and not argument.star and not reuses


def _native(node: cst.ClassDef, context: Context) -> cst.ClassDef | None:
    form, base = declared_state(node), _base(node, context)
    if form is None or base is None or len(node.bases) != 1 or not isinstance(node.body, cst.IndentedBlock):
        return None
    methods = {line.name.value: line for line in node.body.body if isinstance(line, cst.FunctionDef)}
    step = methods.get("call") or methods.get("__call__")
    if step is None or methods.keys() - _METHODS or {"call", "__call__"} <= methods.keys() or _clashes(node):
        return None
    written = _step(step, form, node, context)
    if written is None:
        return None
    lines: list[Statement] = []
    for line in node.body.body:
        if line is step:
            lines.extend(written)
        elif isinstance(line, cst.FunctionDef) and line.name.value == "__init__":
            lines.append(_constructor(line))
        elif isinstance(line, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
            lines.append(line)
    layer = base.with_changes(value=dotted(f"{context.tensorflow}.keras.layers.Layer"))
    return node.with_changes(bases=[layer], body=node.body.with_changes(body=lines))


def _clashes(node: cst.ClassDef) -> bool:
    """Tell whether the class stores something under a name that Keras uses for itself."""
    targets = (found.target for found in descendants(node) if isinstance(found, cst.AssignTarget))
    return any(isinstance(t, cst.Attribute) and t.attr.value in _RESERVED for t in targets)


def _constructor(method: cst.FunctionDef) -> cst.FunctionDef:
    """Let a layer start as Keras needs it: its own constructor runs first, without what only TF1's takes."""
    calls = [n for n in descendants(method) if isinstance(n, cst.Call) and code_of(n.func).endswith(".__init__")]
    edits: dict[int, Rewrite] = {}
    for call in calls:
        kept = [arg for arg in call.args if arg.keyword is None or arg.keyword.value != "_reuse"]
        if len(kept) < len(call.args) and kept:
            kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
        if len(kept) < len(call.args):
            edits[id(call)] = _constant(call.with_changes(args=kept))
    new = rewrite(method, edits)
    assert isinstance(new, cst.FunctionDef)
    if calls:
        return new
    lines = list(new.body.body)
    place = 1 if lines and _is_docstring(lines[0]) else 0
    return new.with_changes(
        body=new.body.with_changes(body=[*lines[:place], statement("super().__init__()"), *lines[place:]])
    )


def _is_docstring(line: cst.CSTNode) -> bool:
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    return isinstance(small, cst.Expr) and isinstance(small.value, (cst.SimpleString, cst.ConcatenatedString))


def _step(method: cst.FunctionDef, form: Native, node: cst.ClassDef, context: Context) -> list[Statement] | None:
    """Return the methods that a step becomes: what makes its weights, and the step itself."""
    parameters = list(method.params.params)
    if len(parameters) not in (3, 4) or not isinstance(method.body, cst.IndentedBlock):
        return None
    inputs, state = parameters[1].name.value, parameters[2].name.value
    body = _opened(method.body.body, context)
    if body is None:
        return None
    attributes = {
        n.attr.value for n in descendants(node) if isinstance(n, cst.Attribute) and code_of(n.value) == "self"
    }
    weights = Weights(context, inputs, attributes | _RESERVED)
    documentation = body[:1] if body and _is_docstring(body[0]) else []
    moved = weights.moved(body[len(documentation) :])
    kept = with_keras_state(moved, form, state) if moved is not None else None
    if kept is None:
        return None
    if len(parameters) == 4 and any(_reads(line, parameters[3].name.value) for line in kept):
        return None
    states = parameters[2].with_changes(name=cst.Name("states")) if form is Native.TENSOR else parameters[2]
    parameters = [parameters[0], parameters[1], states.with_changes(comma=cst.MaybeSentinel.DEFAULT)]
    new = method.with_changes(
        name=cst.Name("call"),
        params=method.params.with_changes(params=parameters),
        body=method.body.with_changes(body=[*documentation, *kept]),
    )
    if not weights.build:
        return [new]
    build = build_method(weights.build)
    return [
        build.with_changes(leading_lines=method.leading_lines),
        new.with_changes(leading_lines=[cst.EmptyLine(indent=False)]),
    ]


def _reads(line: cst.CSTNode, name: str) -> bool:
    return any(isinstance(node, cst.Name) and node.value == name for node in descendants(line))


def _opened(lines: Sequence[cst.CSTNode], context: Context) -> list[Statement] | None:
    """Return the statements of a step without the variable scopes around them; None where a scope does more than name."""
    found: list[Statement] = []
    for line in lines:
        if isinstance(line, cst.With):
            values = [context.facts.value(item.item) for item in line.items]
            if any(not isinstance(v, Call) or v.api not in ("tf.variable_scope", "tf.name_scope") for v in values):
                return None
            sites = [context.site(v) for v in values if isinstance(v, Call)]
            if any(site is None or len(site.given()) > 1 for site in sites) or not isinstance(
                line.body, cst.IndentedBlock
            ):
                return None
            inner = _opened(line.body.body, context)
            if inner is None:
                return None
            found.extend(inner)
        elif isinstance(line, (cst.SimpleStatementLine, cst.BaseCompoundStatement)):
            found.append(line)
    return found


def _after(texts: list[str]) -> Rewrite:
    def build(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        assert isinstance(node, cst.SimpleStatementLine)
        lines = [statement(text) for text in texts]
        lines[0] = lines[0].with_changes(leading_lines=node.leading_lines)
        return cst.FlattenSentinel([*lines, node.with_changes(leading_lines=())])

    return build


def _constant(node: cst.CSTNode) -> Rewrite:
    return lambda _: node
