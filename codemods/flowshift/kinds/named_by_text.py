"""Find the names of TensorFlow that a program reaches by text, where no expression spells them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import libcst as cst

from ..symbols.api_map import canonical, is_module
from .facts import Facts, Reference
from .imports import resolve_module
from .values import Api, Call, Foreign, Literal, Value

_IMPORTS = frozenset({"importlib.import_module", "builtins.__import__", "importlib.util.find_spec"})
_CODE = frozenset({"builtins.eval", "builtins.exec"})


@dataclass(frozen=True, eq=False)
class NamedByText:
    """One place that reaches TensorFlow by text: the symbol, or None where the source does not tell which it is.

    `imported` says that the text is the path of a module.
    """

    node: cst.BaseExpression
    symbol: Reference | None
    imported: bool = False


def names_by_text(facts: Facts) -> Iterator[NamedByText]:
    """Yield what `getattr(tf, "log")`, `import_module("tensorflow.contrib")`, `vars(tf)` and `eval("tf...")` reach."""
    for call in facts.calls:
        if isinstance(call.function, Foreign):
            found = _reached(call.function.name, call)
            if found is not None:
                yield found
    for reference in facts.references:
        if reference.api.name.endswith(".__dict__"):
            yield NamedByText(reference.node, None)


def _reached(function: str, call: Call) -> NamedByText | None:
    given = call.arguments.positional
    if not given:
        return None
    text = _text(given[1] if function == "builtins.getattr" and len(given) > 1 else given[0])
    if function == "builtins.getattr" and len(given) > 1:
        module = given[0]
        if not isinstance(module, Api) or not is_module(module.name):
            return None
        return NamedByText(call.node, None if text is None else _member(call, module, text))
    if function in _IMPORTS and text is not None:
        api = resolve_module(text)
        return NamedByText(call.node, Reference(call.node, api), True) if isinstance(api, Api) else None
    if function == "builtins.vars" and isinstance(given[0], Api) and is_module(given[0].name):
        return NamedByText(call.node, None)
    if function in _CODE and text is not None and ("tf." in text or "tensorflow" in text):
        return NamedByText(call.node, None)
    return None


def _member(call: Call, module: Api, name: str) -> Reference:
    return Reference(call.node, Api(canonical(f"{module.name}.{name}"), module.imported_as, f"{module.written}.{name}"))


def _text(value: Value) -> str | None:
    constant = value.constant if isinstance(value, Literal) and value.known else None
    return constant if isinstance(constant, str) else None
