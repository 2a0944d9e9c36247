"""Write down, as JSON, where TF1 variables live in migrated files, and how their arrays change: docs/variable-map.md."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ..model import FileResult, VariableMapping

VERSION = 1


def render_variable_map(results: Iterable[FileResult]) -> str:
    """Return the map of all files that have one, as a JSON document."""
    files = [
        {"path": result.path, "variables": [_row(mapping) for mapping in result.variables]}
        for result in results
        if result.variables
    ]
    return json.dumps({"version": VERSION, "files": files}, indent=2) + "\n"


def _row(mapping: VariableMapping) -> dict[str, object]:
    return {
        "tf1": list(mapping.sources),
        "target": mapping.target,
        "conversion": mapping.conversion,
        "parameters": dict(mapping.parameters),
    }


def read_variable_map(text: str) -> dict[str, tuple[VariableMapping, ...]]:
    """Return the mappings of each file of a map.

    Raises:
        ValueError: the text is no variable map of this version.
    """
    document = json.loads(text)
    if not isinstance(document, dict) or document.get("version") != VERSION:
        raise ValueError(f"not a variable map of version {VERSION}")
    return {file["path"]: tuple(_mapping(row) for row in file["variables"]) for file in document["files"]}


def _mapping(row: dict[str, object]) -> VariableMapping:
    sources, parameters = row["tf1"], row["parameters"]
    assert isinstance(sources, list)
    assert isinstance(parameters, dict)
    return VariableMapping(tuple(sources), str(row["target"]), str(row["conversion"]), tuple(parameters.items()))
