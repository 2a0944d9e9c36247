"""FlowShift: turn TensorFlow 1 programs into TensorFlow 2 programs, and prove it by running both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Applicability, FileResult, Finding, Options, ProjectResult, Status, Style, VariableMapping

if TYPE_CHECKING:
    from .engine import migrate_source

__all__ = [
    "Applicability",
    "FileResult",
    "Finding",
    "Options",
    "ProjectResult",
    "Status",
    "Style",
    "VariableMapping",
    "migrate_source",
]


def __getattr__(name: str) -> object:
    # libcst is imported only when something is migrated: `flowshift --help` must stay light.
    if name == "migrate_source":
        from .engine import migrate_source

        return migrate_source
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
