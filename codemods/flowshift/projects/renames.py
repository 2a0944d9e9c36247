"""Give names of a module that mean something else in another part of the program a name of their own in the joined text.

`loss = model.loss(x, y)` binds a `loss` in the script that is not the module's: the module's is `loss__of_model` meanwhile.
"""

from __future__ import annotations

import ast
import builtins
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .parts import NotTogether, Part, Tied

TAG = "__of_"

_TAGGED = re.compile(rf"\b(\w+?){TAG}\w+")

# Where a text is replaced: line, first and last column in bytes, new text.
Replaced = tuple[int, int, int, str]


@dataclass(frozen=True)
class Renames:
    """Hold the name in the joined text of names of modules, by file and name; what is not in it keeps its own."""

    joined: Mapping[tuple[str, str], str]

    def of(self, path: str, name: str) -> str:
        """Return the name that a module's name has in the joined text."""
        return self.joined.get((path, name), name)

    def edits(self, part: Part, tied: Mapping[str, Tied]) -> Iterator[Replaced]:
        """Yield what is replaced in a part before it is joined.

        Raises:
            NotTogether: a name stands where it cannot be replaced.
        """
        own = {name: new for (path, name), new in self.joined.items() if path == part.path}
        for other in tied.values():
            own.update((bound, self.of(other.path, name)) for bound, name in other.names.items())
        own = {name: new for name, new in own.items() if name != new}
        if own:
            yield from _renamed(part, own)
        for other in tied.values():
            for node, _ in other.attributes:
                yield _span(node, self.of(other.path, node.attr), part)


def renames_of(parts: Sequence[Part], tied: Mapping[str, Mapping[str, Tied]]) -> Renames:
    """Find the names that need another one.

    Raises:
        NotTogether: two files would see each other's names, and neither can be renamed.
    """
    joined: dict[tuple[str, str], str] = {}
    for part in parts:
        suffix = TAG + re.sub(r"\W", "_", os.path.splitext(os.path.basename(part.path))[0])
        others = [other for other in parts if other is not part]
        brought = {bound for other in tied[part.path].values() for bound in other.names}
        for name in sorted(part.names.top - brought):
            # where the other part gave its own up, there is nothing left to hide
            known = [other for other in others if (other.path, name) not in joined]
            if any(_means_something_else(name, part, other, tied) for other in known):
                if name in part.names.imported:
                    raise NotTogether(f"its import of {name} would hide another {name}", part.path)
                joined[part.path, name] = name + suffix
    if len(set(joined.values())) < len(joined):
        raise NotTogether("two modules of one name have the same names", parts[0].path)
    return Renames(joined)


def _means_something_else(name: str, part: Part, other: Part, tied: Mapping[str, Mapping[str, Tied]]) -> bool:
    """Tell whether another part has that name for something else, or has another name for it."""
    known = tied[other.path].get(part.path)
    brought = {} if known is None else known.names
    if any(original == name and bound != name for bound, original in brought.items()):
        return True
    if brought.get(name) == name:
        return False
    imported = part.names.imported.get(name)
    if imported is not None:
        # `import numpy as np` in both is one thing; a local `random` elsewhere does not read the module
        theirs = other.names.imported.get(name)
        # what a name means that another file has from a star, or not at all, matters where it is TensorFlow's or Python's own
        matters = imported[0].split(".")[0] in ("tensorflow", "keras") or hasattr(builtins, name)
        return theirs != imported and (name in other.names.top or (matters and name in other.names.free))
    if known is not None and known.star and name not in other.names.top:
        return False
    if known is not None and name in other.names.mentioned and any(node.attr == name for node, _ in known.attributes):
        return True
    # what a function binds for itself hides nothing
    return name in other.names.top or name in other.names.free


def _renamed(part: Part, new: Mapping[str, str]) -> Iterator[Replaced]:
    inside_strings = {
        id(one) for node in ast.walk(part.tree) if isinstance(node, ast.JoinedStr) for one in ast.walk(node)
    }
    arguments = {one.arg for one in ast.walk(part.tree) if isinstance(one, ast.arg)}
    for name in sorted(arguments & new.keys()):
        raise NotTogether(f"{name} means two things in the program", part.path)
    for node in ast.walk(part.tree):
        if isinstance(node, ast.Name) and node.id in new:
            if id(node) in inside_strings:
                raise NotTogether(f"{node.id} means two things in the program", part.path, node.lineno)
            yield _span(node, new[node.id], part)
        elif isinstance(node, (ast.Global, ast.Nonlocal)) and set(node.names) & new.keys():
            raise NotTogether(
                f"{min(set(node.names) & new.keys())} means two things in the program", part.path, node.lineno
            )
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)) and node.name in new:
            if node not in part.tree.body:
                raise NotTogether(f"{node.name} means two things in the program", part.path, node.lineno)
            line = part.text.split("\n")[node.lineno - 1].encode()
            start = line.index(node.name.encode(), line.index(b" "))
            yield node.lineno, start, start + len(node.name.encode()), new[node.name]


def _span(node: ast.expr, text: str, part: Part) -> Replaced:
    if node.end_lineno != node.lineno or node.end_col_offset is None:
        raise NotTogether("a name of another module is written over two lines", part.path, node.lineno)
    return node.lineno, node.col_offset, node.end_col_offset, text


def untagged(text: str) -> str:
    """Return a message with names as the files have them."""
    return _TAGGED.sub(r"\1", text)


def replaced(text: str, edits: Sequence[Replaced]) -> str:
    """Return a text with its edits made."""
    lines = text.split("\n")
    for number, start, end, new in sorted(set(edits), reverse=True):
        line = lines[number - 1].encode()
        lines[number - 1] = (line[:start] + new.encode() + line[end:]).decode()
    return "\n".join(lines)
