"""Settle the imports of a file that was migrated as a part of a program: what it reads now, it imports."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

import libcst as cst

from ..syntax.imports import with_imports
from ..syntax.tree import Tree
from .joined import Joined
from .names import Names
from .parts import NotTogether, Part


def settled_texts(joined: Joined, texts: Sequence[str]) -> list[str]:
    """Return the new texts of the parts with the imports that each needs.

    Raises:
        NotTogether: a part would need a name of one that imports it.
    """
    trees = [Names(ast.parse(text)) for text in texts]
    return [_settled(number, joined, texts, trees) for number in range(len(texts))]


def _settled(number: int, joined: Joined, texts: Sequence[str], trees: Sequence[Names]) -> str:
    part, text, names = joined.parts[number], texts[number], trees[number]
    text = _with_names(part, joined, text, _needed(number, joined, trees))
    required = list(_required(number, joined, trees))
    module = cst.parse_module(text)
    module = _without(module, _idle(part, names))
    return with_imports(module, required, part.names.read, Tree(module, "")).code


def _needed(number: int, joined: Joined, trees: Sequence[Names]) -> dict[str, list[str]]:
    """Return the names of other parts that a part reads now and does not bring yet, by the other's file."""
    part, names = joined.parts[number], trees[number]
    needed: dict[str, list[str]] = {}
    for name in sorted(names.unknown - part.names.unknown):
        owners = [n for n, other in enumerate(trees) if n != number and name in other.top - other.imported.keys()]
        if not owners:
            continue
        owner = joined.parts[owners[0]].path
        tied = joined.tied[part.path].get(owner)
        if tied is None:
            raise NotTogether(f"its functions would need {name} of {owner}", part.path)
        if not tied.star:
            needed.setdefault(owner, []).append(name)
    return needed


def _with_names(part: Part, joined: Joined, text: str, needed: dict[str, list[str]]) -> str:
    """Let imports of other parts bring more names."""
    for owner, names in needed.items():
        statements = joined.tied[part.path][owner].statements
        if not statements:
            raise NotTogether(f"its functions would need {names[0]} of {owner}", part.path)
        old = ast.get_source_segment(part.text, statements[0]) or ""
        if old not in text or "\n" in old or old.endswith(")"):
            raise NotTogether(f"its functions would need {names[0]} of {owner}", part.path)
        text = text.replace(old, ", ".join([old, *names]), 1)
    return text


def _required(number: int, joined: Joined, trees: Sequence[Names]) -> Iterator[str]:
    """Yield the imports of other parts that a part needs now."""
    part, names = joined.parts[number], trees[number]
    for name in sorted(names.unknown - part.names.unknown):
        found = next((other.imported[name] for other in trees if name in other.imported), ("", ""))
        module, own = found
        if own:
            yield f"from {module} import {own}" + ("" if own == name else f" as {name}")
        elif module and module != name:
            yield f"import {module} as {name}"
    modules = {module for other in trees for module in other.modules}
    for module in sorted(modules & (names.chains - part.names.chains) - names.modules):
        if module.split(".")[0] in names.unknown or module.split(".")[0] in names.imported:
            yield f"import {module}"


def _idle(part: Part, names: Names) -> set[str]:
    """Return what was imported here for another part alone, by its name or module, and a TensorFlow that is used no more."""
    added = {name for name in names.imported if name not in part.names.imported}
    tensorflow = {name for name, (module, _) in names.imported.items() if module.split(".")[0] == "tensorflow"}
    modules = {module for module in names.modules - part.names.modules if module not in names.chains}
    return (added | tensorflow & part.names.read) - names.read | modules


def _without(module: cst.Module, names: set[str]) -> cst.Module:
    if not names:
        return module
    body: list[cst.BaseStatement | cst.SimpleStatementLine] = []
    for line in module.body:
        small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
        if isinstance(small, (cst.Import, cst.ImportFrom)) and not isinstance(small.names, cst.ImportStar):
            kept = [alias for alias in small.names if not {_bound(alias), alias.evaluated_name} & names]
            if not kept:
                continue
            if len(kept) < len(small.names):
                kept[-1] = kept[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)
                line = line.with_changes(body=[small.with_changes(names=kept)])
        body.append(line)
    return module.with_changes(body=body)


def _bound(alias: cst.ImportAlias) -> str:
    return alias.evaluated_alias or alias.evaluated_name.split(".")[0]
