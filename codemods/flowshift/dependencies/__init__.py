"""Bring the requirement files of a project to what its migrated code needs. No input or output happens here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .names import RULE, is_dependency_file, needed_packages

if TYPE_CHECKING:
    from .files import migrate_dependencies

__all__ = ["RULE", "is_dependency_file", "migrate_dependencies", "needed_packages"]


def __getattr__(name: str) -> object:
    # packaging is imported only where there is a file to read
    if name == "migrate_dependencies":
        from .files import migrate_dependencies

        return migrate_dependencies
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
