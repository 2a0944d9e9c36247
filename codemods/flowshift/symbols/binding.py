"""Plan where each argument of a TF1 call lands in the TF2 call. Names only: nothing here knows about syntax trees."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .symbol import Symbol, Target

# Parameters that TF 1 read and that change no number: hints, checks and spellings that TF 2 settled.
_HARMLESS = frozenset(
    [
        "name",
        "scope",
        "use_cudnn_on_gpu",
        "optimize",
        "colocate_gradients_with_ops",
        "validate_indices",
        "use_locking",
        "keyword_required",
        "return_same_structure",
        "data",
        "summarize",
        "verify_shape",
        "values",
        "parallel_iterations",
        "swap_memory",
    ]
)

# Defaults (parameter, TF1, TF2) that are written in another way and mean the same.
_ALIKE = frozenset({("sparse", "False", "None"), ("ragged", "False", "None")})


@dataclass(frozen=True)
class Argument:
    """Place one argument that the call gives. `keyword` is empty where it stays positional."""

    parameter: str
    target: str
    keyword: str = ""


@dataclass(frozen=True)
class Plan:
    """Say how a call is rewritten.

    `arguments` are in the order of the call, the `positional` leading ones were positional in TF1. `removed` names the
    given TF1 parameters that the target has no place for, and `lossy` those of them that could change a result. `added`
    holds (TF2 parameter, TF1 default) for what the call leaves out and the target would fill otherwise; `unequal` names
    those whose TF1 default cannot be written as a literal. `problem` says why the call cannot be bound, and is empty
    where it can.
    """

    target: str
    arguments: tuple[Argument, ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    unequal: tuple[str, ...] = ()
    problem: str = ""
    positional: int = 0

    @property
    def lossy(self) -> tuple[str, ...]:
        """Name the removed parameters that could change a result."""
        return tuple(name for name in self.removed if name not in _HARMLESS)

    @property
    def unchanged(self) -> bool:
        """Tell whether the call keeps its arguments as they are written."""
        moved = any(a.keyword and a.keyword != a.parameter for a in self.arguments)
        named = any(a.keyword for a in self.arguments[: self.positional])
        return not (moved or named or self.removed or self.added or self.unequal or self.problem)


def bind(symbol: Symbol, positional: int, keywords: Collection[str], target: Target | None = None) -> Plan:
    """Plan a call with a number of positional arguments and some keywords; the caller sorts out `*args` and `**kwargs`.

    `target` is the native form where it is not given, or the compat form where there is no native one.
    """
    target = target or symbol.native or symbol.compat
    if target is None:
        return Plan("", problem=f"{symbol.name} has no form in TF 2")
    if _says_nothing(symbol.parameters) or _says_nothing(target.parameters):
        return _without_signature(symbol, target, positional, keywords)
    parameters = symbol.parameters or ()
    source = [p for p in parameters if p[0] not in "*+"]
    taken = [_bare(p) for p in source[:positional]]
    if positional > len(source):
        if not _has(parameters, "*") or not _same_start(parameters, target.parameters or (), len(source)):
            return Plan(
                target.name, problem=f"{symbol.name} takes {len(source)} positional arguments, not {positional}"
            )
        taken += [""] * (positional - len(source))
    known = {_bare(p) for p in parameters if not p.startswith("*")}
    strange = sorted(set(keywords) - known)
    if strange and not _has(parameters, "**"):
        return Plan(target.name, problem=f"{symbol.name} of TF 1.15 has no parameter {', '.join(strange)}")
    return _place(symbol, target, taken, list(keywords))


def _place(symbol: Symbol, target: Target, taken: list[str], keywords: list[str]) -> Plan:
    parameters = target.parameters or ()
    order = [_bare(p) for p in parameters if p[0] not in "*+"]
    only_positional = {_bare(p) for p in parameters if "/" in p}
    moves = dict(target.renamed)
    places = {_bare(p) for p in parameters if not p.startswith("*")}
    arguments, removed = [], []
    shifted = False
    for index, name in enumerate(taken):
        place = moves.get(name, name)
        if name in target.removed or (name and place not in places and not _has(parameters, "**")):
            removed.append(name)
            shifted = True
            continue
        shifted = shifted or (bool(name) and (index >= len(order) or order[index] != place))
        if shifted and place in only_positional:
            return Plan(target.name, problem=f"{place} of {target.name} cannot be given by keyword")
        arguments.append(Argument(name, place, place if shifted else ""))
    for name in keywords:
        place = moves.get(name, name)
        if name in target.removed or (place not in places and not _has(parameters, "**")):
            removed.append(name)
        elif place in only_positional:
            return Plan(target.name, problem=f"{place} of {target.name} cannot be given by keyword")
        else:
            arguments.append(Argument(name, place, place))
    return _finish(symbol, target, tuple(arguments), tuple(removed), len(taken))


def _finish(
    symbol: Symbol, target: Target, arguments: tuple[Argument, ...], removed: tuple[str, ...], positional: int
) -> Plan:
    landed = [a.target for a in arguments if a.target]
    twice = sorted({name for name in landed if landed.count(name) > 1})
    if twice:
        return Plan(
            target.name, problem=f"two arguments of {symbol.name} both mean {', '.join(twice)} of {target.name}"
        )
    required = [_bare(p) for p in target.parameters or () if p[0] != "*" and not p.endswith("=")]
    written = {name for name, _, _ in target.defaults}
    missing = [name for name in required if name not in landed and name not in written]
    if missing:
        return Plan(target.name, arguments, removed, problem=f"{target.name} needs {', '.join(missing)}")
    changed = [(row[0], row[1]) for row in target.defaults if row[0] not in landed and row not in _ALIKE]
    added = tuple((name, old) for name, old in changed if not old.startswith("<") and "<" not in old)
    unequal = tuple(name for name, old in changed if "<" in old)
    return Plan(target.name, arguments, removed, added, unequal, positional=positional - len(removed))


def _without_signature(symbol: Symbol, target: Target, positional: int, keywords: Collection[str]) -> Plan:
    if not symbol.same_object and target is not symbol.compat:
        return Plan(target.name, problem=f"the parameters of {symbol.name} cannot be read, and {target.name} differs")
    given = [Argument("", "")] * positional
    return Plan(target.name, (*given, *(Argument(name, name, name) for name in keywords)), positional=positional)


def _says_nothing(parameters: tuple[str, ...] | None) -> bool:
    """Tell whether a signature is unknown or `(*args, **kwargs)`."""
    return parameters is None or (
        len(parameters) == 2 and parameters[0].startswith("*") and parameters[1].startswith("**")
    )


def _bare(parameter: str) -> str:
    return parameter.strip("+=/*")


def _has(parameters: tuple[str, ...], mark: str) -> bool:
    return any(p.startswith(mark) and not p.startswith(mark + "*") for p in parameters)


def _same_start(source: tuple[str, ...], target: tuple[str, ...], count: int) -> bool:
    """Tell whether both signatures begin alike and then take any positional argument."""
    return source[:count] == target[:count] and len(target) > count and target[count].startswith("*")
