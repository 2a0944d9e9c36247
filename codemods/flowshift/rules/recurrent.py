"""Plan, once for all rules of the family, what each TF1 cell becomes: a Keras layer, or a Keras cell."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from ..kinds.dimensions import last_dimension
from ..kinds.values import Call, Choice, Item, Literal, Member, Value
from ..model import VariableMapping
from .call_site import CallSite
from .context import Context


@dataclass(frozen=True)
class CellType:
    """One TF1 cell that Keras has with the same maths. `exact` are the arguments that carry over."""

    layer: str
    cell: str
    scope: str  # TF1's name of the cell's variable scope
    gates: int
    lstm: bool
    exact: frozenset[str]
    extra: str = ""  # keyword arguments that Keras needs for TF1's maths


_IGNORED = frozenset({"reuse", "dtype", "name", "state_is_tuple"})

CELL_TYPES = {
    "tf.nn.rnn_cell.BasicLSTMCell": CellType(
        "LSTM", "LSTMCell", "basic_lstm_cell", 4, True, frozenset({"num_units", "forget_bias", "activation"})
    ),
    "tf.nn.rnn_cell.LSTMCell": CellType(
        "LSTM", "LSTMCell", "lstm_cell", 4, True, frozenset({"num_units", "forget_bias", "activation", "initializer"})
    ),
    "tf.nn.rnn_cell.GRUCell": CellType(
        "GRU", "GRUCell", "gru_cell", 3, False, frozenset({"num_units", "activation"}), "reset_after=False"
    ),
    "tf.nn.rnn_cell.BasicRNNCell": CellType(
        "SimpleRNN", "SimpleRNNCell", "basic_rnn_cell", 1, False, frozenset({"num_units", "activation"})
    ),
}

_DYNAMIC_RNN = "tf.nn.dynamic_rnn"
_DECODERS = frozenset({"tf.contrib.seq2seq.BasicDecoder"})


@dataclass(frozen=True, eq=False)
class CellPlan:
    """What one cell becomes. `problem` says why it stays as it is."""

    call: Call
    type: CellType
    site: CallSite
    as_layer: bool
    name: str  # the variable that holds the layer or cell in the output
    network: Call | None = None  # the dynamic_rnn call that the layer takes the place of
    problem: str = ""


def cell_plan(value: Value, context: Context) -> CellPlan | None:
    """Return the plan for a cell value, None for a value that is not a cell this family knows."""
    if not isinstance(value, Call) or value.api not in CELL_TYPES:
        return None
    key = ("cell plan", id(value))
    if key not in context.memory:
        context.memory[key] = _plan(value, context)
    plan = context.memory[key]
    assert plan is None or isinstance(plan, CellPlan)
    return plan


def _plan(call: Call, context: Context) -> CellPlan | None:
    cell_type = CELL_TYPES[call.api]
    site = context.site(call)
    if site is None:
        return None
    users = context.calls_with(call)
    networks = [user for user in users if user.api == _DYNAMIC_RNN]
    as_layer = len(users) == 1 and len(networks) == 1
    definition = context.assigned(call)
    name = definition.name if definition is not None else context.fresh(cell_type.layer.lower())
    if as_layer and definition is not None:
        name = _layer_name(name, cell_type, context)
    return CellPlan(
        call,
        cell_type,
        site,
        as_layer,
        name,
        networks[0] if as_layer else None,
        _problem(site, cell_type, users) or _problem_around(call, users, context),
    )


def _layer_name(name: str, cell_type: CellType, context: Context) -> str:
    """Name the layer after the cell: `encoder_cell` holds an encoder now, not a cell."""
    stem = name[: -len("_cell")] if name.endswith("_cell") else ""
    if stem and stem not in context.facts.names and stem not in context.taken:
        context.taken.add(stem)
        return stem
    if name == "cell":
        return context.fresh(cell_type.layer.lower(), cell_type.layer.lower() + "_layer")
    return name


def _problem(site: CallSite, cell_type: CellType, users: list[Call]) -> str:
    unknown = sorted(site.given() - cell_type.exact - _IGNORED)
    if unknown:
        return f"the arguments {', '.join(unknown)} have no counterpart in Keras"
    if site.constant("state_is_tuple", True) is not True:
        return "state_is_tuple=False packs c and h into one tensor"
    if site.constant("forget_bias", 1.0) is ...:
        return "forget_bias is not a literal"
    others = sorted({user.api or "a call" for user in users} - {_DYNAMIC_RNN} - _DECODERS)
    if others:
        return f"the cell is passed to {', '.join(others)}"
    return ""


def _problem_around(cell: Call, users: list[Call], context: Context) -> str:
    """Return what in the cell's surroundings Keras would not see."""
    if any(call.function is cell for call in context.facts.calls):
        return "the cell is also called by hand"
    for call in context.facts.calls:
        function = call.function
        if isinstance(function, Member) and function.of is cell:
            if function.name != "zero_state":
                return f"its {function.name} is used"
            if any(user.api != _DYNAMIC_RNN for user in context.calls_with(call)) or not context.calls_with(call):
                return "its zero_state goes elsewhere than into dynamic_rnn"
    if any(shares_or_initialises(node, context) for node in (cell.node, *(user.node for user in users))):
        return "the enclosing variable_scope gives an initializer or reuse"
    return ""


def shares_or_initialises(node: cst.CSTNode, context: Context) -> bool:
    """Tell whether a variable scope around a node does more than name what is made in it."""
    for compound in context.enclosing(node):
        if isinstance(compound, cst.With):
            for item in compound.items:
                value = context.facts.value(item.item)
                if isinstance(value, Call) and value.api == "tf.variable_scope":
                    site = context.site(value)
                    if site is None or site.given() - {
                        "name_or_scope",
                        "default_name",
                        "values",
                        "auxiliary_name_scope",
                    }:
                        return True
    return False


def cell_of_network(call: Call, context: Context) -> CellPlan | None:
    """Return the plan of the cell that a dynamic_rnn call or a decoder runs."""
    site = context.site(call)
    return cell_plan(site.value("cell"), context) if site else None


def is_lstm_state(value: Value, context: Context) -> bool:
    """Tell whether a value is an LSTM state, which is `(c, h)` in TF1 and `[h, c]` in Keras."""
    if isinstance(value, Call):
        if value.api == "tf.nn.rnn_cell.LSTMStateTuple":
            return True
        if isinstance(value.function, Member) and value.function.name == "zero_state":
            plan = cell_plan(value.function.of, context)
            return plan is not None and plan.type.lstm and not plan.problem
        return False
    if isinstance(value, Item) and value.index == 1 and isinstance(value.of, Call):
        plan = None
        if value.of.api == _DYNAMIC_RNN:
            plan = cell_of_network(value.of, context)
        elif value.of.api == "tf.contrib.seq2seq.dynamic_decode":
            decoder = _first_argument(value.of, "decoder")
            plan = cell_of_network(decoder, context) if isinstance(decoder, Call) and decoder.api in _DECODERS else None
        return plan is not None and plan.type.lstm and not plan.problem
    if isinstance(value, Choice):
        return all(is_lstm_state(option, context) for option in value.options)
    return False


def _first_argument(call: Call, name: str) -> Value | None:
    return call.arguments.positional[0] if call.arguments.positional else call.arguments.keyword(name)


def input_dimension(plan: CellPlan, context: Context) -> cst.BaseExpression | None:
    """Return the expression of the size of what the cell reads at each step, None where it is not known."""
    inputs: Value | None = None
    for user in context.calls_with(plan.call):
        site = context.site(user)
        if site is None:
            continue
        if user.api == _DYNAMIC_RNN:
            inputs = site.value("inputs")
        elif user.api in _DECODERS:
            helper = site.value("helper")
            helper_site = context.site(helper) if isinstance(helper, Call) else None
            inputs = helper_site.values.get("inputs", helper_site.values.get("embedding")) if helper_site else None
    found = last_dimension(inputs) if inputs is not None else None
    return found if found is not None and context.single_definitions(found) else None


def scope_prefix(node: cst.CSTNode, context: Context) -> str | None:
    """Return the TF1 variable scope around a node, with a slash at its end; None where it is not a literal."""
    parts: list[str] = []
    for compound in context.enclosing(node):
        if not isinstance(compound, cst.With):
            continue
        for item in reversed(compound.items):
            value = context.facts.value(item.item)
            if isinstance(value, Call) and value.api == "tf.variable_scope":
                name = (
                    value.arguments.positional[0]
                    if value.arguments.positional
                    else value.arguments.keyword("name_or_scope")
                )
                if not isinstance(name, Literal) or not isinstance(name.constant, str):
                    return None
                parts.append(name.constant)
    return "".join(part + "/" for part in reversed(parts))


def cell_variables(plan: CellPlan, prefix: str | None) -> tuple[VariableMapping, ...]:
    """Return where the cell's TF1 variables live in the migrated program."""
    if prefix is None:
        return ()
    name = plan.site.constant("name", None)
    scope = prefix + (name if isinstance(name, str) else plan.type.scope)
    target = plan.name + (".cell" if plan.as_layer else "")
    if plan.type.layer == "LSTM":
        bias = plan.site.constant("forget_bias", 1.0)
        assert isinstance(bias, (int, float))
        return (VariableMapping((f"{scope}/kernel", f"{scope}/bias"), target, "lstm", (("forget_bias", float(bias)),)),)
    if plan.type.layer == "GRU":
        sources = tuple(
            f"{scope}/{part}" for part in ("gates/kernel", "gates/bias", "candidate/kernel", "candidate/bias")
        )
        return (VariableMapping(sources, target, "gru"),)
    return (VariableMapping((f"{scope}/kernel", f"{scope}/bias"), target, "simple_rnn"),)


def state_is_used(call: Call, context: Context) -> bool:
    """Tell whether anything reads the final state of a dynamic_rnn call."""
    line = context.statement_of(call.node)
    targets = unpacked_targets(line, call)
    if targets is None:
        return True
    state = targets.elements[1].value
    if not isinstance(state, cst.Name):
        return True
    definitions = [d for d in context.facts.defines.get(id(line), ()) if d.name == state.value]
    return any(context.read_names(definition) for definition in definitions)


def unpacked_targets(line: cst.CSTNode | None, call: Call) -> cst.Tuple | None:
    """Return the `outputs, state` that the call is unpacked into."""
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return None
    small = line.body[0]
    if isinstance(small, cst.Assign) and small.value is call.node and len(small.targets) == 1:
        target = small.targets[0].target
        if isinstance(target, cst.Tuple) and len(target.elements) == 2:
            return target
    return None
