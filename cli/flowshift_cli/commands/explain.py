# No `from __future__ import annotations`: Typer reads the signature at run time, also on Python 3.9.
"""flowshift explain: the documentation of one rule."""

import inspect
from collections.abc import Mapping
from typing import Annotated

import typer
from flowshift.rules.registry import Rule, all_rules

from ..console import fail, stdout_is_coloured, write_text


def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule's name, as `flowshift rules` lists it.")],
) -> None:
    """Show the documentation of a rule."""
    found = _named(rule, all_rules())
    text = f"# {found.name}\n\n{inspect.cleandoc(found.documentation)}\n"
    if not stdout_is_coloured():
        write_text(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))


def _named(name: str, rules: Mapping[str, Rule]) -> Rule:
    if name not in rules:
        from difflib import get_close_matches

        close = get_close_matches(name, rules, n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else "`flowshift rules` lists them"
        fail(f"no rule is named {name!r}; {hint}")
    return rules[name]
