"""Write a changed module: what did not change is cut from the original text, only the rest is generated."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import libcst as cst

from .codegen import generated_code
from .positions import Layout
from .walk import Origins


@dataclass(frozen=True)
class Written:
    """Hold the text of a module, and the statements in it that were generated anew, each as a text that parses alone."""

    text: str
    new: tuple[str, ...]


def write(module: cst.Module, original: cst.Module, laid_out: Layout, origins: Origins) -> Written:
    """Return the text of a module that shares its unchanged statements with the original; `origins` knows its copies."""
    same_frame = module.header is original.header and module.footer is original.footer and original.has_trailing_newline
    if not (same_frame and original.body and module.body):
        code = module.code
        return Written(code, (code,))
    return _Writer(original, laid_out, origins).write(module)


_MARK_TEXT = "__flowshift_body__"
_MARK = cst.SimpleStatementLine([cst.Expr(cst.Name(_MARK_TEXT))])


class _Writer:
    """Put a text together from slices of the original and generated statements."""

    def __init__(self, original: cst.Module, laid_out: Layout, origins: Origins) -> None:
        self.origins = origins
        self.original = original
        self.code = laid_out.code
        self.spans = laid_out.spans
        self.new: list[str] = []

    def write(self, module: cst.Module) -> Written:
        """Return the text of the module."""
        begin = self.spans[id(self.original.body[0])].start
        end = self.spans[id(self.original.body[-1])].end
        body = "".join(self.block(module.body, ()))
        return Written(self.code[:begin] + body + self.code[end:], tuple(self.new))

    def block(self, statements: Sequence[cst.CSTNode], indent: tuple[str, ...]) -> Iterator[str]:
        """Yield the text of each statement of a block."""
        for statement in statements:
            span = self.spans.get(id(statement))
            if span is not None and span.indent == indent:
                yield self.code[span.start : span.end]
            elif id(statement) in self.origins:
                yield from self.changed(statement, self.origins[id(statement)][1], indent)
            else:
                yield self.generated(statement, indent)

    def changed(self, new: cst.CSTNode, old: cst.CSTNode, indent: tuple[str, ...]) -> Iterator[str]:
        """Yield the text of a changed statement: of a compound one whose head is the same, the body alone is written."""
        blocks = _bodies(new, old)
        span = self.spans.get(id(old))
        if blocks is None or span is None or span.indent != indent:
            yield self.generated(new, indent)
            return
        new_block, old_block = blocks
        inner = self.spans[id(old_block.body[0])]
        same_head = _same_but(new, old, "body")
        if not same_head and getattr(new, "orelse", None) is not None:
            yield self.generated(new, indent)
            return
        yield self.code[span.start : inner.start] if same_head else self.head(new, new_block, indent)
        yield from self.block(new_block.body, inner.indent)
        yield self.code[self.spans[id(old_block.body[-1])].end : span.end]

    def head(self, statement: cst.CSTNode, block: cst.IndentedBlock, indent: tuple[str, ...]) -> str:
        """Generate a compound statement up to where its body begins."""
        hollow = statement.with_changes(body=block.with_changes(body=[_MARK]))
        text = self.generated(hollow, indent)
        return text[: text.rindex("\n", 0, text.rindex(_MARK_TEXT)) + 1]

    def generated(self, statement: cst.CSTNode, indent: tuple[str, ...]) -> str:
        """Generate a statement at an indentation, and keep it for the check."""
        text = generated_code(statement, self.original.default_indent, self.original.default_newline, indent)
        self.new.append("if True:\n" + text if indent else text)  # an indented statement parses in a block
        return text


def _bodies(new: cst.CSTNode, old: cst.CSTNode) -> tuple[cst.IndentedBlock, cst.IndentedBlock] | None:
    """Return the blocks of two compound statements that differ in their heads and in what stands in the blocks alone."""
    if type(new) is not type(old):
        return None
    new_block, old_block = getattr(new, "body", None), getattr(old, "body", None)
    if (
        not isinstance(new_block, cst.IndentedBlock)
        or not isinstance(old_block, cst.IndentedBlock)
        or not old_block.body
    ):
        return None
    rest = getattr(new, "orelse", None) is getattr(old, "orelse", None) and not isinstance(new, (cst.Try, cst.TryStar))
    return (new_block, old_block) if rest and _same_but(new_block, old_block, "body") else None


def _same_but(new: cst.CSTNode, old: cst.CSTNode, name: str) -> bool:
    """Tell whether two nodes share all fields but one."""
    return all(getattr(new, f.name) is getattr(old, f.name) for f in fields(new) if f.name != name)


def does_not_parse(written: Written) -> str:
    """Return why Python refuses what was written anew, an empty string where it does not."""
    # an import from __future__ parses only where it stands
    texts = (written.text,) if any("__future__" in text for text in written.new) else written.new
    if _refusal("\n".join(texts)) is None:
        return ""
    refusals = ((text, _refusal(text)) for text in texts)
    # the Python that runs FlowShift may be older than the syntax of the file, which libcst knows
    return next((why for text, why in refusals if why is not None and not _parses_in_libcst(text)), "")


def _refusal(text: str) -> str | None:
    """Return why Python does not parse a text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except SyntaxError as error:
        return error.msg
    return None


def _parses_in_libcst(text: str) -> bool:
    try:
        cst.parse_module(text)
    except (cst.ParserSyntaxError, cst.CSTValidationError):
        return False
    return True
