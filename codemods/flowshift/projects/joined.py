"""Write the files of a program as one text, modules first, and tell what became of it apart again.

A line of its own stands before each file, and another one in place of each import that ties two of them: names that nothing
binds, which survive every rewriting in their places, as in a notebook (`syntax/cells.py`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..syntax.scripts import SCRIPT
from .names import Names, imported_by
from .parts import NotTogether, Part, Tied, ties
from .renames import TAG, Renames, renames_of, replaced

_MARK = "_flowshift_"
_MAKERS = frozenset({"Variable", "get_variable", "layers", "slim", "minimize", "summary"})
# Each script has a graph of its own, which the joined text does not show.
_COLLECTIONS = frozenset(
    {"trainable_variables", "global_variables", "local_variables", "model_variables", "all_variables"}
)
_LOSSES = frozenset({"get_total_loss", "get_losses", "get_regularization_losses"})
_OF_THE_WHOLE_GRAPH = _COLLECTIONS | _LOSSES | {"get_collection", "merge_all", "get_default_graph", "Saver"}


@dataclass(frozen=True, eq=False)
class Joined:
    """Hold the text of a program, and what its parts were, modules first."""

    text: str
    parts: tuple[Part, ...]
    tied: Mapping[str, Mapping[str, Tied]]
    renames: Renames
    origins: tuple[tuple[int, int], ...]  # the part and its line, of each line of the text
    imports: tuple[tuple[int, str], ...]  # the part and the text of each import that a mark stands for
    scripts: int  # how many of the parts, at the end, are scripts

    def place(self, line: int) -> tuple[Part, int]:
        """Return the part and the line in it of a line of the text."""
        number, own = self.origins[min(max(line, 1), len(self.origins)) - 1]
        return self.parts[number], max(own, 1)

    def split(self, text: str) -> list[str]:
        """Return what became of each part, names as they are there; their imports are not settled yet.

        Raises:
            NotTogether: a part or an import got lost.
        """
        pieces = re.split(rf"^{_MARK}part_(\d+)(?:{SCRIPT})?[ \t]*\n", text, flags=re.M)
        if pieces[1::2] != [str(number) for number in range(len(self.parts))]:
            raise NotTogether("what became of the program cannot be told apart into files", self.parts[-1].path)
        texts = [pieces[0] + pieces[2], *pieces[4::2]]
        return [self._restored(part, one) for part, one in zip(self.parts, texts)]

    def _restored(self, part: Part, text: str) -> str:
        marks = re.compile(rf"^{_MARK}import_(\d+)\b[^\n]*", re.M)
        own = [int(number) for number in re.findall(rf"^{_MARK}import_(\d+)\b", text, re.M)]
        if own != [number for number, (at, _) in enumerate(self.imports) if self.parts[at] is part]:
            raise NotTogether("an import of another module got lost", part.path)
        text = self._named(part, text)
        return marks.sub(lambda found: self.imports[int(found.group(1))][1], text)

    def _named(self, part: Part, text: str) -> str:
        """Write the names of the joined text as this part writes them."""
        back = {new: name for (path, name), new in self.renames.joined.items() if path == part.path}
        for other in self.tied[part.path].values():
            bases = other.bases
            brought = {name: bound for bound, name in other.names.items()}
            owner = next(one for one in self.parts if one.path == other.path)
            for name in owner.names.top:
                new = self.renames.of(other.path, name)
                if name in brought:
                    back[new] = brought[name]
                elif bases and name not in owner.names.imported:
                    back[new] = f"{bases[0]}.{name}"
        back = {new: name for new, name in back.items() if new != name}
        found = [
            (node.lineno, node.col_offset, node.end_col_offset or 0, back[node.id])
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Name) and node.id in back
        ]
        text = replaced(text, found)
        for new, name in back.items():
            if TAG in new and "." not in name:
                text = re.sub(rf"\b{new}\b", name, text)
        return _without_tags(text)


def _without_tags(text: str) -> str:
    """Give what is named after a renamed name a name without its tag."""
    for name in sorted(set(re.findall(rf"\b\w+{TAG}\w+\b", text)), key=len, reverse=True):
        plain = name.split(TAG)[0]
        taken = set(re.findall(r"\b[^\W\d]\w*\b", text))
        free = next(
            one for one in (plain, f"{plain}_layer", *(f"{plain}_{n}" for n in range(2, 99))) if one not in taken
        )
        text = re.sub(rf"\b{name}\b", free, text)
    return text


def join(parts: Sequence[Part], scripts: int) -> Joined:
    """Write the parts as one text; each of them stands behind those that it imports, the `scripts` at the end.

    Raises:
        NotTogether: they have no meaning as one text, or could not be told apart again.
    """
    tied = {part.path: ties(part) for part in parts}
    _check(parts, tied, scripts)
    _check_apart(parts[len(parts) - scripts :], parts, tied)
    renames = renames_of(parts, tied)
    lines: list[str] = []
    origins: list[tuple[int, int]] = []
    imports: list[tuple[int, str]] = []
    for number, part in enumerate(parts):
        if _MARK in part.text or TAG in part.text:
            raise NotTogether("its names look like those that stand for others meanwhile", part.path)
        lines.append(f"{_MARK}part_{number}{SCRIPT if number >= len(parts) - scripts else ''}")
        origins.append((number, 0))
        text = replaced(part.text, list(renames.edits(part, tied[part.path])))
        hidden = _hidden_imports(part, tied[part.path], parts[:number])
        own = text.removesuffix("\n").split("\n") if text else []
        place = 0
        while place < len(own):
            end = hidden.get(place + 1)
            origins.append((number, place + 1))
            if end is None:
                lines.append(own[place])
                place += 1
            else:
                lines.append(f"{_MARK}import_{len(imports)}")
                imports.append((number, "\n".join(part.text.split("\n")[place:end])))
                place = end
    return Joined("\n".join(lines) + "\n", tuple(parts), tied, renames, tuple(origins), tuple(imports), scripts)


def _hidden_imports(part: Part, tied: Mapping[str, Tied], before: Sequence[Part]) -> dict[int, int]:
    """Return the lines, first and last, of the imports that a mark stands for."""
    statements: list[ast.Import | ast.ImportFrom] = [one for other in tied.values() for one in other.statements]
    known = {binding for other in before for binding in other.names.imported.items()}
    for one in part.tree.body:
        # the same import again would bind a name anew that the graph was built with
        if isinstance(one, (ast.Import, ast.ImportFrom)) and (_is_future(one) or _is_known(one, known)):
            statements.append(one)
    lines = part.text.split("\n")
    for one in statements:
        last = lines[(one.end_lineno or one.lineno) - 1].encode()[one.end_col_offset or 0 :].strip()
        if one.col_offset or (last and not last.startswith(b"#")):
            raise NotTogether("an import shares its line with another statement", part.path, one.lineno)
    return {one.lineno: one.end_lineno or one.lineno for one in statements}


def _is_known(node: ast.Import | ast.ImportFrom, known: set[tuple[str, tuple[str, str]]]) -> bool:
    """Tell whether an import brings only what was brought before."""
    brought = set(imported_by(node))
    return bool(brought) and brought <= known


def _is_future(node: ast.Import | ast.ImportFrom) -> bool:
    """Tell whether an import must stand at the beginning of a file."""
    return isinstance(node, ast.ImportFrom) and node.module == "__future__"


def _check(parts: Sequence[Part], tied: Mapping[str, Mapping[str, Tied]], scripts: int) -> None:
    """Check that what one part sees of another is there, and that no part sees what it should not."""
    by_path = {part.path: part for part in parts}
    for part in parts:
        for other in tied[part.path].values():
            owner = by_path[other.path]
            names = {*other.names.values(), *(node.attr for node, _ in other.attributes)} - {"*"}
            missing = sorted(names - owner.names.top)
            if missing:
                raise NotTogether(f"{missing[0]} is not bound at the top level of {other.path}", part.path)
        if part not in parts[-scripts:] and (guard := _main_guard(part)):
            raise NotTogether("the module runs as a script, too", part.path, guard.lineno)


def _check_apart(scripts: Sequence[Part], parts: Sequence[Part], tied: Mapping[str, Mapping[str, Tied]]) -> None:
    """Check that nothing asks for all variables or summaries of a graph where several scripts have different ones."""
    used = {frozenset((one.path, *sorted(one.names.values())) for one in tied[part.path].values()) for part in scripts}
    makes = any(
        isinstance(node, ast.Attribute) and node.attr in _MAKERS for part in scripts for node in ast.walk(part.tree)
    )
    for part in parts if len(used) > 1 or (makes and len(scripts) > 1) else ():
        for node in ast.walk(part.tree):
            if isinstance(node, ast.Attribute) and node.attr in _OF_THE_WHOLE_GRAPH:
                reason = f"{node.attr} finds what is made in any of the scripts that share modules"
                raise NotTogether(reason, part.path, node.lineno)


def _main_guard(part: Part) -> ast.If | None:
    for node in part.tree.body:
        if isinstance(node, ast.If) and "__name__" in Names(ast.Module([ast.Expr(node.test)], [])).read:
            return node
    return None
