"""Write the initializers that give a Keras cell the distribution TF1 draws its weights from.

TF1 keeps one kernel for inputs and state and draws it from one Glorot range over the whole of it; Keras draws two kernels, by
default one of them orthogonal. Source: TF 1.15 `rnn_cell_impl.py`, `init_ops.py`; checked by sampling.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.values import Call
from ..syntax.templates import expression, parenthesised
from .change import Setup
from .context import Context
from .recurrent import CellPlan, input_dimension

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
_COMMENT = "one Glorot range for inputs and state, as in TF1"


def range_name(plan: CellPlan, context: Context) -> str | None:
    """Return the name that will hold TF1's initial range, None where an initializer is given or a size is not known."""
    if "initializer" in plan.site.given() or input_dimension(plan, context) is None:
        return None
    return context.fresh(plan.name + ("_limits" if plan.type.layer == "GRU" else "_limit"))


def range_setup(plan: CellPlan, context: Context, name: str | None) -> Setup | None:
    """Return the statement that computes TF1's initial range: one number, or for a GRU one for each column."""
    size, units = input_dimension(plan, context), plan.site.node("num_units")
    if name is None or size is None or units is None:
        return None
    if plan.type.layer == "GRU":
        # gates and candidate are two kernels in TF1, [in + units, 2 units] and [in + units, units]
        text = f"{context.tensorflow}.repeat([(6 / ({{size}} + n * {{units}})) ** 0.5 for n in (3, 3, 2)], {{units}})"
    else:
        text = f"(6 / ({{size}} + {plan.type.gates + 1} * {{units}})) ** 0.5"

    def build(_: cst.CSTNode) -> cst.BaseExpression:
        return expression(text, size=parenthesised(size.deep_clone()), units=parenthesised(units.deep_clone()))

    return Setup(name, build, _COMMENT)


def is_exact(plan: CellPlan, name: str | None) -> bool:
    """Tell whether the initial weights come from TF1's distribution."""
    if name is not None:
        return True
    given = plan.site.value("initializer")
    return isinstance(given, Call) and given.api in _BY_WEIGHT


def initializers(plan: CellPlan, context: Context, name: str | None, rendered: dict[str, str]) -> list[str]:
    """Return the initializer arguments of the Keras layer or cell; `rendered` is the text of TF1's arguments."""
    tf, units = context.tensorflow, rendered["num_units"]
    arguments: list[str] = []
    for role in ("kernel", "recurrent"):
        if name is not None and plan.type.layer == "GRU":
            draw = f"{tf}.random.uniform(shape, -1.0, 1.0, dtype) * {name}"
            arguments.append(f"{role}_initializer=lambda shape, dtype=None: {draw}")
        elif name is not None:
            arguments.append(f"{role}_initializer={tf}.keras.initializers.RandomUniform(-{name}, {name})")
        elif "initializer" in plan.site.given():
            arguments.append(f"{role}_initializer={rendered['initializer']}")
    return [*arguments, *_bias(plan, tf, units)]


def _bias(plan: CellPlan, tf: str, units: str) -> list[str]:
    if plan.type.layer == "GRU":
        return [_columns(tf, "1.0, 1.0, 0.0", units)]
    bias = plan.site.constant("forget_bias", 1.0)
    if not plan.type.lstm or bias == 1.0:
        return []
    if bias == 0.0:
        return ["unit_forget_bias=False"]
    return ["unit_forget_bias=False", _columns(tf, f"0.0, {bias!r}, 0.0, 0.0", units)]


def _columns(tf: str, values: str, units: str) -> str:
    """Return the bias initializer that gives each gate's columns a value of their own."""
    return f"bias_initializer=lambda shape, dtype=None: {tf}.repeat({tf}.constant([{values}], dtype), {units})"
