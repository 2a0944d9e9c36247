"""Compare tensors and variables by identity, as TF1 did: in TF2 `==` compares their elements.

    def dense(x, w, bias=None):
        out = tf.matmul(x, w)
        if bias != None:         ->    if bias is not None:
            out += bias

Up to TF 1.15 a tensor or variable was equal to itself and to nothing else, and had a hash. In TF2 `a == b` is a tensor of
booleans, `variable == None` raises `None values not supported`, `a in tensors` needs the truth of such a tensor, and neither
can be a key. A comparison with None, or of two tensors, says `is` from here on. Where the other side is a Python value
(`keep_prob == 1.0` was False for a placeholder, whatever it was fed), in a search (`w in variables`), and for the keys of
dicts and sets (`{w: "weights"}`), what was meant cannot be told, and a program keeps its session.

A program that keeps its session needs nothing: `tf.compat.v1.disable_v2_behavior()` brings TF1's comparison back. The rule
speaks for programs that open a session or have placeholders; others may have been written for TF2.

Source: `Tensor.__eq__`, `ResourceVariable.__eq__` and `__hash__` of TF 1.15.5 and TF 2.15.1, each of the above run on both.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Choice, Item, Literal, Mapping, Operation, Sequence, Value
from ..model import Style
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "compared-tensors"
_IDENTITY = "TF1 compared tensors by identity; TF2 compares their elements"
_PYTHON = "TF1 compared tensors by identity: this was never equal; TF2 compares the elements, say which is meant"
_SEARCH = "TF1 looked for the very tensor; TF2 compares the elements: use `any(one is tensor for one in ...)`"
_KEY = "TF2's tensors and variables have no hash: use `.ref()` as the key"
_TENSORS = frozenset({Kind.VARIABLE, Kind.PLACEHOLDER, Kind.GRAPH})
_CONSTANTS = frozenset(f"tf.{name}" for name in ("constant", "convert_to_tensor", "fill", "ones", "range", "zeros"))
_OPERATORS = (cst.BinaryOperation, cst.UnaryOperation, cst.Comparison)


def survey(context: Context) -> Iterator[Change]:
    """Write comparisons of tensors as comparisons of identities, and name the places where that is not enough."""
    facts = context.facts
    graph = (Make.SESSION, Make.PLACEHOLDER)
    if context.style is not Style.EAGER or not any(make_of(call.api) in graph for call in facts.calls if call.api):
        return
    seen: set[int] = set()
    for value in list(facts.values.values()):
        node = value.node if isinstance(value, (Operation, Mapping)) else None
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, cst.Comparison):
            change = _compared(node, context)
        elif isinstance(node, (cst.Dict, cst.Set)):
            change = _keyed(node, context)
        else:
            continue
        if change is not None:
            yield change


def _compared(node: cst.Comparison, context: Context) -> Change | None:
    """Return what becomes of a comparison, None where no tensor is compared for equality."""
    left = node.left
    found: Change | None = None
    for part in node.comparisons:
        values = [context.facts.value(one) for one in (left, part.comparator)]
        if isinstance(part.operator, (cst.In, cst.NotIn)) and _is_tensor(values[0]):
            return manual(_NAME, node, "in", _SEARCH)
        if isinstance(part.operator, (cst.Equal, cst.NotEqual)) and any(map(_is_tensor, values)):
            if not all(_is_tensor(value) or _is_none(value) for value in values):
                return manual(_NAME, node, "==", _PYTHON)
            found = Change(_NAME, node, "==", _IDENTITY, edits=(Edit(node, _by_identity),))
        left = part.comparator
    return found if len(node.comparisons) == 1 or found is None else manual(_NAME, node, "==", _PYTHON)


def _by_identity(node: cst.CSTNode) -> cst.CSTNode:
    assert isinstance(node, cst.Comparison)
    part = node.comparisons[0]
    space = cst.SimpleWhitespace(" ")
    operator = cst.Is(space, space) if isinstance(part.operator, cst.Equal) else cst.IsNot(space, space, space)
    return node.with_changes(comparisons=[part.with_changes(operator=operator)])


def _keyed(node: cst.Dict | cst.Set, context: Context) -> Change | None:
    """Return a finding for a display whose keys are variables; what is fed stands in dicts keyed by placeholders."""
    keys = [e.key if isinstance(e, cst.DictElement) else e.value for e in node.elements if not _is_starred(e)]
    variable = next((key for key in keys if _is_variable(context.facts.value(key))), None)
    return manual(_NAME, variable, "tf.Variable", _KEY) if variable is not None else None


def _is_starred(element: cst.BaseElement | cst.BaseDictElement) -> bool:
    return isinstance(element, (cst.StarredElement, cst.StarredDictElement))


def _is_variable(value: Value) -> bool:
    return isinstance(value, Call) and kind_of(value) is Kind.VARIABLE


def _is_tensor(value: Value) -> bool:
    """Tell whether a value is, or may be, a tensor or variable, and not something Python that is known of one: its shape."""
    if isinstance(value, Choice):
        return any(map(_is_tensor, value.options))
    if isinstance(value, Operation):
        return isinstance(value.node, _OPERATORS) and any(map(_is_tensor, value.operands))
    if isinstance(value, Item):
        of = value.of
        return all(map(_is_tensor, of.items)) if isinstance(of, Sequence) else _is_tensor(of)
    if not isinstance(value, Call):
        return False
    if value.api in _CONSTANTS:
        return True
    return kind_of(value) in _TENSORS and (bool(value.api) or isinstance(value.function, Call))


def _is_none(value: Value) -> bool:
    return isinstance(value, Literal) and value.known and value.constant is None


RULES = (
    Rule(
        _NAME,
        "variables",
        "tensors and variables are compared by identity, as in TF1",
        __doc__ or "",
        survey=survey,
    ),
)
