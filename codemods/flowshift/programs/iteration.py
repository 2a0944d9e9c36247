"""Write the loop over a dataset that takes the place of an iterator, and the dataset."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import libcst as cst

from ..kinds.scope import Definition
from ..kinds.values import Call
from ..rules.change import Edit
from ..rules.context import Context
from ..syntax.templates import Statement, code_of, statement
from .conditions import Condition, NotEager
from .epochs import Epoch
from .placeholders import placeholder_dtype
from .runs import placeholder_of
from .steps import Step


@dataclass(frozen=True, eq=False)
class Iteration:
    """An initialisable iterator: the step that makes it, what it goes through, and its elements.

    `elements` are what its `get_next` gives, and `target` how a loop writes them. `dataset` is what the dataset is
    called; where it is made `anew` in each loop, a function of the `parameters`, which are placeholders, and `steps` its
    statements.
    """

    step: Step
    definition: Definition
    elements: tuple[Definition, ...]
    target: str
    dataset: str
    source: cst.BaseExpression
    parameters: tuple[Definition, ...]
    steps: tuple[Step, ...]
    anew: bool  # whether each loop makes the dataset anew


def written_over(iteration: Iteration, call: Call, context: Context) -> str:
    """Write what a loop goes through: the dataset, made of what the run of the initialiser fed."""
    if not iteration.anew:
        return iteration.dataset
    given = {name: argument.value for argument, name in _feeds(call, context)} if iteration.parameters else {}
    texts: list[str] = []
    for parameter in iteration.parameters:
        if parameter not in given:
            raise NotEager(Condition.FED_PLACEHOLDERS, call.node, parameter.name)
        dtype = placeholder_dtype(parameter, context)
        text = code_of(given[parameter])
        plain = isinstance(given[parameter], cst.Integer) and dtype.endswith(("int32", "int64"))  # a size of batches
        texts.append(text if plain else f"{context.tensorflow}.constant({text}, {dtype})")
    return f"{iteration.dataset}({', '.join(texts)})"


def _feeds(call: Call, context: Context) -> Iterable[tuple[cst.DictElement, Definition]]:
    nodes = [a.value for i, a in enumerate(call.node.args) if (a.keyword.value if a.keyword else i) in (1, "feed_dict")]
    feed = nodes[0] if nodes else None
    if not isinstance(feed, cst.Dict):
        raise NotEager(Condition.KNOWN_FEEDS, call.node)
    for element in feed.elements:
        key = placeholder_of(element.key, context.facts) if isinstance(element, cst.DictElement) else None
        if key is None or not isinstance(element, cst.DictElement):
            raise NotEager(Condition.KNOWN_FEEDS, feed, "the key is not the name of a tensor")
        yield element, key


def over_elements(node: cst.CSTNode, epoch: Epoch, target: str, over: str) -> cst.CSTNode:
    """Write `for x, y in dataset:` around what each turn did."""
    assert isinstance(node, (cst.While, cst.Try))
    loop = statement(f"for {target} in {over}:\n    pass\n")
    assert isinstance(loop, cst.For)
    body, after = epoch.parts(node)
    lead = [*epoch.initialisation.leading_lines, *(one for one in node.leading_lines if one.comment is not None)]
    loop = loop.with_changes(body=cst.IndentedBlock(body=body), leading_lines=lead)
    return cst.FlattenSentinel([loop, *after]) if after else loop  # type: ignore[return-value]


def _returning(lines: list[Statement], result: cst.CSTNode) -> list[Statement]:
    """Return the statements with the result at their end; a last line that only names it returns it itself."""
    last = lines[-1] if lines else None
    small = last.body[0] if isinstance(last, cst.SimpleStatementLine) and len(last.body) == 1 else None
    if (
        isinstance(small, cst.Assign)
        and len(small.targets) == 1
        and code_of(small.targets[0].target) == code_of(result)
    ):
        returned = statement(f"return {code_of(small.value)}")
        return [*lines[:-1], returned.with_changes(leading_lines=last.leading_lines if last is not None else ())]
    return [*lines, statement(f"return {code_of(result)}")]


def dataset_edit(iteration: Iteration, context: Context) -> Edit:
    """Write the dataset in place of the iterator: as it is, or as a function of what the initialiser was fed."""

    def rewrite(node: cst.CSTNode) -> cst.CSTNode | cst.RemovalSentinel:
        assert isinstance(node, cst.SimpleStatementLine)
        source = context.render(iteration.source)
        if not iteration.anew:
            if isinstance(iteration.source, cst.Name):
                return cst.RemoveFromParent()
            made = statement(f"{iteration.dataset} = {code_of(source)}")
            return made.with_changes(leading_lines=node.leading_lines)
        names = ", ".join(parameter.name for parameter in iteration.parameters)
        made = statement(f"def {iteration.dataset}({names}):\n    pass\n")
        lines: list[Statement] = []
        for step in iteration.steps:
            line = context.render(step.node)
            assert isinstance(line, (cst.SimpleStatementLine, cst.BaseCompoundStatement))
            lines.append(line)
        lines = _returning(lines, source)
        lines[0] = lines[0].with_changes(leading_lines=[one for one in lines[0].leading_lines if one.comment])
        assert isinstance(made, cst.FunctionDef)
        return made.with_changes(body=cst.IndentedBlock(body=lines), leading_lines=node.leading_lines)

    return Edit(iteration.step.node, rewrite)
