"""Keep the changes that the user asked for: by rule, by family, by trust, by comment."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model import Applicability, Options
from ..syntax.positions import Position
from .change import Change
from .registry import all_rules

_COMMENT = re.compile(r"#\s*flowshift:\s*ignore(?:\[([^\]]*)\])?")


def wanted(change: Change, options: Options) -> bool:
    """Tell whether the options let a change through."""
    if not asks_for(change.rule, options):
        return False
    edits = change.edits or change.groups
    return not (options.safe_only and edits and change.applicability is Applicability.REVIEW)


def asks_for(name: str, options: Options) -> bool:
    """Tell whether the options let a rule speak; an optional one must be selected by its own name."""
    rule = all_rules().get(name)
    names = {name, rule.family if rule else name}
    if rule is not None and rule.optional:
        return name in options.select and name not in options.ignore
    return not names & options.ignore and (not options.select or bool(names & options.select))


def unknown_names(names: frozenset[str]) -> list[str]:
    """Return, sorted, the names that no rule and no family has."""
    rules = all_rules().values()
    return sorted(names - {rule.name for rule in rules} - {rule.family for rule in rules})


# The rules that comments switch off, by line; an empty set stands for all rules.
Suppressions = Mapping[int, frozenset[str]]


def suppressions(text: str) -> Suppressions:
    """Return the rules that comments switch off, by line; an empty set stands for all rules."""
    if "flowshift:" not in text:
        return {}
    found: dict[int, frozenset[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        comment = _COMMENT.search(line)
        if comment:
            names = (comment.group(1) or "").split(",")
            found[number] = frozenset(name.strip() for name in names if name.strip())
    return found


def suppressed(change: Change, places: Mapping[int, Position], lines: Suppressions) -> bool:
    """Tell whether a comment on the change's line switches its rule off."""
    place = places.get(id(change.node))
    if place is None or place.line not in lines:
        return False
    names = lines[place.line]
    rule = all_rules().get(change.rule)
    return not names or change.rule in names or (rule is not None and rule.family in names)
