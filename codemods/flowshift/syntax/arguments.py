"""Add arguments to calls, laid out as the call lays out those that it has."""

from __future__ import annotations

import libcst as cst

from .templates import expression

_EQUAL = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
_SPACE = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))


def with_keyword(call: cst.Call, name: str, text: str) -> cst.Call:
    """Return the call with `name=text` behind its last argument, on a line of its own where the others have theirs."""
    added = cst.Arg(expression(text), cst.Name(name), equal=_EQUAL)
    if not call.args:
        return call.with_changes(args=[added])
    last = call.args[-1]
    between = call.args[-2].comma if len(call.args) > 1 else cst.MaybeSentinel.DEFAULT
    before = call.whitespace_before_args if len(call.args) == 1 else getattr(between, "whitespace_after", None)
    if isinstance(last.comma, cst.Comma):  # a comma in front of the closing parenthesis
        after = last.comma.whitespace_after
        if isinstance(after, cst.ParenthesizedWhitespace) and isinstance(before, cst.ParenthesizedWhitespace):
            # the comment behind the last argument stays with it
            inner = after.with_changes(indent=before.indent, last_line=before.last_line)
            closing = after.with_changes(first_line=cst.TrailingWhitespace(newline=after.first_line.newline))
            last = last.with_changes(comma=last.comma.with_changes(whitespace_after=inner))
            added = added.with_changes(comma=cst.Comma(whitespace_after=closing))
        else:
            added, last = added.with_changes(comma=last.comma), last.with_changes(comma=_SPACE)
        return call.with_changes(args=[*call.args[:-1], last, added])
    separator = _SPACE
    if isinstance(before, cst.ParenthesizedWhitespace) and before.first_line.comment is None:
        separator = cst.Comma(whitespace_after=before.with_changes(empty_lines=()))
    added = added.with_changes(whitespace_after_arg=last.whitespace_after_arg)
    last = last.with_changes(comma=separator, whitespace_after_arg=cst.SimpleWhitespace(""))
    return call.with_changes(args=[*call.args[:-1], last, added])
