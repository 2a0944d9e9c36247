# No `from __future__ import annotations`: Typer reads these at run time, also on Python 3.9.
"""Declare the arguments and options that several commands share."""

import enum
from typing import Annotated, Optional

import typer
from flowshift import Style


class OutputFormat(str, enum.Enum):
    """Choose how a report of findings is written."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


class TextOrJson(str, enum.Enum):
    """Choose how is written what has no findings: a list, a comparison."""

    TEXT = "text"
    JSON = "json"


Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for stdin.", show_default=False)]
StyleOption = Annotated[
    Optional[Style], typer.Option("--style", help="What a migrated program looks like.", show_default="auto")
]
SelectOption = Annotated[
    Optional[list[str]],
    typer.Option("--select", metavar="RULE", help="Only these rules or families (comma separated, repeatable)."),
]
IgnoreOption = Annotated[
    Optional[list[str]],
    typer.Option("--ignore", metavar="RULE", help="Not these rules or families (comma separated, repeatable)."),
]
SafeOnlyOption = Annotated[bool, typer.Option("--safe-only", help="Make only the edits that are proved equal.")]
Python2Option = Annotated[bool, typer.Option("--python2", help="Turn Python 2 sources into Python 3 first.")]
FormatOption = Annotated[OutputFormat, typer.Option("--output-format", help="How the report is written.")]
TextOrJsonOption = Annotated[TextOrJson, typer.Option("--output-format", help="How it is written.")]
JobsOption = Annotated[
    Optional[int],
    typer.Option("--jobs", "-j", min=1, help="Worker processes at most.", show_default="one per processor"),
]
