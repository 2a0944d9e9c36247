"""Write what a placeholder says of a parameter: its dtype, and its shape where the function can know it."""

from __future__ import annotations

import libcst as cst

from ..kinds.dtypes import dtype_of
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Call, Literal
from ..rules.context import Context
from ..syntax.templates import code_of
from ..syntax.walk import descendants
from .bodies import Body
from .conditions import Condition, NotEager


def default_of(definition: Definition) -> cst.BaseExpression | None:
    """Return the default of a `tf.placeholder_with_default`."""
    call = definition.value
    if not isinstance(call, Call) or call.api != "tf.placeholder_with_default":
        return None
    for argument in call.node.args:
        if argument.keyword is None or argument.keyword.value == "input":
            return argument.value
    return None


def _default_dtype(definition: Definition, context: Context) -> str | None:
    """Return the dtype of a default that is written out: a number, a truth value, or a list of them."""
    node = default_of(definition)
    while isinstance(node, (cst.List, cst.Tuple)) and node.elements:
        node = node.elements[0].value
    value = context.facts.value(node) if node is not None else None
    if not isinstance(value, Literal) or not value.known:
        return None
    names = {bool: "bool", int: "int32", float: "float32", str: "string"}
    name = names.get(type(value.constant))
    return f"{context.tensorflow}.{name}" if name is not None else None


def placeholder_dtype(definition: Definition, context: Context) -> str:
    """Return the text of the dtype of a placeholder, or of another tensor that is fed."""
    if kind_of(definition.value) is not Kind.PLACEHOLDER:
        return f"{context.tensorflow}.{dtype_of(definition.value)}"
    node = argument_of_placeholder(definition, "dtype", context)
    given = _default_dtype(definition, context) if node is None else None
    if given is not None:
        return given
    if node is None:
        raise NotEager(Condition.KNOWN_FEEDS, definition.statement, definition.name)
    return code_of(context.render(node))


def placeholder_spec(definition: Definition, body: Body, context: Context) -> str:
    """Return the `tf.TensorSpec` of a placeholder; of a method's, without what only its objects know."""
    node = argument_of_placeholder(definition, "shape", context)
    shape = "None" if node is None else code_of(context.render(node))
    if node is not None and hidden_shape(definition, body, context) is not None:
        shape = _general(node, context)
    return f"{context.tensorflow}.TensorSpec({shape}, {placeholder_dtype(definition, context)})"


def hidden_shape(definition: Definition, body: Body, context: Context) -> str | None:
    """Return the shape of a placeholder that is written with names of the methods that build it, else None."""
    node = argument_of_placeholder(definition, "shape", context)
    if node is None or not body.is_class or not _is_hidden(node, context):
        return None
    return code_of(context.render(node))


def argument_of_placeholder(definition: Definition, name: str, context: Context) -> cst.BaseExpression | None:
    """Return an argument of the call that makes a placeholder."""
    assert isinstance(definition.value, Call)
    site = context.site(definition.value)
    return site.nodes.get(name) if site is not None else None


def _is_hidden(node: cst.CSTNode, context: Context) -> bool:
    """Tell whether an expression reads an attribute, or a name that is bound in a function."""
    module = context.facts.module_scope.names
    for found in descendants(node):
        sources = context.facts.sources.get(id(found), frozenset())
        if isinstance(found, cst.Attribute) and sources:
            return True
        if isinstance(found, cst.Name) and sources:
            binding = module.get(found.value)
            if binding is None or not sources & binding.definitions:
                return True
    return False


def _general(node: cst.BaseExpression, context: Context) -> str:
    """Write a shape with None for the dimensions that the class does not know; None where not even their number is known."""
    if not isinstance(node, (cst.List, cst.Tuple)):
        return "None"
    known = ["None" if _is_hidden(e.value, context) else code_of(context.render(e.value)) for e in node.elements]
    return f"[{', '.join(known)}]"
