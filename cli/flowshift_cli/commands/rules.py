# No `from __future__ import annotations`: Typer reads the signature at run time, also on Python 3.9.
"""flowshift rules: what FlowShift knows."""

import json
from collections.abc import Sequence

from flowshift.rules.registry import Rule, all_rules

from ..console import say, write_text
from ..options import TextOrJson, TextOrJsonOption


def rules(output_format: TextOrJsonOption = TextOrJson.TEXT) -> None:
    """List the rules: name, family and what each does."""
    found = sorted(all_rules().values(), key=lambda rule: (rule.family, rule.name))
    if output_format is TextOrJson.JSON:
        write_text(_as_json(found))
    else:
        write_text(_as_text(found))
        say(f"{len(found)} rules; `flowshift explain RULE` says what a rule does, why, and when")


def _as_json(rules: Sequence[Rule]) -> str:
    rows = [{"rule": rule.name, "family": rule.family, "summary": rule.summary} for rule in rules]
    return json.dumps({"rules": rows}, indent=2) + "\n"


def _as_text(rules: Sequence[Rule]) -> str:
    rows = [("rule", "family", "what it does"), *((rule.name, rule.family, rule.summary) for rule in rules)]
    name, family = (max(len(row[column]) for row in rows) for column in (0, 1))
    return "".join(f"{row[0]:<{name}}  {row[1]:<{family}}  {row[2]}\n" for row in rows)
