"""Find the variables and layer functions that read the variables of an earlier call with the same name.

hidden = tf.layers.dense(x, 8, name="hidden")               hidden_layer = tf.layers.Dense(8, name="hidden")
again = tf.layers.dense(y, 8, name="hidden", reuse=True)    hidden = hidden_layer(x)
                                                            again = hidden_layer(y)
"""

from __future__ import annotations

import libcst as cst

from ..kinds.values import Api, Call
from ..rules.call_site import CallSite
from ..rules.context import Context
from ..rules.layers import layer_class
from ..syntax.templates import code_of
from .found import Build, Found
from .scopes import Scope, scope_of

_VARIABLE = "tf.get_variable"
_APPLIED = ("inputs", "reuse", "_reuse", "_scope")


def share_calls(found: Found, context: Context) -> bool:
    """Share variables and layers; False where one that reuses has no earlier one of its name."""
    first: dict[tuple[object, ...], CallSite] = {}
    for call in {id(call.node): call for call in context.facts.calls}.values():
        if call.api != _VARIABLE and not layer_class(call.api):
            continue
        site, scope = context.site(call), scope_of(call.node, context)
        name = site.constant("name", None) if site is not None else None
        if site is None or scope is None or not isinstance(name, str):
            if _reuses(site, scope):
                return False
            continue
        key = (context.owner(call.node), scope.path, call.api, name)
        if key not in first:
            if _reuses(site, scope) and not (scope is not None and scope.may_make):
                return False
            first[key] = site
        elif not (_reuses(site, scope) and _is_shared(first[key], site, found, context)):
            return False
    return True


def _reuses(site: CallSite | None, scope: Scope | None) -> bool:
    """Tell whether a call takes variables that are there: by its own argument, or by the scope around it."""
    own = site.value("reuse") if site is not None else None
    if isinstance(own, Api) or (site is not None and site.constant("reuse", None) not in (None, False)):
        return True
    return scope is None or scope.reuses


def _is_shared(first: CallSite, second: CallSite, found: Found, context: Context) -> bool:
    if first.call.api == _VARIABLE:
        return _is_shared_variable(first.call, second.call, found, context)
    described = [{key: node for key, node in site.nodes.items() if key not in _APPLIED} for site in (first, second)]
    if described[0].keys() != described[1].keys():
        return False
    if not all(found.sameness.same(node, described[1][key]) for key, node in described[0].items()):
        return False
    name = str(first.constant("name", ""))
    made = _class(first, context)
    if made is None or not name.isidentifier():
        return False
    node = second.call.node
    if not found.named(first.call.node, node, name, made, lambda text: _applied(text, first)):
        return False
    found.replaced[id(node)] = _applied(found.names[id(first.call.node)], second)
    return True


def _is_shared_variable(first: Call, second: Call, found: Found, context: Context) -> bool:
    """Read the first variable in place of the second: what a call with `reuse` says of shape and start does nothing."""
    made, again = context.assigned(first), context.assigned(second)
    if made is not None and again is not None:
        if not found.sameness.reaches(made.statement, again.statement):
            return False
        found.sameness.earlier[again] = made
        return True
    site = context.site(first)
    return site is not None and found.object(first.node, second.node, str(site.constant("name", "")))


def _class(site: CallSite, context: Context) -> str | None:
    """Write the layer that a function makes: the function's own arguments, without what it is applied to."""
    function = site.call.node.func
    if not isinstance(function, cst.Attribute):
        return None
    layer = code_of(function.with_changes(attr=cst.Name(layer_class(site.call.api))))
    skipped = [site.nodes[name] for name in _APPLIED if name in site.nodes]
    kept = [arg for arg in site.call.node.args if not any(arg.value is node for node in skipped)]
    first, *rest = site.call.node.args
    if first.value is not site.nodes["inputs"] and any(arg.keyword is None for arg in rest):
        return None
    texts = [code_of(arg.with_changes(comma=cst.MaybeSentinel.DEFAULT)) for arg in kept]
    return f"{layer}({', '.join(texts)})"


def _applied(name: str, site: CallSite) -> Build:
    place = next(i for i, arg in enumerate(site.call.node.args) if arg.value is site.nodes["inputs"])

    def build(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        return node.with_changes(
            func=cst.Name(name), args=[cst.Arg(node.args[place].value)], whitespace_before_args=cst.SimpleWhitespace("")
        )

    return build
