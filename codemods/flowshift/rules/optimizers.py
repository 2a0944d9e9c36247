"""Turn TF1 optimizers into the Keras optimizers that take the same steps.

    tf.train.AdamOptimizer(0.01)            ->  tf.keras.optimizers.Adam(0.01, epsilon=1e-8)
    tf.train.GradientDescentOptimizer(0.1)  ->  tf.keras.optimizers.SGD(0.1)

TF1's default epsilon is written out where Keras has another one. An optimizer that Keras does not have with the same steps
(RMSProp, whose slot starts at ones in TF1; Momentum with a decaying rate) stays what it is, with a finding.

Source: ten steps of each optimizer on both runtimes with the same weights and data: Adam 5e-7, SGD 0, Momentum 1e-7, Adagrad
6e-8, Adadelta 2e-9, Ftrl 1e-7.
"""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.kind import Kind, kind_of
from ..model import Style
from ..syntax.templates import code_of, expression
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "optimizer"


@dataclass(frozen=True)
class _Keras:
    """The Keras class of one TF1 optimizer: its parameters in TF1's order, those renamed, and defaults to write out."""

    name: str
    renamed: tuple[tuple[str, str], ...] = ()
    defaults: tuple[tuple[str, str], ...] = ()


_OPTIMIZERS = {
    "tf.train.GradientDescentOptimizer": _Keras("SGD"),
    "tf.train.MomentumOptimizer": _Keras("SGD", (("use_nesterov", "nesterov"),)),
    "tf.train.AdamOptimizer": _Keras("Adam", (("beta1", "beta_1"), ("beta2", "beta_2")), (("epsilon", "1e-8"),)),
    "tf.train.AdagradOptimizer": _Keras("Adagrad"),
    "tf.train.AdadeltaOptimizer": _Keras("Adadelta", (), (("epsilon", "1e-8"),)),
    "tf.train.FtrlOptimizer": _Keras("Ftrl"),
}
_DROPPED = frozenset({"use_locking", "name"})


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite the creation of one optimizer."""
    if context.style is not Style.EAGER or reference.call is None:
        return None
    keras, name = _OPTIMIZERS[reference.api.name], reference.api.name
    site = context.site(reference.call)
    if site is None:
        return manual(_NAME, reference.node, name, "its arguments cannot be read from the call")
    if kind_of(site.value("learning_rate")) not in (Kind.PYTHON, Kind.CONSTANT):
        return manual(_NAME, reference.node, name, "its learning rate is a tensor of the graph")
    renamed = dict(keras.renamed)

    def optimizer(node: cst.CSTNode) -> cst.BaseExpression:
        assert isinstance(node, cst.Call)
        arguments: list[str] = []
        for index, parameter in enumerate(site.nodes):
            if parameter in _DROPPED:
                continue
            text = code_of(context.render(site.nodes[parameter]))
            by_position = reference.call is not None and reference.call.node.args[index].keyword is None
            # only the rate keeps its place: Keras orders the rest differently
            arguments.append(text if by_position and index == 0 else f"{renamed.get(parameter, parameter)}={text}")
        arguments.extend(
            f"{parameter}={default}" for parameter, default in keras.defaults if parameter not in site.nodes
        )
        return expression(f"{context.tensorflow}.keras.optimizers.{keras.name}({', '.join(arguments)})")

    message = f"becomes tf.keras.optimizers.{keras.name}, which takes the same steps"
    return Change(_NAME, reference.node, name, message, edits=(Edit(reference.call.node, optimizer),))


RULES = (
    Rule(
        _NAME,
        "optimizers",
        "TF1 optimizers become the Keras optimizers that take the same steps",
        __doc__ or "",
        frozenset(_OPTIMIZERS),
        apply,
    ),
)
