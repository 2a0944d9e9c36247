"""Turn TF1 optimizers into the Keras optimizers that take the same steps.

    tf.train.AdamOptimizer(0.01)            ->  tf.keras.optimizers.Adam(0.01, epsilon=1e-8)
    tf.train.GradientDescentOptimizer(0.1)  ->  tf.keras.optimizers.SGD(0.1)

TF1's default epsilon is written out where Keras has another one. RMSProp's mean square starts at ones in TF1: its slots are
built and set before the first step. The slots of other optimizers are made there too (`optimizer.build`) where the variables
have names by then, or belong to layers that can be given a row of zeros: a function that makes variables is traced twice. A
rate that is a tensor (a schedule, a placeholder, a variable) is set before each step; with Momentum and Ftrl, which keep the
rate in their slots in Keras, the program keeps its session. So it does with Momentum, RMSProp and Ftrl where rows of a
variable are looked up, as Keras moves the other rows too, and where the weights of a layer are not trained.

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
from .call_site import CallSite
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
    "tf.train.RMSPropOptimizer": _Keras("RMSprop", (("decay", "rho"),), (("epsilon", "1e-10"),)),
}
KERAS_OPTIMIZERS = frozenset(_OPTIMIZERS)
STARTS_AT_ONE = frozenset({"tf.train.RMSPropOptimizer"})
_RATE_IN_SLOTS = frozenset({"tf.train.MomentumOptimizer", "tf.train.FtrlOptimizer"})
# Where the gradient is sparse, those of Keras update their slots for all rows; TF1's leave the other rows alone.
MOVES_ALL_ROWS = frozenset({"tf.train.MomentumOptimizer", "tf.train.RMSPropOptimizer", "tf.train.FtrlOptimizer"})
_EMBEDDING = "tf.keras.layers.Embedding"
_DROPPED = frozenset({"use_locking", "name"})


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite the creation of one optimizer."""
    if context.style is not Style.EAGER or reference.call is None:
        return None
    keras, name = _OPTIMIZERS[reference.api.name], reference.api.name
    site = context.site(reference.call)
    if site is None:
        return manual(_NAME, reference.node, name, "its arguments cannot be read from the call")
    tensor_rate = is_tensor_rate(site)
    if tensor_rate and (name in _RATE_IN_SLOTS or site.given() & {"momentum"}):
        return manual(
            _NAME, reference.node, name, "its learning rate changes, and Keras keeps the rate in the momentum"
        )
    if name in MOVES_ALL_ROWS and any(call.api == _EMBEDDING for call in context.facts.calls):
        return manual(_NAME, reference.node, name, "Keras' form moves the rows too that an Embedding does not look up")
    renamed = dict(keras.renamed)

    def optimizer(node: cst.CSTNode) -> cst.BaseExpression:
        assert isinstance(node, cst.Call)
        arguments: list[str] = []
        for index, parameter in enumerate(site.nodes):
            if parameter in _DROPPED or (tensor_rate and parameter == "learning_rate"):
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


def is_tensor_rate(site: CallSite) -> bool:
    """Tell whether an optimizer is given a learning rate that is computed by the graph."""
    return kind_of(site.value("learning_rate")) not in (Kind.PYTHON, Kind.CONSTANT)


RULES = (
    Rule(
        _NAME,
        "optimizers",
        "TF1 optimizers become the Keras optimizers that take the same steps",
        __doc__ or "",
        KERAS_OPTIMIZERS,
        apply,
    ),
)
