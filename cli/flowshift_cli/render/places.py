"""Say where a finding is, as other programs want to read it."""

from __future__ import annotations

import os
from functools import lru_cache
from urllib.parse import quote

from flowshift import Finding


def at_root(path: str) -> str:
    """Return the path that `path_below_root` writes as this one, for paths that are relative to a checkout that is not here."""
    return os.path.join(_root(), path)


def _root() -> str:
    return os.environ.get("GITHUB_WORKSPACE") or os.curdir


def path_below_root(path: str) -> str:
    """Return a path below the root of the checkout, with slashes; one that lies elsewhere is absolute.

    The root is the workspace of a GitHub workflow, because a step may run in a folder of the checkout; else the current folder.
    """
    try:
        below = os.path.relpath(path, _root())
    except ValueError:  # on another drive
        below = os.pardir
    outside = below == os.pardir or below.startswith(os.pardir + os.sep)
    return (os.path.abspath(path) if outside else below).replace(os.sep, "/")


def uri(path: str) -> str:
    """Return the path as a URI reference, its bytes percent-encoded: relative where it lies below the root."""
    return _uri(path, _root(), os.getcwd())


@lru_cache(maxsize=1)  # the findings of a file come one after the other
def _uri(path: str, root: str, folder: str) -> str:
    """Return the URI of a path, which depends on the root of the checkout and on the current folder."""
    shown = path_below_root(path)
    if not os.path.isabs(shown):
        return quote(os.fsencode(shown))
    return "file://" + quote(os.fsencode(shown if shown.startswith("/") else f"/{shown}"), safe="/:")


def place_in_cell(finding: Finding) -> str:
    """Return the place of a finding in a notebook in words; lines there are those of the cell, not of the file."""
    return f"cell {finding.cell}, line {finding.line}, column {finding.column}"
