"""Read the branches of an `if` on a tensor: what each of them returns, or gives one and the same name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Union

import libcst as cst

from ..syntax.templates import Statement, code_of
from .lambda_bodies import Body
from .lambda_choice import Shape, choice, is_learning_phase, shape_of
from .lambda_operators import BINARY, operated
from .strategy_blocks import block_of


@dataclass(frozen=True, eq=False)
class Leaf:
    """A value that a branch gives; `text` writes it with its edits made."""

    text: Callable[[], str]


@dataclass(frozen=True, eq=False)
class Branching:
    """A choice between what two branches give; None stands for a branch that gives nothing."""

    test: cst.BaseExpression
    one: Outcome
    other: Outcome


Outcome = Union[Leaf, Branching, None]


@dataclass(frozen=True, eq=False)
class Branches:
    """All that an `if` gives: to which name (an empty one stands for `return`), and the statements that it takes in."""

    target: str
    gives: Branching
    taken: tuple[Statement, ...] = ()
    comments: tuple[cst.EmptyLine, ...] = ()


def branches_of(node: cst.If, following: Sequence[Statement], body: Body) -> Branches | None:
    """Return what an `if` statement gives; None where a branch holds more than one simple statement."""
    one = _single(block_of(node.body), body)
    if one is None:
        return None
    target, leaf = one
    taken: tuple[Statement, ...] = ()
    other: tuple[str, Outcome] | None
    if node.orelse is None and target == "":
        last = _single(following, body)
        other, taken = (last, tuple(following)) if last is not None else (None, ())
        if not following:
            other = ("", None)
    elif node.orelse is None:
        other = (target, Leaf(lambda: target)) if target in body.locals else None
    elif isinstance(node.orelse, cst.If):
        inner = branches_of(node.orelse, following if target == "" else (), body)
        other = (inner.target, inner.gives) if inner is not None else None
        taken = inner.taken if inner is not None else ()
    else:
        other = _single(block_of(node.orelse.body), body)
    if other is None or (other[0] != target and other[1] is not None):
        return None
    if leaf is None and other[1] is None:
        return None
    comments = tuple(_comments(node, taken))
    return Branches(target, Branching(node.test, leaf, other[1]), taken, comments)


def _single(block: Sequence[Statement], body: Body) -> tuple[str, Outcome] | None:
    """Return the name and the value of a block that gives one; None where it does something else."""
    if not block:
        return None
    if isinstance(block[0], cst.If) and body.is_tensor(block[0].test):
        inner = branches_of(block[0], block[1:], body)
        return (inner.target, inner.gives) if inner is not None and len(inner.taken) == len(block) - 1 else None
    if len(block) != 1 or not isinstance(block[0], cst.SimpleStatementLine) or len(block[0].body) != 1:
        return None
    small, render = block[0].body[0], body.context.render
    if isinstance(small, cst.Pass):
        return "", None
    if isinstance(small, cst.Return):
        value = small.value
        if value is None or code_of(value) == "None":
            return "", None
        return "", Leaf(lambda: _operand(render(value)))
    if isinstance(small, cst.Assign) and len(small.targets) == 1 and isinstance(small.targets[0].target, cst.Name):
        given = small.value
        return small.targets[0].target.value, Leaf(lambda: _operand(render(given)))
    if isinstance(small, cst.AugAssign) and isinstance(small.target, cst.Name) and type(small.operator) in BINARY:
        name, operator, right = small.target, BINARY[type(small.operator)](), small.value

        def written_out() -> str:
            new = render(right)
            assert isinstance(new, cst.BaseExpression)
            return code_of(operated(name, operator, new))

        return name.value, Leaf(written_out)
    return None


def _operand(value: cst.CSTNode) -> str:
    """Write a value so that it can stand behind `lambda:`, between commas."""
    text = code_of(value)
    return f"({text})" if isinstance(value, cst.Tuple) and not value.lpar else text


def _comments(node: cst.If, taken: Sequence[Statement]) -> Iterator[cst.EmptyLine]:
    """Yield the comments of the branches, in the order in which they stand."""
    other = node.orelse
    lines: list[cst.EmptyLine] = []
    for part in (*block_of(node.body), other, *(block_of(other.body) if isinstance(other, cst.Else) else ()), *taken):
        lines.extend(part.leading_lines if part is not None else ())
        if isinstance(part, cst.SimpleStatementLine) and part.trailing_whitespace.comment is not None:
            lines.append(cst.EmptyLine(comment=part.trailing_whitespace.comment))
    yield from (line for line in lines if line.comment is not None)


def text_of(outcome: Outcome, sibling: Outcome, body: Body) -> str:
    """Write what a branch gives; one that gives nothing gives zeros in the shape of its sibling."""
    if outcome is None:
        return f"{body.context.tensorflow}.zeros_like({text_of(sibling, None, body)})"
    if isinstance(outcome, Leaf):
        return outcome.text()
    test, one, other = outcome.test, outcome.one, outcome.other
    negated = isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not)
    if negated and isinstance(test, cst.UnaryOperation) and is_learning_phase(test.expression, body) is not None:
        test, one, other = test.expression, other, one
    rendered = body.context.render(test)
    assert isinstance(rendered, cst.BaseExpression)
    return choice(
        rendered,
        is_learning_phase(test, body),
        shape_of(test, body),
        text_of(one, other, body),
        text_of(other, one, body),
        body.context.tensorflow,
    )


def tests(outcome: Outcome) -> list[cst.BaseExpression]:
    """Return the conditions of a choice and of those in it."""
    if not isinstance(outcome, Branching):
        return []
    return [outcome.test, *tests(outcome.one), *tests(outcome.other)]


def gives_nothing(outcome: Outcome) -> bool:
    """Tell whether a branch of a choice gives nothing."""
    return outcome is None or (
        isinstance(outcome, Branching) and (gives_nothing(outcome.one) or gives_nothing(outcome.other))
    )


def shapes(outcome: Outcome, body: Body) -> set[Shape]:
    """Return the shapes of the conditions of a choice."""
    return {shape_of(test, body) for test in tests(outcome)}
