"""Read the code cells of a notebook, and write new sources into its JSON text so that every other byte stays.

The document is never written anew: only the values of `source` (`input` in nbformat 3) are replaced, by their place in the
text. Outputs of many megabytes are skipped by the decoder of the standard library, which is written in C.
"""

from __future__ import annotations

import codecs
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .source import SourceError

SUFFIX = ".ipynb"

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")
# One line inside a JSON string, as it is written: its text, and the escape that ends it.
_RAW_LINE = re.compile(r"((?:[^\\]|\\(?![nr])[\s\S])*)(\\r\\n|\\n|\\r|$)")
# Printable ASCII that some writers (Colab) escape, so that the JSON can stand in a page.
_PAGE_ESCAPE = re.compile(r"(?<!\\)(?:\\\\)*(\\u00(?:26|27|3c|3d|3e))", re.I)

Span = tuple[int, int]


@dataclass(frozen=True)
class Cell:
    """One code cell. `number` counts all cells of the notebook from 1; newlines of `source` are `\\n` always.

    `span` is the place of the source's value in the JSON text.
    """

    number: int
    source: str
    span: Span


@dataclass(frozen=True)
class Notebook:
    """Hold a notebook's JSON text and its code cells; `language` is what its kernel runs, in lower case."""

    text: str
    bom: bytes
    cells: tuple[Cell, ...]
    language: str


def is_notebook(path: str, source: bytes) -> bool:
    """Tell whether a file is a notebook: by its name, or where that says nothing (stdin) by how it begins."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix:
        return suffix == SUFFIX
    return source.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"{") and b'"nbformat"' in source


def read_notebook(source: bytes) -> Notebook | SourceError:
    """Find the code cells of a notebook (nbformat 3 or 4); what is not a notebook is an error value."""
    bom = codecs.BOM_UTF8 if source.startswith(codecs.BOM_UTF8) else b""
    try:
        text = source[len(bom) :].decode("utf-8")
    except UnicodeDecodeError as error:
        return SourceError(source.count(b"\n", 0, error.start) + 1, "not a notebook: it is not UTF-8")
    try:
        start = _after_space(text, 0)
        end = _after_space(text, _DECODER.raw_decode(text, start)[1])
        if end != len(text):
            return SourceError(text.count("\n", 0, end) + 1, "not a notebook: something follows the JSON document")
        return _notebook(text, bom, start)
    except json.JSONDecodeError as error:
        return SourceError(error.lineno, f"not a notebook: it is not JSON ({error.msg})")
    except RecursionError:
        return SourceError(0, "not a notebook: its JSON is nested too deeply")


def _notebook(text: str, bom: bytes, start: int) -> Notebook | SourceError:
    document = _members(text, start)
    metadata = _value(text, document.get("metadata"))
    spans: list[Span] = []
    if "cells" in document:
        spans.extend(_items(text, document["cells"][0]))
    elif "worksheets" in document:
        for sheet, _ in _items(text, document["worksheets"][0]):
            cells = _members(text, sheet).get("cells")
            spans.extend(_items(text, cells[0]) if cells else ())
    else:
        return SourceError(0, "not a notebook: it has no cells")
    found = (_cell(text, number, span[0]) for number, span in enumerate(spans, 1))
    return Notebook(text, bom, tuple(cell for cell in found if cell is not None), _language(metadata))


def _cell(text: str, number: int, start: int) -> Cell | None:
    """Return a cell that holds Python; None for text, other languages, and what is not a cell."""
    members = _members(text, start)
    span = members.get("source", members.get("input"))
    if span is None or _value(text, members.get("cell_type")) != "code":
        return None
    if str(_value(text, members.get("language")) or "python").lower() != "python":
        return None
    value = _value(text, span)
    lines = value if isinstance(value, list) else [value]
    texts = [line for line in lines if isinstance(line, str)]
    if len(texts) < len(lines):
        return None
    return Cell(number, "".join(texts).replace("\r\n", "\n").replace("\r", "\n"), span)


def _language(metadata: object) -> str:
    """Return the language of the kernel; Python where nothing is said."""
    if isinstance(metadata, dict):
        for key, name in (("language_info", "name"), ("kernelspec", "language")):
            value = metadata.get(key)
            if isinstance(value, dict) and isinstance(value.get(name), str):
                return str(value[name]).lower()
    return "python"


def with_sources(notebook: Notebook, sources: Mapping[int, str]) -> bytes:
    """Return the notebook's bytes with new sources in the cells of these numbers."""
    pieces: list[str] = []
    end = 0
    pen = _Pen(notebook)
    for cell in notebook.cells:
        if cell.number in sources:
            pieces += [notebook.text[end : cell.span[0]], pen.write(cell, sources[cell.number])]
            end = cell.span[1]
    return notebook.bom + "".join([*pieces, notebook.text[end:]]).encode("utf-8")


@dataclass(frozen=True)
class _Brackets:
    """Hold the white space of a list of lines: after the bracket, between two lines, before the end."""

    opening: str
    between: str
    closing: str


class _Pen:
    """Write sources the way the notebook's own are written; a line that stood somewhere keeps its very escapes."""

    def __init__(self, notebook: Notebook) -> None:
        self._text = notebook.text
        self._ascii = notebook.text.isascii()
        raw = {cell.number: "".join(self._strings(cell)) for cell in notebook.cells}
        self._lines = {number: _raw_lines(found) for number, found in raw.items()}
        self._written = {_decoded(line): line for lines in self._lines.values() for line, _ in lines}
        escapes = {found.lower() for one in raw.values() for found in _PAGE_ESCAPE.findall(one)}
        self._escapes = {chr(int(escape[2:], 16)): escape for escape in escapes}
        layouts = (_brackets(notebook.text, cell.span) for cell in notebook.cells)
        self._layout = next((one for one in layouts if one is not None), _Brackets("", ", ", ""))

    def write(self, cell: Cell, source: str) -> str:
        """Return the JSON of a new source, as a list of lines or one string, as the old one was."""
        own = {_decoded(line): line for line, _ in self._lines[cell.number]}
        ends = {_decoded(line): end for line, end in self._lines[cell.number] if end}
        usual = Counter(end for _, end in self._lines[cell.number] if end).most_common(1)
        lines: list[str] = []
        texts = source.split("\n")
        for number, text in enumerate(texts, 1):
            end = ends.get(text, usual[0][0] if usual else "\\n") if number < len(texts) else ""
            lines.append(own.get(text, self._written.get(text, self._encoded(text))) + end)
        if not self._text.startswith("[", cell.span[0]):
            return f'"{"".join(lines)}"'
        quoted = [f'"{line}"' for line in lines if line]
        if not quoted:
            return "[]"
        layout = _brackets(self._text, cell.span) or self._layout
        return f"[{layout.opening}{layout.between.join(quoted)}{layout.closing}]"

    def _strings(self, cell: Cell) -> Iterable[str]:
        """Yield the insides of the JSON strings that make up a source."""
        start, end = cell.span
        spans = _items(self._text, start) if self._text[start] == "[" else [(start, end)]
        return [self._text[first + 1 : last - 1] for first, last in spans]

    def _encoded(self, text: str) -> str:
        written = json.dumps(text, ensure_ascii=self._ascii)[1:-1]
        for character, escape in self._escapes.items():
            written = written.replace(character, escape)
        return written


def _raw_lines(raw: str) -> list[tuple[str, str]]:
    return [(found.group(1), found.group(2)) for found in _RAW_LINE.finditer(raw) if found.group()]


def _decoded(raw: str) -> str:
    return str(json.loads(f'"{raw}"'))


def _brackets(text: str, span: Span) -> _Brackets | None:
    """Return how a list of lines is laid out; None for a string and for an empty list, which show nothing."""
    items = _items(text, span[0])
    if not items:
        return None
    opening = text[span[0] + 1 : items[0][0]]
    between = text[items[0][1] : items[1][0]] if len(items) > 1 else "," + (opening or " ")
    return _Brackets(opening, between, text[items[-1][1] : span[1] - 1])


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _value(text: str, span: Span | None) -> object:
    return None if span is None else _DECODER.raw_decode(text, span[0])[0]


def _members(text: str, at: int) -> dict[str, Span]:
    """Return the places of an object's values; of a key that is there twice the last counts, as for every JSON reader."""
    found: dict[str, Span] = {}
    if not text.startswith("{", at):
        return found
    at = _after_space(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        start = _after_space(text, _after_space(text, at) + 1)
        end = _DECODER.raw_decode(text, start)[1]
        found[key] = (start, end)
        at = _after_comma(text, end)
    return found


def _items(text: str, at: int) -> list[Span]:
    """Return the places of a list's items; nothing for what is not a list."""
    found: list[Span] = []
    if not text.startswith("[", at):
        return found
    at = _after_space(text, at + 1)
    while text[at] != "]":
        end = _DECODER.raw_decode(text, at)[1]
        found.append((at, end))
        at = _after_comma(text, end)
    return found


def _after_comma(text: str, at: int) -> int:
    at = _after_space(text, at)
    return _after_space(text, at + 1) if text[at] == "," else at
