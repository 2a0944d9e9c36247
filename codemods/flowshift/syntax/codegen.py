"""Generate code as libcst does, without what it does for its position metadata: a quarter of the time."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst
from libcst._nodes.internal import CodegenState


class Nothing:
    """Do nothing on the way in and out, at a fraction of what a generator-based context manager costs."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


NOTHING = Nothing()


@dataclass
class PlainState(CodegenState):
    """Collect the text of nodes."""

    def record_syntactic_position(  # type: ignore[override]
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> Nothing:
        """Note nothing."""
        return NOTHING


def generated_code(
    node: cst.CSTNode, indentation: str = "    ", newline: str = "\n", indent: tuple[str, ...] = ()
) -> str:
    """Return the text of a node, inside blocks of the indentations in `indent`."""
    state = PlainState(default_indent=indentation, default_newline=newline, indent_tokens=list(indent))
    node._codegen(state)
    return "".join(state.tokens)
