"""Write notebooks for tests, and read their sources with the json module alone."""

from __future__ import annotations

import json
from collections.abc import Sequence


def code(source: object, **members: object) -> dict[str, object]:
    """Return a code cell of nbformat 4; a text is split into lines as Jupyter does, other values are taken as they are."""
    lines = source.splitlines(keepends=True) if isinstance(source, str) else source
    return {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": lines, **members}


def one_string(source: str) -> dict[str, object]:
    """Return a code cell whose source is one string, not a list of lines."""
    return {**code([]), "source": source}


def text(source: str) -> dict[str, object]:
    """Return a cell of text."""
    return {"cell_type": "markdown", "metadata": {}, "source": [source]}


def notebook(*cells: object, language: str = "python", indent: int | None = 1, ascii_only: bool = False) -> bytes:
    """Return a notebook of nbformat 4."""
    metadata = {"language_info": {"name": language}}
    document = {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 2}
    return (json.dumps(document, indent=indent, ensure_ascii=ascii_only) + "\n").encode()


def sources(document: bytes) -> Sequence[str]:
    """Return the source of every cell."""
    return ["".join(cell["source"]) for cell in json.loads(document.decode("utf-8-sig"))["cells"]]
