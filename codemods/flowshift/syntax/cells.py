"""Write the cells of a notebook as one program, and find them again in what became of it.

A line of its own stands before each cell: a name that nothing binds, which survives every rewriting in its place.
"""

from __future__ import annotations

import ast
import bisect
import re
import warnings
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from .magics import Magic, StandIns, bound_names, syntax_error, without_magics
from .notebook import Cell


@dataclass(frozen=True)
class Program:
    """Hold the program of a notebook. `starts` are the lines of the marks, in the order of the cells."""

    text: str
    cells: tuple[Cell, ...]
    bodies: tuple[str, ...]
    starts: tuple[int, ...]
    stand_ins: StandIns

    def place(self, line: int) -> tuple[int, int]:
        """Return the cell's number and the line in it of a line of the program."""
        at = max(bisect.bisect_right(self.starts, line) - 1, 0)
        return self.cells[at].number, max(line - self.starts[at], 1)

    def sources(self, text: str) -> Mapping[int, str] | None:
        """Return the new sources of the cells that a rewriting changed; None where a cell or a magic got lost."""
        bodies = self._split(text)
        if bodies is None:
            return None
        changed: dict[int, str] = {}
        for cell, old, new in zip(self.cells, self.bodies, bodies):
            if new == old:
                continue
            restored = self.stand_ins.restored(_like(cell.source, new))
            if restored is None:
                return None
            if restored != cell.source:
                changed[cell.number] = restored
        return changed

    def _split(self, text: str) -> Sequence[str] | None:
        pieces = re.split(rf"^{self.stand_ins.tag}cell_(\d+)[ \t]*\n", text, flags=re.M)
        if pieces[1::2] != [f"{cell.number}" for cell in self.cells]:
            return None
        if any(text.count(call) != 1 for call in self.stand_ins.calls):
            return None
        bodies: list[str] = []
        carried = pieces[0]
        for old, new in zip(self.bodies, pieces[2::2]):
            # Nothing can stand above the magic of a whole cell, and nothing in a cell that is not Python.
            first, rest = self._cell_magic(old, new)
            if first and old.rstrip("\n") == first:
                carried += rest if rest.strip() else ""
                bodies.append(old)
            else:
                bodies.append(f"{first}\n{carried}{rest}" if first else carried + new)
                carried = ""
        return None if carried.strip() else bodies

    def _cell_magic(self, old: str, new: str) -> tuple[str, str]:
        """Return the stand-in that an old body began with, and the new body without it."""
        for call, magic in zip(self.stand_ins.calls, self.stand_ins.magics):
            if old.lstrip("\n").startswith(call) and (magic.text.lstrip().startswith("%%") or old.rstrip("\n") == call):
                return call, new.replace(f"{call}\n", "", 1).replace(call, "", 1)
        return "", new


def program_of(cells: Sequence[Cell], opaque: Collection[int] = (), names: bool = True) -> Program:
    """Write the cells as one program; `opaque` are those that cannot be part of it and stay as they are.

    With `names`, what stands for a magic or an opaque cell reads the names that are used there.
    """
    tag = "_flowshift_"
    while any(tag in cell.source for cell in cells):
        tag += "_"
    stand_ins = StandIns(tag, bound_names([cell.source for cell in cells]) if names else frozenset())
    lines, starts, bodies = 1, [], []
    for cell in cells:
        whole = cell.number in opaque
        source = (
            stand_ins.take(Magic(cell.number, 1, cell.source))
            if whole
            else without_magics(cell.source, cell.number, stand_ins)
        )
        body = source if not source or source.endswith("\n") else source + "\n"
        starts.append(lines)
        bodies.append(body)
        lines += 1 + body.count("\n")
    text = "".join(f"{tag}cell_{cell.number}\n{body}" for cell, body in zip(cells, bodies))
    return Program(text, tuple(cells), tuple(bodies), tuple(starts), stand_ins)


_DISPLAY = """def _display(value):
    if value is not None and type(value).__module__.split(".")[0] not in ("tensorflow", "tensorflow_core", "keras"):
        print(repr(value))


"""


def script_of(cells: Sequence[Cell]) -> str:
    """Write a notebook as a script that prints what its cells would display; magics, and cells that do not parse, do nothing.

    Tensors are not printed: how they show themselves is not what they are.
    """
    opaque = [
        cell.number for cell in cells if syntax_error(without_magics(cell.source, 0, StandIns("_", ()))) is not None
    ]
    program = program_of(cells, opaque, names=False)
    parts = [f"# cell {cell.number}\n{_displaying(body)}" for cell, body in zip(cells, program.bodies)]
    text = _DISPLAY + "\n".join(parts)
    for call in program.stand_ins.calls:
        text = text.replace(call, "None")
    return text


def _displaying(body: str) -> str:
    """Let a cell whose last statement is an expression show its value, as a notebook does; not after a semicolon."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        statements = ast.parse(body).body
    last = statements[-1] if statements else None
    if not isinstance(last, ast.Expr) or body.rstrip().endswith(";") or last.end_lineno is None:
        return body
    lines = body.encode("utf-8").split(b"\n")
    end, start = last.end_lineno - 1, last.lineno - 1
    lines[end] = lines[end][: last.end_col_offset] + b")" + lines[end][last.end_col_offset :]
    lines[start] = lines[start][: last.col_offset] + b"_display(" + lines[start][last.col_offset :]
    return b"\n".join(lines).decode("utf-8")


def _like(old: str, new: str) -> str:
    """Give a new source the blank lines at its ends that the old one had; a cell that lost its code is empty."""
    inner = new.strip("\n")
    if not inner.strip():
        return ""
    head = old[: len(old) - len(old.lstrip("\n"))]
    tail = old[len(old.rstrip("\n")) :]
    return head + inner + tail
