"""Turn the initializers of `tf.contrib.layers` into those of TF2 that draw from the same distribution.

    xavier_initializer()               ->  tf.keras.initializers.GlorotUniform()
    xavier_initializer(uniform=False)  ->  tf.keras.initializers.GlorotNormal()
    variance_scaling_initializer()     ->  tf.keras.initializers.VarianceScaling(2.0, 'fan_in', 'truncated_normal')

In the style graph they become `tf.compat.v1` initializers, which take a graph's seed as TF1's do. The truncated normal ones
spread 0.3 % less than contrib's, which rounded the correction for the cut tails to 1.3.

Source: TF 1.15 `contrib/layers/python/layers/initializers.py`; moments of drawn numbers on both runtimes.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..model import Applicability, Style
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from .call_site import CallSite
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "contrib-initializer"
_SCALING = "tf.contrib.layers.variance_scaling_initializer"
_XAVIER = "tf.contrib.layers.xavier_initializer"
_MODES = {"FAN_IN": "fan_in", "FAN_OUT": "fan_out", "FAN_AVG": "fan_avg"}


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one initializer."""
    name = reference.api.name
    site = context.site(reference.call) if reference.call is not None else None
    if site is None:
        if name == _XAVIER and reference.call is None:
            return None  # the name alone is glorot_uniform, with the same arguments left out
        return manual(_NAME, reference.node, name, "its arguments cannot be read from the call")
    uniform = site.constant("uniform", name == _XAVIER)
    dtype = site.nodes.get("dtype")
    known = dtype is None or code_of(dtype).endswith("float32")
    if uniform not in (True, False) or not known:
        return manual(
            _NAME, reference.node, name, "uniform is computed, or dtype is not tf.float32: write the initializer out"
        )
    arguments = [] if name == _XAVIER else _scaling(site, bool(uniform), context)
    if isinstance(arguments, str):
        return manual(_NAME, reference.node, name, arguments)
    target = _target(name, bool(uniform), context.style)

    def made(_: cst.CSTNode) -> cst.BaseExpression:
        seed = site.node("seed")
        seeded = [] if seed is None else [f"seed={code_of(context.render(seed))}"]
        return expression(call_text(context.tensorflow + target[2:], [*arguments, *seeded]))

    exact = bool(uniform)
    return Change(
        _NAME,
        reference.node,
        name,
        f"becomes {target}" + ("" if exact else "; it spreads 0.3 % less than contrib's"),
        Applicability.SAFE if exact else Applicability.REVIEW,
        edits=(Edit(site.call.node, made),),
    )


def _target(name: str, uniform: bool, style: Style) -> str:
    graph = style is Style.GRAPH
    if name == _SCALING:
        return "tf.compat.v1.variance_scaling_initializer" if graph else "tf.keras.initializers.VarianceScaling"
    if uniform:
        return "tf.compat.v1.glorot_uniform_initializer" if graph else "tf.keras.initializers.GlorotUniform"
    return "tf.compat.v1.glorot_normal_initializer" if graph else "tf.keras.initializers.GlorotNormal"


def _scaling(site: CallSite, uniform: bool, context: Context) -> list[str] | str:
    mode = site.constant("mode", "FAN_IN")
    if mode not in _MODES:
        return "mode is no literal: write it in lower case"
    factor = "2.0" if "factor" not in site.nodes else code_of(context.render(site.nodes["factor"]))
    return [factor, repr(_MODES[str(mode)]), "'uniform'" if uniform else "'truncated_normal'"]


RULES = (
    Rule(
        _NAME,
        "contrib",
        "contrib initializers become those of the same distribution",
        __doc__ or "",
        frozenset({_XAVIER, _SCALING}),
        apply,
    ),
)
