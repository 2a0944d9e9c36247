# No `from __future__ import annotations`: Typer reads the signature at run time, also on Python 3.9.
"""Name the commands; each is imported only when it is run."""

import importlib
from typing import Annotated, Any, Optional

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

# Typer's rich help would triple the time that `flowshift --help` takes.
_PLAIN = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}

# name, module, attribute (a function, or a typer.Typer with commands of its own), help
_COMMANDS = (
    ("diff", "commands.diff", "diff", "Show what would change: a unified diff on stdout, a summary on stderr."),
    ("apply", "commands.apply", "apply", "Write the changes in place, or with --to into another folder."),
    ("check", "commands.check", "check", "List the findings, for CI."),
    ("verify", "verify_command", "verify", "Migrate a copy, run both versions, and compare what they compute."),
    ("batch", "commands.batch", "app", "Migrate many repositories in one run: isolated, journalled, resumable."),
    ("runtimes", "runtimes_commands", "app", "Install and list the TensorFlow environments that verify needs."),
    ("diagnose", "commands.diagnose", "diagnose", "Say what a traceback is really about, and what mends it."),
    ("rules", "commands.rules", "rules", "List the rules."),
    ("explain", "commands.explain", "explain", "Show the documentation of a rule."),
)


def build() -> TyperGroup:
    """Build the command line. Calling the result parses sys.argv, runs and exits."""
    app = typer.Typer(name="flowshift", no_args_is_help=True, context_settings=_context(), **_plain())
    app.callback()(_flowshift)
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    for name, module, attribute, text in _COMMANDS:
        group.add_command(_LazyCommand(name, f"{__package__}.{module}", attribute, text))
    return group


def _context() -> dict[str, Any]:
    return {"help_option_names": ["-h", "--help"]}


def _plain() -> dict[str, Any]:
    return dict(_PLAIN)


def _show_version(value: bool) -> None:
    if value:
        from importlib.metadata import version

        typer.echo(f"flowshift {version('flowshift')}")
        raise typer.Exit()


def _flowshift(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version."),
    ] = False,
) -> None:
    """Turn TensorFlow 1 programs into TensorFlow 2 programs, and prove it by running both."""


class _LazyCommand(TyperCommand):
    """Stand for a command in the help; turn into the real one when it is run."""

    def __init__(self, name: str, module: str, attribute: str, text: str) -> None:
        super().__init__(name, help=text, rich_markup_mode=None)
        self._module = module
        self._attribute = attribute

    def make_context(self, info_name: Optional[str], args: list[str], parent: Any = None, **extra: Any) -> Any:
        return self._load().make_context(info_name, args, parent=parent, **extra)

    def _load(self) -> Any:
        found = getattr(importlib.import_module(self._module), self._attribute)
        if isinstance(found, typer.Typer):
            found.rich_markup_mode = None
            return get_group(found)
        app = typer.Typer(context_settings=_context(), **_plain())
        app.command(name=self.name)(found)
        return get_command(app)
