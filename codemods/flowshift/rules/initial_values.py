"""Write the initializers that give a Keras cell the distribution TF1 draws its weights from.

TF1 keeps one kernel for inputs and state and draws it from one Glorot range over the whole of it; Keras draws two kernels, by
default one of them orthogonal. Source: TF 1.15 `rnn_cell_impl.py`, `init_ops.py`; checked by sampling.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import libcst as cst

from ..kinds.dimensions import last_dimension
from ..kinds.states import NETWORKS
from ..kinds.values import Call, Value
from ..syntax.templates import code_of, expression, parenthesised
from .call_site import CallSite
from .cell_types import WRITTEN
from .change import Setup
from .context import Context
from .recurrent import CellPlan, scope_initializer

# These draw each weight alone, so that it does not matter how the kernel is cut.
_BY_WEIGHT = frozenset(
    {
        "tf.random_uniform_initializer",
        "tf.random_normal_initializer",
        "tf.truncated_normal_initializer",
        "tf.constant_initializer",
        "tf.zeros_initializer",
        "tf.ones_initializer",
    }
)
_GLOROT = frozenset({"tf.contrib.layers.xavier_initializer", "tf.glorot_uniform_initializer"})
_COMMENT = "one Glorot range for inputs and state, as in TF1"
_ARGUMENTS = ("initializer", "kernel_initializer")


@dataclass(frozen=True, eq=False)
class InitialWeights:
    """How a cell's weights start. `limit` names TF1's initial range, where it is written out; `exact`: as in TF1."""

    arguments: Callable[[Mapping[str, str]], list[str]]
    exact: bool = True
    limit: str | None = None
    written: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def initial_weights(plan: CellPlan, context: Context) -> InitialWeights:
    """Return how the weights of a planned cell start; the same answer each time."""
    key = ("initial weights", id(plan.call.node))
    if key not in context.memory:
        context.memory[key] = _initial_weights(plan, context)
    found = context.memory[key]
    assert isinstance(found, InitialWeights)
    return found


def _initial_weights(plan: CellPlan, context: Context) -> InitialWeights:
    given = next((name for name in _ARGUMENTS if name in plan.site.given()), None)
    if given is not None and _is_default(plan.site.value(given)):
        given = None
    scope = scope_initializer(plan.call, context) if given is None else None
    value = plan.site.value(given) if given is not None else scope.value("initializer") if scope is not None else None
    if plan.type.home == WRITTEN:
        return InitialWeights(lambda _: _of_whole_kernel(plan, scope, context))
    if given is not None or scope is not None:
        node = plan.site.nodes[given] if given is not None else scope.nodes["initializer"]  # type: ignore[union-attr]

        def same_for_both(rendered: Mapping[str, str]) -> list[str]:
            text = code_of(context.render(node))
            return [f"kernel_initializer={text}", f"recurrent_initializer={text}", *_bias(plan, context, rendered)]

        return InitialWeights(same_for_both, isinstance(value, Call) and value.api in _BY_WEIGHT)
    if _range_is_known(plan, context):
        limit = context.fresh(plan.name + ("_limits" if len(plan.type.blocks) > 1 else "_limit"))
        return InitialWeights(lambda rendered: _from_range(plan, context, limit, rendered), limit=limit)
    blocks = ", ".join(map(str, plan.type.blocks))
    if plan.type.conversion == "gru" and plan.site.node("bias_initializer") is None:
        return InitialWeights(lambda _: [f"**joint_glorot({blocks}, gate_bias=1.0)"], written=("joint_glorot",))
    return InitialWeights(
        lambda rendered: [*_bias(plan, context, rendered), f"**joint_glorot({blocks})"], written=("joint_glorot",)
    )


def _is_default(value: Value) -> bool:
    """Tell whether an initializer draws from the range that TF1 takes by itself."""
    glorot = isinstance(value, Call) and value.api in _GLOROT
    return glorot and isinstance(value, Call) and not (value.arguments.positional or value.arguments.keywords)


def _of_whole_kernel(plan: CellPlan, scope: CallSite | None, context: Context) -> list[str]:
    """Return the arguments of a cell that has TF1's own kernel: it starts as TF1's does by itself."""
    if scope is None or plan.type.cell != "TF1LSTMCell":
        return []
    return [f"initializer={code_of(context.render(scope.nodes['initializer']))}"]


def _range_is_known(plan: CellPlan, context: Context) -> bool:
    """Tell whether the size of what the cell reads can be written where the cell is made."""
    straight = context.owner(plan.call.node) is None and not context.is_inside_loop(plan.call.node)
    return straight and plan.type.conversion != "peephole_lstm" and input_dimension(plan, context) is not None


def input_dimension(plan: CellPlan, context: Context) -> cst.BaseExpression | None:
    """Return the expression of the size of what the cell reads at each step, None where it is not known."""
    found: list[cst.BaseExpression | None] = []
    for user in context.calls_with(plan.call):
        site = context.site(user)
        inputs = _inputs_of(user, context) if site is not None else None
        found.append(last_dimension(inputs) if inputs is not None else None)
    first = found[0] if found else None
    if first is None or any(other is not first for other in found):
        return None
    return first if context.single_definitions(first) else None


def _inputs_of(user: Call, context: Context) -> Value | None:
    site = context.site(user)
    if site is None:
        return None
    if user.api in NETWORKS:
        return site.values.get("inputs")
    if user.api == "tf.contrib.seq2seq.BasicDecoder":
        helper = site.value("helper")
        inner = context.site(helper) if isinstance(helper, Call) else None
        return inner.values.get("inputs", inner.values.get("embedding")) if inner is not None else None
    return None


def range_setup(plan: CellPlan, context: Context, name: str | None) -> Setup | None:
    """Return the statement that computes TF1's initial range: one number, or for a GRU one for each column."""
    size, units = input_dimension(plan, context), plan.site.node("num_units")
    if name is None or size is None or units is None:
        return None
    if len(plan.type.blocks) > 1:
        # gates and candidate are two kernels in TF1, [in + units, 2 units] and [in + units, units]
        text = f"{context.tensorflow}.repeat([(6 / ({{size}} + n * {{units}})) ** 0.5 for n in (3, 3, 2)], {{units}})"
    else:
        text = f"(6 / ({{size}} + {plan.type.blocks[0] + 1} * {{units}})) ** 0.5"

    def build(_: cst.CSTNode) -> cst.BaseExpression:
        return expression(text, size=parenthesised(size.deep_clone()), units=parenthesised(units.deep_clone()))

    return Setup(name, build, _COMMENT)


def _from_range(plan: CellPlan, context: Context, limit: str, rendered: Mapping[str, str]) -> list[str]:
    tf = context.tensorflow
    arguments: list[str] = []
    for role in ("kernel", "recurrent"):
        if len(plan.type.blocks) > 1:
            draw = f"{tf}.random.uniform(shape, -1.0, 1.0, dtype) * {limit}"
            arguments.append(f"{role}_initializer=lambda shape, dtype=None: {draw}")
        else:
            arguments.append(f"{role}_initializer={tf}.keras.initializers.RandomUniform(-{limit}, {limit})")
    return [*arguments, *_bias(plan, context, rendered)]


def _bias(plan: CellPlan, context: Context, rendered: Mapping[str, str]) -> list[str]:
    # a lambda in a loop would see the units of its last turn
    inside = context.is_inside_loop(plan.call.node)
    tf, units = context.tensorflow, f"shape[0] // {sum(plan.type.blocks)}" if inside else rendered["num_units"]
    if plan.type.conversion == "gru":
        if plan.site.node("bias_initializer") is not None:
            return [f"bias_initializer={rendered['bias_initializer']}"]
        return [_columns(tf, "1.0, 1.0, 0.0", units)]
    bias = plan.site.constant("forget_bias", plan.type.forget_bias)
    if not plan.type.lstm or bias == 1.0:
        return []
    if bias == 0.0:
        return ["unit_forget_bias=False"]
    return ["unit_forget_bias=False", _columns(tf, f"0.0, {bias!r}, 0.0, 0.0", units)]


def _columns(tf: str, values: str, units: str) -> str:
    """Return the bias initializer that gives each gate's columns a value of their own."""
    return f"bias_initializer=lambda shape, dtype=None: {tf}.repeat({tf}.constant([{values}], dtype), {units})"
