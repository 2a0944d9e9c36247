"""Lay out generated code within a line width."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

WIDTH = 100


def call_text(function: str, arguments: Sequence[str], width: int = WIDTH) -> str:
    """Write a call on one line, or with one argument a line where it would be longer than `width`."""
    flat = f"{function}({', '.join(arguments)})"
    if "\n" not in flat and len(flat) <= width:
        return flat
    if len(arguments) == 1 and "\n" in flat and len(flat.split("\n")[0]) <= width:
        return flat  # a call around a call: the lines of the inner one stand as they are
    return f"{function}(\n" + "".join(f"    {indented(argument)},\n" for argument in arguments) + ")"


def list_text(items: Sequence[str], width: int = WIDTH) -> str:
    """Write a list on one line, or with one item a line where it would be longer than `width`."""
    flat = f"[{', '.join(items)}]"
    return flat if len(flat) <= width else "[\n" + "".join(f"    {item},\n" for item in items) + "]"


def indented(argument: str) -> str:
    """Indent the lines of an argument, where none of them is inside a string."""
    return argument if '"""' in argument or "'''" in argument else argument.replace("\n", "\n    ")


def one_per_line(node: cst.Dict) -> cst.Dict:
    """Write each entry of a dict display on a line of its own."""
    newline = cst.ParenthesizedWhitespace(indent=True, last_line=cst.SimpleWhitespace("    "))
    end = cst.ParenthesizedWhitespace(indent=True, last_line=cst.SimpleWhitespace(""))
    last = len(node.elements) - 1
    elements = [
        element.with_changes(comma=cst.Comma(whitespace_after=end if index == last else newline))
        for index, element in enumerate(node.elements)
    ]
    return node.with_changes(elements=elements, lbrace=cst.LeftCurlyBrace(whitespace_after=newline))
