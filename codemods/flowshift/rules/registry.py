"""Collect the rules by name; a name or a symbol that two rules claim is an error at load."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Optional

if TYPE_CHECKING:
    from ..kinds.facts import Reference
    from .change import Change
    from .context import Context

_GROUP = "flowshift.rules"

# A rule looks at one reference to a symbol that it claims. None: nothing to say here.
Apply = Callable[["Reference", "Context"], Optional["Change"]]
# A survey looks at the whole module, for what no symbol shows.
Survey = Callable[["Context"], "Iterator[Change]"]


@dataclass(frozen=True)
class Rule:
    """Describe one rule. Its module's docstring is its user documentation: before, after, why, condition, source.

    `symbols` are the TF1 names that the rule claims, as whole names; no other rule may claim them. `words` are for a
    rule that also concerns programs without any TF1-only name: it is asked for sources that have one of the words in
    them. An `optional` rule is off unless it is selected by its name.
    """

    name: str
    family: str
    summary: str
    documentation: str
    symbols: frozenset[str] = field(default=frozenset())
    apply: Apply | None = field(default=None, compare=False)
    survey: Survey | None = field(default=None, compare=False)
    words: frozenset[str] = field(default=frozenset())
    optional: bool = False


def _modules() -> Iterator[object]:
    package = importlib.import_module(__package__)
    for info in pkgutil.iter_modules(package.__path__):
        yield importlib.import_module(f"{__package__}.{info.name}")


def _found() -> Iterator[Rule]:
    for module in _modules():
        yield from getattr(module, "RULES", ())
    for entry in _entries():
        yield from entry.load()


def _entries() -> Iterator[EntryPoint]:
    found = entry_points()
    if sys.version_info >= (3, 10):
        yield from found.select(group=_GROUP)
    else:
        yield from found.get(_GROUP, ())


@lru_cache(maxsize=1)
def all_rules() -> Mapping[str, Rule]:
    """Load every rule module and return the rules by name.

    Raises:
        ValueError: two rules have one name, or claim one symbol.
    """
    rules: dict[str, Rule] = {}
    for rule in _found():
        if rule.name in rules:
            raise ValueError(f"two rules are named {rule.name}")
        rules[rule.name] = rule
    return dict(sorted(rules.items()))


@lru_cache(maxsize=1)
def rules_by_symbol() -> Mapping[str, Rule]:
    """Return the rule that claims each symbol.

    Raises:
        ValueError: two rules claim one symbol.
    """
    claimed: dict[str, Rule] = {}
    for rule in all_rules().values():
        for symbol in rule.symbols:
            if symbol in claimed:
                raise ValueError(f"{symbol} is claimed by {claimed[symbol].name} and by {rule.name}")
            claimed[symbol] = rule
    return claimed


def rules_for_any_version(text: str) -> tuple[Rule, ...]:
    """Return the rules that a source concerns whatever version of TensorFlow it was written for."""
    concerned = {rule for word, rules in _rules_by_word() if word in text for rule in rules}
    return tuple(rule for rule in all_rules().values() if rule.name in concerned) if concerned else ()


@lru_cache(maxsize=1)
def _rules_by_word() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the names of the rules that each word calls for; each is sought once."""
    rules: dict[str, list[str]] = {}
    for rule in all_rules().values():
        for word in rule.words:
            rules.setdefault(word, []).append(rule.name)
    return tuple((word, tuple(names)) for word, names in rules.items())
