"""Read the files of a program as parts of one text, and the imports that tie them together."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..syntax.source import SourceError, SourceText, decode, layout_is_plain
from .names import Names, dotted


@dataclass(frozen=True)
class NotTogether(Exception):
    """Say why files cannot be migrated as one program, with the file and the line in it."""

    reason: str
    path: str
    line: int = 1


@dataclass(frozen=True, eq=False)
class Part:
    """A file of a program. `links` tells which file a module's name stands for in it, as imports write it (`.model`)."""

    path: str
    source: SourceText
    tree: ast.Module
    links: Mapping[str, str]

    @property
    def text(self) -> str:
        """Return the text that the parser gets."""
        return self.source.text

    @cached_property
    def names(self) -> Names:
        """Return what is to know of its names."""
        return Names(self.tree)


@dataclass(frozen=True, eq=False)
class Tied:
    """What the imports of a part bring from another part.

    `names` are bound by `from module import name as bound`, by the bound name; `attributes` are the places of `module.name`,
    with the text of the module there.
    """

    path: str
    names: dict[str, str] = field(default_factory=dict)
    attributes: list[tuple[ast.Attribute, str]] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    statements: list[ast.ImportFrom] = field(default_factory=list)
    star: bool = False


def read_part(path: str, source: bytes, links: Mapping[str, str]) -> Part:
    """Read a file as a part of a program.

    Raises:
        NotTogether: its text has no place in that of others, or does not parse.
    """
    decoded = decode(source)
    if isinstance(decoded, SourceError):
        raise NotTogether(str(decoded), path, decoded.line)
    if decoded.encoding != "utf-8" or decoded.bom or decoded.head or "\r" in source.decode("utf-8", "replace"):
        raise NotTogether("it is not plain UTF-8 with Unix newlines", path)
    if not layout_is_plain(decoded.text):
        raise NotTogether("its layout would not survive", path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(decoded.text)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise NotTogether(
            f"does not parse: {' '.join(str(error).split())}", path, getattr(error, "lineno", 1) or 1
        ) from None
    return Part(path, decoded, tree, links)


def ties(part: Part) -> dict[str, Tied]:
    """Return what a part has from each of the others.

    Raises:
        NotTogether: an import of one of them stands in a function, or its module is used for something else.
    """
    found: dict[str, Tied] = {}
    top = {id(node) for node in part.tree.body}
    for node in ast.walk(part.tree):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        for path, bound, name in _linked(node, part):
            if id(node) not in top:
                raise NotTogether(
                    "a module of the program is imported inside a function or block", part.path, node.lineno
                )
            tied = found.setdefault(path, Tied(path))
            if not name:
                tied.bases.append(bound)
            elif name == "*":
                found[path] = tied = Tied(path, tied.names, tied.attributes, tied.bases, tied.statements, True)
            else:
                tied.names[bound] = name
            if name and isinstance(node, ast.ImportFrom) and node not in tied.statements:
                tied.statements.append(node)
    for tied in found.values():
        for base in tied.bases:
            tied.attributes.extend(_attributes(base, part))
    return found


def _linked(node: ast.Import | ast.ImportFrom, part: Part) -> Iterator[tuple[str, str, str]]:
    """Yield each module of the program that an import brings: its file, the name bound, and the name in it."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name in part.links:
                yield part.links[alias.name], alias.asname or alias.name, ""
        return
    module = "." * node.level + (node.module or "")
    own = part.links.get(module)
    for alias in node.names:
        inner = f"{module}{'' if module.endswith('.') else '.'}{alias.name}"
        if own is not None:
            yield own, alias.asname or alias.name, alias.name
        elif inner in part.links:
            yield part.links[inner], alias.asname or alias.name, ""


def _attributes(base: str, part: Part) -> Iterator[tuple[ast.Attribute, str]]:
    """Yield what is read of a module by its name."""
    first = base.split(".")[0]
    used: set[int] = set()
    for node in ast.walk(part.tree):
        if isinstance(node, ast.Attribute) and dotted(node.value) == base:
            if not isinstance(node.ctx, ast.Load):
                raise NotTogether(f"an attribute of the module {base} is set", part.path, node.lineno)
            used.add(id(_innermost(node)))
            yield node, base
    for node in ast.walk(part.tree):
        if isinstance(node, ast.Name) and node.id == first and id(node) not in used:
            raise NotTogether(f"{first}, a module of the program, is handed on or bound again", part.path, node.lineno)
    if first in part.names.inner:
        raise NotTogether(f"{first}, a module of the program, is bound again", part.path)


def _innermost(node: ast.expr) -> ast.expr:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node
