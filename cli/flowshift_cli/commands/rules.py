# No `from __future__ import annotations`: Typer reads the signature at run time, also on Python 3.9.
"""flowshift rules: what FlowShift knows."""

import json
from collections.abc import Sequence

from flowshift.rules.registry import Rule, all_rules

from ..console import write_text
from ..options import TextOrJson, TextOrJsonOption


def rules(output_format: TextOrJsonOption = TextOrJson.TEXT) -> None:
    """List the rules: name, family and what each does."""
    found = sorted(all_rules().values(), key=lambda rule: (rule.family, rule.name))
    write_text(_as_json(found) if output_format is TextOrJson.JSON else _as_text(found))


def _as_json(rules: Sequence[Rule]) -> str:
    rows = [{"rule": rule.name, "family": rule.family, "summary": rule.summary} for rule in rules]
    return json.dumps({"rules": rows}, indent=2) + "\n"


def _as_text(rules: Sequence[Rule]) -> str:
    name = max((len(rule.name) for rule in rules), default=0)
    family = max((len(rule.family) for rule in rules), default=0)
    return "".join(f"{rule.name:<{name}}  {rule.family:<{family}}  {rule.summary}\n" for rule in rules)
