"""Plan, once for all rules of the family, what each TF1 cell becomes: a Keras layer, or a Keras cell.

A cell that one network runs by itself becomes the Keras layer with the same maths (`LSTM`). Any other cell (in a stack, under
a wrapper, in a decoder, run twice) becomes a Keras cell at the place where it was made, so that whoever holds it has a Keras
cell then: a rule that needs the cell of a call renders that argument. What such a rule asks here:

    cell_problem(value, context)      why the cell cannot be run, an empty string where it can
    cell_variables(value, scope, target, context)    where its TF1 variables live then
    kinds.states.state_of(value)      what a state is; `state_of_cell(cell_of(value))` what the cell's is
"""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from ..kinds.cells import Cell, Stack, Wrapped, cell_of, is_copied, native_state
from ..kinds.kind import Kind, kind_of
from ..kinds.states import NETWORKS, Form, state_of
from ..kinds.values import Api, Call, Literal, Member, Value
from .call_site import CallSite
from .cell_types import CELL_TYPES, CellType
from .context import Context

# What may be given a cell, beside the networks, and makes no other use of it than to run it.
RUNS_CELLS = frozenset(
    {
        "tf.contrib.seq2seq.BasicDecoder",
        "tf.contrib.seq2seq.BeamSearchDecoder",
        "tf.contrib.seq2seq.AttentionWrapper",
        "tf.nn.rnn_cell.MultiRNNCell",
        "tf.nn.rnn_cell.DropoutWrapper",
        "tf.nn.rnn_cell.ResidualWrapper",
        "tf.nn.rnn_cell.DeviceWrapper",
    }
)
_LAYER_NETWORKS = NETWORKS - {
    "tf.contrib.rnn.stack_bidirectional_dynamic_rnn",
    "tf.contrib.rnn.stack_bidirectional_rnn",
}


@dataclass(frozen=True, eq=False)
class CellPlan:
    """What one cell becomes. `problem` says why it stays as it is."""

    call: Call
    type: CellType
    site: CallSite
    as_layer: bool
    name: str  # the variable that holds the layer or cell in the output
    network: Call | None = None  # the network that the layer takes the place of
    problem: str = ""


def cell_plan(value: Value, context: Context) -> CellPlan | None:
    """Return the plan for a single cell, None for a stack, a wrapper, or a value that is not a cell this family knows."""
    if not isinstance(value, Call) or value.api not in CELL_TYPES:
        return None
    key = ("cell plan", id(value.node))
    if key not in context.memory:
        context.memory[key] = _plan(value, context)
    plan = context.memory[key]
    assert plan is None or isinstance(plan, CellPlan)
    return plan


def _plan(call: Call, context: Context) -> CellPlan | None:
    site = context.site(call)
    if site is None:
        return None
    cell_type = CELL_TYPES[call.api](site)
    users = context.calls_with(call)
    network = users[0] if len(users) == 1 and _is_run_directly(call, users[0], context) else None
    as_layer = network is not None and bool(cell_type.layer)
    text = context.assigned_to(call)
    name = text or context.fresh((cell_type.layer or cell_type.cell).lower() + _direction(call, network, context))
    if as_layer and text.isidentifier():
        name = _layer_name(text, cell_type, context)
    problem = cell_type.problem or _problem_around(call, users, context)
    return CellPlan(call, cell_type, site, as_layer, name, network if as_layer else None, problem)


def _is_run_directly(cell: Call, user: Call, context: Context) -> bool:
    """Tell whether a network runs just this cell, once for each time that it is made."""
    if user.api not in _LAYER_NETWORKS:
        return False
    site = context.site(user)
    given = [value for name, value in site.values.items() if name.startswith("cell")] if site is not None else []
    if sum(isinstance(value, Call) and value.node is cell.node for value in given) != 1:
        return False
    return context.owner(cell.node) is context.owner(user.node) and not context.is_inside_loop(cell.node)


def _layer_name(name: str, cell_type: CellType, context: Context) -> str:
    """Name the layer after the cell: `encoder_cell` holds an encoder now, not a cell."""
    stem = name[: -len("_cell")] if name.endswith("_cell") else ""
    if stem and context.free(stem):
        context.taken.add(stem)
        return stem
    layer = cell_type.layer.lower()
    if name == "cell":
        return context.fresh(layer, f"{layer}_layer")
    if name in ("cell_fw", "cell_bw"):
        return context.fresh(f"{layer}{name[len('cell') :]}", f"{name}_layer")
    return name


def _direction(cell: Call, network: Call | None, context: Context) -> str:
    """Return what the name of a layer says of its direction, where it is one of two."""
    site = context.site(network) if network is not None else None
    for parameter in ("cell_fw", "cell_bw"):
        value = site.value(parameter) if site is not None else None
        if isinstance(value, Call) and value.node is cell.node:
            return parameter[len("cell") :]
    return ""


def _problem_around(cell: Call, users: list[Call], context: Context) -> str:
    """Return what in a cell's surroundings Keras would not see."""
    users = [user for user in users if not is_copied(user)]
    users = [user for user in users if not (isinstance(user.function, Member) and user.function.name == "append")]
    others = sorted({user.api or "a call" for user in users} - NETWORKS - RUNS_CELLS)
    others = [name for name in others if not name.startswith("builtins.")]
    if others:
        return f"the cell is passed to {', '.join(others)}"
    for call in context.facts.calls:
        function = call.function
        if isinstance(function, Call) and function.node is cell.node:
            return "the cell is also called by hand"
        of = function.of if isinstance(function, Member) else None
        if (
            isinstance(of, Call)
            and of.node is cell.node
            and isinstance(function, Member)
            and function.name != "zero_state"
        ):
            return f"its {function.name} is used"
    for node in (cell.node, *(user.node for user in users if user.api in NETWORKS)):
        if shares_or_initialises(node, context, allowed=frozenset({"initializer"})):
            return "the enclosing variable_scope shares variables or has arguments that Keras has nothing for"
    return ""


def shares_or_initialises(node: cst.CSTNode, context: Context, allowed: frozenset[str] = frozenset()) -> bool:
    """Tell whether a variable scope around a node does more than name what is made in it."""
    harmless = {"name_or_scope", "default_name", "values", "auxiliary_name_scope", *allowed}
    return any(site is None or given_beside_reuse(site, context) - harmless for site in _scopes(node, context))


def given_beside_reuse(site: CallSite, context: Context) -> set[str]:
    """Return the arguments that are given, without a `reuse` that is False, or in whose place an object is shared."""
    settled = id(site.nodes.get("reuse")) in context.reused or site.constant("reuse", False) is False
    return site.given() - {"reuse"} if settled else site.given()


def _scopes(node: cst.CSTNode, context: Context) -> list[CallSite | None]:
    """Return the variable scopes around a node, the innermost first."""
    found: list[CallSite | None] = []
    for compound in context.enclosing(node):
        if isinstance(compound, cst.With):
            for item in reversed(compound.items):
                value = context.facts.value(item.item)
                if isinstance(value, Call) and value.api == "tf.variable_scope":
                    found.append(context.site(value))
    return found


def scope_initializer(cell: Call, context: Context) -> CallSite | None:
    """Return the scope whose `initializer` the kernels of a cell start from: TF1 makes them where the cell is run."""
    networks = [user for user in _runs(cell, context) if user.api in NETWORKS or "Decoder" in user.api]
    for site in _scopes(networks[0].node, context) if networks else []:
        if site is not None and "initializer" in site.given():
            return site
    return None


def _runs(cell: Call, context: Context) -> list[Call]:
    """Return the calls that run a cell, through the stacks and wrappers that it is in."""
    found: list[Call] = []
    for user in context.calls_with(cell):
        found.extend(_runs(user, context) if user.api in RUNS_CELLS and "Decoder" not in user.api else [user])
    return found


def cell_of_network(call: Call, context: Context) -> CellPlan | None:
    """Return the plan of the single cell that a network or a decoder runs."""
    site = context.site(call)
    return cell_plan(site.value("cell"), context) if site else None


def cell_problem(value: Value, context: Context) -> str:
    """Say why a cell cannot be run as a Keras cell, an empty string where it can."""
    cell = cell_of(value)
    return "it is not a cell that FlowShift can follow" if cell is None else _problem(cell, context)


def _problem(cell: Cell, context: Context) -> str:
    if isinstance(cell, Stack):
        return next((problem for problem in (_problem(inner, context) for inner in cell.cells) if problem), "")
    if isinstance(cell, Wrapped):
        return (
            _problem(cell.inner, context)
            if cell.inner is not None
            else "its wrapper holds no cell that can be followed"
        )
    if cell.call is None:
        known = cell.own is not None and native_state(cell.own) is not None
        return "" if known else "it is a class of the program's own, written for TF1"
    plan = cell_plan(cell.call, context)
    return "its arguments cannot be read from the call" if plan is None else plan.problem


def is_lstm_state(value: Value, context: Context) -> bool:
    """Tell whether a value is an LSTM state, which is `(c, h)` in TF1 and `[h, c]` in Keras."""
    state = state_of(value)
    return state is not None and state.form is Form.LSTM


AGAIN = "it is run in a function or loop, where its layer would be made again each time: make the layer once, outside"


def is_fed(value: Value) -> bool:
    """Tell whether a value is another one in each run: an object that is made once cannot hold it."""
    return kind_of(value) in (Kind.PLACEHOLDER, Kind.GRAPH)


def scope_prefix(node: cst.CSTNode, context: Context) -> str | None:
    """Return the TF1 variable scope around a node, with a slash at its end; None where it is not known."""
    parts: list[str] = []
    for compound in context.enclosing(node):
        if isinstance(compound, cst.ClassDef) or (
            isinstance(compound, cst.FunctionDef) and id(compound) not in context.bodies
        ):
            return None  # the scopes of its callers come before
    for site in _scopes(node, context):
        name = site.value("name_or_scope") if site is not None else None
        if not isinstance(name, Literal) or not isinstance(name.constant, str):
            return None
        parts.append(name.constant)
    return "".join(part + "/" for part in reversed(parts))


def is_float32(value: Value | None) -> bool:
    """Tell whether a dtype that is given to a network is not another one than float32."""
    return not isinstance(value, Api) or value.name == "tf.float32"
