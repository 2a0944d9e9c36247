"""Bring a TF1 program nearer to TF2 before it is migrated, still as a TF1 program, and say where its lines were.

Own cells become Keras layers, and what is shared by the name of a scope is shared as an object: each as text that is read
again, so that every rule sees the program as if it had been written that way.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import libcst as cst

from .kinds.facts import Facts
from .kinds.interpreter import interpret
from .model import Style
from .own_cells.program import own_cells, with_native_cells
from .rules.context import Context
from .sharing.builders import builder_inlined
from .sharing.inlining import functions_of, inlined
from .sharing.objects import with_objects
from .sharing.projections import with_output_layers
from .sharing.scopes import SCOPE
from .syntax.tree import Tree

# A function that is written out may call another one; what calls itself never ends.
_DEEPEST = 8


@dataclass(frozen=True)
class Prepared:
    """A TF1 program as text, with the line of the original that each of its lines came from."""

    text: str
    lines: tuple[int, ...]
    scopes: tuple[cst.Call, ...]  # of the original: those that shared by name
    cells: tuple[cst.ClassDef, ...]  # of the original: its own cells, which are Keras layers now
    again: Mapping[str, str]  # attention that is made again over another memory, and the one that it is
    opened: tuple[cst.FunctionDef, ...]  # of the original: functions that are written out where they are called

    def line(self, line: int) -> int:
        """Return the line of the original that became a line of the text."""
        return self.lines[min(max(line, 1), len(self.lines)) - 1] if self.lines else 1


def prepared_program(
    tree: Tree, facts: Facts, tensorflow: str, shares: bool = True, defines: bool = True, hides: bool = False
) -> Prepared | None:
    """Return the program nearer to TF2, None where there is nothing to do, or nothing that can be followed.

    `shares` and `defines` let scopes share objects, and own cells become layers; `hides` says that functions may hide a
    part of the graph.
    """
    original = Context(tree, facts, Style.EAGER, tensorflow)
    cells = with_native_cells(original) if defines and "RNNCell" in tree.text else None
    classes = tuple(own_cells(original)) if cells is not None else ()
    module, known = (tree, facts) if cells is None else read_program(cells.code)
    before = module
    if hides:
        module, known = _opened(module, known, facts)
    gone = _function_names(before) - _function_names(module)
    shared = _shared(module, known, tensorflow) if shares and "reuse" in tree.text.lower() else None
    if known is not facts:
        known.forget()
    if shared is None and module is tree:
        return None
    text, again = shared or (module.text, {})
    scopes = tuple(_reusing(original)) if shared is not None else ()
    opened = tuple(node for node in functions_of(tree.module) if node.name.value in gone)
    return Prepared(text, _origins(tree.text, text), scopes, classes, again, opened)


def _function_names(tree: Tree) -> frozenset[str]:
    return frozenset(node.name.value for node in functions_of(tree.module))


def _opened(module: Tree, known: Facts, facts: Facts) -> tuple[Tree, Facts]:
    """Return the program with the functions written out that hide a part of the graph; `facts` are those of the original."""
    for _ in range(_DEEPEST):
        written = builder_inlined(module, known)
        if written is None:
            break
        if known is not facts:
            known.forget()
        module, known = read_program(written.code)
    return module, known


def _shared(module: Tree, known: Facts, tensorflow: str) -> tuple[str, dict[str, str]] | None:
    """Return the text with shared objects, and the attention that is made again."""
    read: list[Facts] = []
    written = with_output_layers(Context(module, known, Style.EAGER, tensorflow)) or inlined(module, known)
    while written is not None and len(read) <= _DEEPEST:
        module, known = read_program(written.code)
        read.append(known)
        written = inlined(module, known)
    result = with_objects(Context(module, known, Style.EAGER, tensorflow))
    shared = None if result is None else (result[0].code, result[1])
    for facts in read:
        facts.forget()
    return shared


def read_program(text: str) -> tuple[Tree, Facts]:
    """Return what a text says."""
    module = cst.parse_module(text)
    return Tree(module, text), interpret(module, into_functions=True)


def _reusing(context: Context) -> Iterator[cst.Call]:
    """Yield the calls of the original that open a scope and speak of reuse."""
    for call in {id(call.node): call for call in context.facts.calls if call.api == SCOPE}.values():
        site = context.site(call)
        if site is not None and "reuse" in site.given():
            yield call.node


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
