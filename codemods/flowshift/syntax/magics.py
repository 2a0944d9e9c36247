"""Stand names in for what IPython reads and Python does not: `%matplotlib inline`, `!ls`, `x = !ls`, `tensor?`.

Each stand-in is a call that is given the notebook's names that the magic mentions, so that whoever looks at the program
sees that a session or a tensor is used there. It spans as many lines as the magic did.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

_IDENTIFIER = re.compile(r"(?<![\w.])[A-Za-z_]\w*")
_ESCAPED = re.compile(r"[ \t]*(?P<magic>[%!?].*)", re.S)
_ASSIGNED = re.compile(r"[ \t]*[\w.\[\]'\", \t]+?=[ \t]*(?P<magic>[%!](?!=).*)", re.S)
_ASKED = re.compile(r"[ \t]*(?P<magic>%{0,2}[A-Za-z_][\w.*\[\]'\"]*\?\??[ \t]*;?[ \t]*(?:#.*)?)", re.S)
# Cell magics that run their cell as Python in the notebook's namespace.
_TRANSPARENT = frozenset({"%%time", "%%timeit", "%%capture", "%%prun"})


@dataclass(frozen=True)
class Magic:
    """One magic as it stands in a cell: `line` counts from 1 in the cell."""

    cell: int
    line: int
    text: str


@dataclass
class StandIns:
    """Give out stand-ins, and put back what they stand for. `names` are those that the notebook's code binds."""

    tag: str
    names: Collection[str]
    magics: list[Magic] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)

    def take(self, magic: Magic) -> str:
        """Return the call that stands for a magic."""
        mentioned = dict.fromkeys(name for name in _IDENTIFIER.findall(magic.text) if name in self.names)
        call = f"{self.tag}magic_{len(self.calls)}({', '.join(mentioned)}" + "\n" * magic.text.count("\n") + ")"
        self.magics.append(magic)
        self.calls.append(call)
        return call

    def restored(self, text: str) -> str | None:
        """Return the text with every magic back in it; None where one was changed or doubled."""
        for call, magic in zip(self.calls, self.magics):
            head = call[: call.index("(") + 1]
            if text.count(head) != text.count(call) or text.count(call) > 1:
                return None
            text = text.replace(call, magic.text)
        return text


def parses(text: str) -> bool:
    """Tell whether a text is Python."""
    return syntax_error(text) is None


def syntax_error(text: str) -> str | None:
    """Return what Python says about a text that it does not read, with the line; None where it reads it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return f"line {error.lineno}: {error.msg}" if error.lineno else str(error.msg)
    except (ValueError, MemoryError, RecursionError) as error:
        return " ".join(str(error).split())
    return None


def without_magics(source: str, cell: int, stand_ins: StandIns) -> str:
    """Return a cell's source as Python; a cell of another language becomes one stand-in as a whole."""
    if parses(source):
        return source
    first = source.lstrip("\n")
    if first.startswith("%%") and first.split(None, 1)[0] not in _TRANSPARENT:
        return stand_ins.take(Magic(cell, 1, source))
    lines = source.split("\n")
    written: list[str] = []
    for start, end in _logical_lines(lines):
        text = "\n".join(lines[start:end])
        magic = _magic_in(text)
        if magic is not None:
            written.append(text[: len(text) - len(magic)] + stand_ins.take(Magic(cell, start + 1, magic)))
        else:
            written.append(text)
    return "\n".join(written)


def _magic_in(text: str) -> str | None:
    for pattern in (_ESCAPED, _ASSIGNED, _ASKED):
        found = pattern.fullmatch(text)
        if found:
            return found.group("magic")
    return None


def _logical_lines(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the first line and the line after the last of each statement, or magic, of a cell."""
    start = 0
    while start < len(lines):
        end = start + 1
        if _magic_in(lines[start]) is not None:
            while lines[end - 1].endswith("\\") and end < len(lines):
                end += 1
        else:
            while end < len(lines) and _is_open("\n".join(lines[start:end])):
                end += 1
            if end == len(lines) and end > start + 1 and _is_open("\n".join(lines[start:end])):
                end = start + 1  # never closed: not a reason to take the magics below it for Python
        yield start, end
        start = end


def _is_open(text: str) -> bool:
    """Tell whether a line leaves a bracket, a string or a line continuation open."""
    if text.endswith("\\"):
        return True
    if not any(mark in text for mark in ("(", "[", "{", '"""', "'''")):
        return False
    try:
        for _ in tokenize.generate_tokens(io.StringIO(text.lstrip() + "\n").readline):
            pass
    except (tokenize.TokenError, SyntaxError) as error:
        return "EOF" in str(error) or "never closed" in str(error)
    return False


def bound_names(sources: Iterable[str]) -> frozenset[str]:
    """Return the names that cells bind, but for imports: what a magic may use of the program."""
    names: set[str] = set()
    for source in sources:
        if not parses(source):
            # Only magics stand in the way as a rule; names too many do no harm.
            names.update(re.findall(r"^[ \t]*([A-Za-z_]\w*)[ \t]*=(?!=)", source, re.M))
            names.update(re.findall(r"\bas[ \t]+([A-Za-z_]\w*)[ \t]*:", source))
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.id)
            elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                names.add(node.name)
    return frozenset(names)
