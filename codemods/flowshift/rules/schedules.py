"""Turn TF1's learning rate schedules into Keras schedules that are called with the step.

    rate = tf.train.exponential_decay(0.1, global_step, 100, 0.96)

becomes

    schedule = tf.keras.optimizers.schedules.ExponentialDecay(0.1, 100, 0.96)
    rate = schedule(global_step)

The rate is computed from the program's own step, as in TF1, and the optimizer gets it before each step: a program that
does not count the step in `minimize` keeps its first rate, as it did.

Source: the rates of both forms over ten steps, difference at most 3e-8.
"""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.kind import Kind, kind_of
from ..model import Style
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from .change import Change, Edit, Setup, manual
from .context import Context
from .registry import Rule

_NAME = "schedule"


@dataclass(frozen=True)
class _Schedule:
    """The Keras schedule of a TF1 function: its class, TF1's name of the step, and the parameters in Keras' order."""

    keras: str
    step: str
    parameters: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...] = (("learning_rate", "initial_learning_rate"),)


_SCHEDULES = {
    "tf.train.exponential_decay": _Schedule(
        "ExponentialDecay", "global_step", ("learning_rate", "decay_steps", "decay_rate", "staircase")
    ),
    "tf.train.inverse_time_decay": _Schedule(
        "InverseTimeDecay", "global_step", ("learning_rate", "decay_steps", "decay_rate", "staircase")
    ),
    "tf.train.polynomial_decay": _Schedule(
        "PolynomialDecay", "global_step", ("learning_rate", "decay_steps", "end_learning_rate", "power", "cycle")
    ),
    "tf.train.cosine_decay": _Schedule("CosineDecay", "global_step", ("learning_rate", "decay_steps", "alpha")),
    "tf.train.piecewise_constant": _Schedule("PiecewiseConstantDecay", "x", ("boundaries", "values"), ()),
}


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one schedule."""
    if context.style is not Style.EAGER:
        return None
    name, schedule = reference.api.name, _SCHEDULES[reference.api.name]
    site = context.site(reference.call) if reference.call is not None else None
    if site is None or not {schedule.step, *schedule.parameters[:2]} <= set(site.nodes):
        return manual(_NAME, reference.node, name, f"make a tf.keras.optimizers.schedules.{schedule.keras}")
    described = [parameter for parameter in schedule.parameters if parameter in site.nodes]
    if any(kind_of(site.values[parameter]) is not Kind.PYTHON for parameter in described):
        return manual(_NAME, reference.node, name, "what describes it is a tensor")
    if context.is_repeated(reference.node):
        return manual(_NAME, reference.node, name, "it stands in a function or loop: make the schedule once, outside")
    renamed = dict(schedule.renamed)
    own = context.fresh("schedule")

    def build(_: cst.CSTNode) -> cst.BaseExpression:
        texts: list[str] = []
        for place, parameter in enumerate(described):
            text = code_of(context.render(site.nodes[parameter]))
            in_order = schedule.parameters[place] == parameter
            texts.append(text if in_order and place < 3 else f"{renamed.get(parameter, parameter)}={text}")
        return expression(call_text(f"{context.tensorflow}.keras.optimizers.schedules.{schedule.keras}", texts))

    def called(_: cst.CSTNode) -> cst.BaseExpression:
        return expression(f"{own}({code_of(context.render(site.nodes[schedule.step]))})")

    message = f"becomes tf.keras.optimizers.schedules.{schedule.keras}, called with the step"
    return Change(_NAME, reference.node, name, message, edits=(Edit(site.call.node, called, Setup(own, build)),))


RULES = (
    Rule(
        _NAME,
        "optimizers",
        "learning rate schedules become Keras schedules, called with the step",
        __doc__ or "",
        frozenset(_SCHEDULES),
        apply,
    ),
)
