"""Let the sizes in a signature mean what they meant where the placeholder was made."""

from __future__ import annotations

from collections.abc import Iterable

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import by_name
from .conditions import Condition, NotEager
from .rebound import can_be_renamed
from .slices import Program, Slice, rivals_of
from .steps import Role


def check_sizes(parts: Iterable[Slice], program: Program) -> None:
    """Let what takes the name of a size later have another name; it may have given up its own for what functions read.

    Raises:
        NotEager: it cannot.
    """
    makers = {program.maker[parameter]: None for part in parts for parameter in part.parameters}
    for step in (maker for maker in makers if maker.role is Role.PARAMETER):
        for size in by_name(step.uses & program.maker.keys()):
            if kind_of(size.value) is not Kind.PYTHON:
                continue
            rivals = [rival for rival in rivals_of(size, program) if kind_of(rival.value) is Kind.PYTHON]
            same = [rival for rival in rivals if (rival in program.renamed) == (size in program.renamed)]
            if same and (size in program.renamed or not can_be_renamed(same, program.facts)):
                raise NotEager(Condition.FIXED_NAMES, step.node, size.name)
            program.renamed.update(dict.fromkeys(same))
