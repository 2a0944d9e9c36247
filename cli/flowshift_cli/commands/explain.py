# No `from __future__ import annotations`: Typer reads the signature at run time, also on Python 3.9.
"""flowshift explain: the documentation of one rule, or of one condition of native programs."""

import inspect
import textwrap
from collections.abc import Mapping
from typing import Annotated, Union

import typer
from flowshift.programs.conditions import Claim, all_claims
from flowshift.rules.registry import Rule, all_rules

from ..console import fail, stdout_is_coloured, write_text

_WIDTH = 120


def explain(
    rule: Annotated[
        str,
        typer.Argument(
            metavar="RULE",
            help="A rule's name, as `flowshift rules` lists it, or the condition that a finding names in brackets.",
        ),
    ],
) -> None:
    """Show the documentation of a rule, or of a condition of native programs."""
    found = _named(rule, {**all_claims(), **all_rules()})
    text = f"# {found.name}\n\n{inspect.cleandoc(found.documentation)}\n\n{_notes(found)}\n"
    if not stdout_is_coloured():
        write_text(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))


def _notes(rule: Union[Rule, Claim]) -> str:
    """Say which names the rule is about, and how to leave it out; of a condition, what follows where it does not hold."""
    if isinstance(rule, Claim):
        return f"Where it does not hold, the program keeps its Session: {rule.failed}."
    names = textwrap.fill(f"It looks at {', '.join(f'`{name}`' for name in sorted(rule.symbols))}.", _WIDTH)
    left_out = (
        f"It is of the family `{rule.family}`. Leave it out with `--ignore {rule.name}`, or in one line of code with\n"
    )
    left_out += f"`# flowshift: ignore[{rule.name}]`."
    return "\n\n".join([*([names] if rule.symbols else []), left_out])


def _named(name: str, rules: Mapping[str, Union[Rule, Claim]]) -> Union[Rule, Claim]:
    if name not in rules:
        from difflib import get_close_matches

        close = get_close_matches(name, rules, n=3)
        hint = f"did you mean {' or '.join(close)}?" if close else "`flowshift rules` lists them"
        fail(f"no rule is named {name!r}; {hint}")
    return rules[name]
