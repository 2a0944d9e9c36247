"""Write a program that shares weights by the names of scopes as one that shares objects, and say where its lines were."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import libcst as cst

from ..kinds.facts import Facts
from ..kinds.interpreter import interpret
from ..model import Style
from ..rules.context import Context
from ..syntax.tree import Tree
from .inlining import inlined
from .objects import with_objects
from .scopes import SCOPE

# A function that is written out may call another one; what calls itself never ends.
_DEEPEST = 8


@dataclass(frozen=True)
class Shared:
    """A TF1 program as text, with the line of the original that each of its lines came from."""

    text: str
    lines: tuple[int, ...]
    scopes: tuple[cst.Call, ...]  # of the original: those that were told to reuse
    again: Mapping[str, str]  # attention that is made again over another memory, and the one that it is

    def line(self, line: int) -> int:
        """Return the line of the original that became a line of the text."""
        return self.lines[min(max(line, 1), len(self.lines)) - 1] if self.lines else 1


def shared_program(tree: Tree, facts: Facts, tensorflow: str) -> Shared | None:
    """Return the program with shared objects, None where its scopes share nothing, or nothing that can be followed."""
    if "reuse" not in tree.text.lower():
        return None
    module, known = tree, facts
    for _ in range(_DEEPEST):
        written = inlined(module, known)
        if written is None:
            break
        module, known = read_program(written.code)
    context = Context(module, known, Style.EAGER, tensorflow)
    result = with_objects(context)
    if result is None:
        return None
    text, again = result[0].code, result[1]
    return Shared(text, _origins(tree.text, text), tuple(_reusing(tree, facts, tensorflow)), again)


def _reusing(tree: Tree, facts: Facts, tensorflow: str) -> Iterator[cst.Call]:
    """Yield the calls of the original that open a scope and speak of reuse."""
    context = Context(tree, facts, Style.EAGER, tensorflow)
    for call in {id(call.node): call for call in facts.calls if call.api == SCOPE}.values():
        site = context.site(call)
        if site is not None and "reuse" in site.given():
            yield call.node


def read_program(text: str) -> tuple[Tree, Facts]:
    """Return what a text says."""
    module = cst.parse_module(text)
    return Tree(module, text), interpret(module, into_functions=True)


def _origins(before: str, after: str) -> tuple[int, ...]:
    """Return the line of the original for each line: the same text there, else the line before it."""
    old, new = before.splitlines(), after.splitlines()
    lines = [0] * len(new)
    for block in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            lines[block.b + offset] = block.a + offset + 1
    known = {text.strip(): number for number, text in reversed(list(enumerate(old, 1)))}
    last = 1
    for place, text in enumerate(new):
        last = lines[place] = lines[place] or known.get(text.strip(), last)
    return tuple(lines)
