"""Find the files to migrate, migrate them in worker processes, and write the results so that nothing can be lost."""

from __future__ import annotations

from .discovery import Discovery, Problem, SourceFile, discover
from .git_guard import unrecoverable
from .migration import migrate_files
from .project import migrate_project
from .writing import write_atomically

__all__ = [
    "Discovery",
    "Problem",
    "SourceFile",
    "discover",
    "migrate_files",
    "migrate_project",
    "unrecoverable",
    "write_atomically",
]
