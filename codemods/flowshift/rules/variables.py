"""Turn `tf.get_variable` into a `tf.Variable` with the initializer written out.

    w = tf.get_variable("w", [3, 4])     ->  w = tf.Variable(tf.keras.initializers.GlorotUniform()([3, 4]), name="w")

`get_variable` draws from Glorot's uniform range where no initializer is given; `tf.Variable` needs the value. Nothing is
looked up by name in TF2: a function that is called several times with `reuse` makes its variables once and returns what
computes with them (see the rule `layer`). Where it is not certain which variable is meant, the program keeps its Session.

Source: TF 1.15 `tensorflow/python/ops/variable_scope.py`.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.kind import Kind, kind_of
from ..kinds.values import Api
from ..model import Style, VariableMapping
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from .call_site import CallSite
from .change import Change, Edit, manual
from .context import Context
from .recurrent import scope_prefix, shares_or_initialises
from .registry import Rule

_NAME = "variable-get"
_UNDERSTOOD = frozenset({"name", "shape", "dtype", "initializer", "trainable", "collections", "use_resource"})


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one get_variable call."""
    if context.style is not Style.EAGER or reference.call is None:
        return None
    call = reference.call
    site = context.site(call)
    if site is None:
        return manual(_NAME, reference.node, reference.api.name, "its arguments cannot be read from the call")
    unknown = sorted(site.given() - _UNDERSTOOD)
    if unknown:
        return manual(
            _NAME, reference.node, reference.api.name, f"{', '.join(unknown)} has no counterpart in tf.Variable"
        )
    if shares_or_initialises(call.node, context):
        return manual(
            _NAME, reference.node, reference.api.name, "the enclosing variable_scope gives an initializer or reuse"
        )
    if (
        "shape" not in site.given()
        and kind_of(site.value("initializer")) is Kind.PYTHON
        and "initializer" not in site.given()
    ):
        return manual(_NAME, reference.node, reference.api.name, "it reads a variable that was made elsewhere")

    def variable(_: cst.CSTNode) -> cst.BaseExpression:
        arguments = [_initial_value(site, context)]
        if site.node("trainable") is not None:
            arguments.append(f"trainable={code_of(context.render(site.nodes['trainable']))}")
        arguments.append(f"name={code_of(context.render(site.nodes['name']))}")
        return expression(call_text(f"{context.tensorflow}.Variable", arguments))

    definition = context.assigned(call)
    name = site.constant("name", None)
    prefix = scope_prefix(call.node, context)
    mapping: tuple[VariableMapping, ...] = ()
    if definition is not None and isinstance(name, str) and prefix is not None:
        mapping = (VariableMapping((prefix + name,), definition.name),)
    return Change(
        _NAME,
        reference.node,
        reference.api.name,
        "becomes tf.Variable with its initializer",
        edits=(Edit(call.node, variable),),
        variables=mapping,
    )


def _initial_value(site: CallSite, context: Context) -> str:
    tf = context.tensorflow
    dtype = f", dtype={code_of(context.render(site.nodes['dtype']))}" if site.node("dtype") is not None else ""
    initializer = site.node("initializer")
    if initializer is None:
        shape = code_of(context.render(site.nodes["shape"]))
        return f"{tf}.keras.initializers.GlorotUniform()({shape}{dtype})"
    value = site.value("initializer")
    text = code_of(context.render(initializer))
    if site.node("shape") is None:
        return text  # a tensor or number: the value itself
    if isinstance(value, Api):
        text += "()"  # the class itself was given: TF1 makes the object
    return f"{text}({code_of(context.render(site.nodes['shape']))}{dtype})"


RULES = (
    Rule(
        _NAME,
        "variables",
        "tf.get_variable becomes tf.Variable with its initializer",
        __doc__ or "",
        frozenset({"tf.get_variable"}),
        apply,
    ),
)
