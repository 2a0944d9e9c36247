"""Read [tool.flowshift] from pyproject.toml."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from .model import Options, Style
from .workspace.discovery import parents, reason


class ConfigurationError(Exception):
    """Say in one line what is wrong with the configuration."""


@dataclass(frozen=True)
class Configuration:
    """Hold what a pyproject.toml asks for.

    `exclude` holds glob patterns that a walk leaves out; `source` names the file, where there is one.
    """

    options: Options = field(default_factory=Options)
    exclude: tuple[str, ...] = ()
    source: str | None = None


def read_configuration(path: str) -> Configuration:
    """Read the nearest pyproject.toml with a [tool.flowshift] table, in the folder of the path or above it.

    Raises:
        ConfigurationError: the file cannot be read or says something that FlowShift does not know.
    """
    for folder in parents(path):
        file = os.path.join(folder, "pyproject.toml")
        if os.path.isfile(file):
            configuration = parse_configuration(_read(file), file)
            if configuration is not None:
                return configuration
    return Configuration()


def parse_configuration(source: bytes, file: str) -> Configuration | None:
    """Return what the bytes of a pyproject.toml ask for, None where they do not speak of FlowShift.

    Raises:
        ConfigurationError: they cannot be read, or say something that FlowShift does not know.
    """
    table = _table(source, file)
    return None if table is None else _configuration(table, file)


def parse_toml(source: bytes, file: str) -> dict[str, object]:
    """Read a TOML document.

    Raises:
        ConfigurationError: it is not one.
    """
    # By name, because the type checker sees one Python version only.
    toml = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    try:
        document: dict[str, object] = toml.loads(source.decode("utf-8"))
    except ValueError as error:  # both the decoder's and the parser's errors are ValueErrors
        raise ConfigurationError(f"{file}: {error}") from error
    except RecursionError as error:
        raise ConfigurationError(f"{file}: is nested too deeply") from error
    return document


def _read(file: str) -> bytes:
    try:
        with open(file, "rb") as stream:
            return stream.read()
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read: {reason(error)}") from error


def _table(source: bytes, file: str) -> Mapping[str, object] | None:
    if b"flowshift" not in source:
        return None
    document = parse_toml(source, file)
    tool = document.get("tool")
    table = tool.get("flowshift") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigurationError(f"{file}: tool.flowshift is not a table")
    return table


def _configuration(table: Mapping[str, object], file: str) -> Configuration:
    known = {"style", "select", "ignore", "safe-only", "python2", "exclude"}
    unknown = sorted(set(table) - known)
    if unknown:
        raise ConfigurationError(
            f"{file}: unknown key {unknown[0]!r} in [tool.flowshift]; known: {', '.join(sorted(known))}"
        )
    return Configuration(
        options=Options(
            style=_style(table.get("style", Style.AUTO.value), file),
            select=frozenset(_strings(table, "select", file)),
            ignore=frozenset(_strings(table, "ignore", file)),
            safe_only=_boolean(table, "safe-only", file),
            python2=_boolean(table, "python2", file),
        ),
        exclude=_strings(table, "exclude", file),
        source=file,
    )


def _style(value: object, file: str) -> Style:
    try:
        return Style(value)
    except ValueError:
        styles = ", ".join(style.value for style in Style)
        raise ConfigurationError(f"{file}: style is {value!r}, and must be one of {styles}") from None


def _strings(table: Mapping[str, object], key: str, file: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigurationError(f"{file}: {key} must be a list of strings")
    return tuple(value)


def _boolean(table: Mapping[str, object], key: str, file: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise ConfigurationError(f"{file}: {key} must be true or false")
    return value
