"""Write the Python conditions of a Lambda layer's function as operations, where they ask for the value of a tensor.

    if tf.reduce_sum(x) > 0:                    ->  return tf.cond(tf.reduce_sum(x) > 0, lambda: x * 2, lambda: -x)
        return x * 2
    return -x

    x if tf.reduce_max(x) > 1 else x / 2        ->  tf.cond(tf.reduce_max(x) > 1, lambda: x, lambda: x / 2)
    tf.reduce_max(x) > 1 and tf.size(x) < 9     ->  tf.logical_and(tf.reduce_max(x) > 1, tf.size(x) < 9)
    if K.learning_phase(): return noisy         ->  return K.in_train_phase(noisy, x)

Neither runtime can ask a symbolic tensor for its truth; only the phase of learning fails in silence on TF2, which takes the
branch of inference always. A condition for each element becomes `tf.where`, under review: Python's `if` takes one branch for
all. A function whose branches hold several statements gets `@tf.function`, which translates them.

A branch that returns nothing has never run. `tf.zeros_like` of the other branch is what is mostly meant, and is proposed
under review: only its author can know.

Source: each form was run on TF 2.15.1, its gradients with respect to a Dense layer in front compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ..model import Applicability
from ..syntax.templates import Statement, code_of, expression, line
from ..syntax.walk import descendants
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .lambda_arms import Branches, branches_of, gives_nothing, shapes, tests, text_of
from .lambda_bodies import WORDS, Body, lambda_bodies
from .lambda_choice import Shape, chosen, is_learning_phase, shape_of
from .registry import Rule
from .strategy_blocks import block_of

_NAME = "lambda-branch"
_SYMBOL = "tf.keras.layers.Lambda"
_ROWS = "one truth for each row: keep the axis (keepdims=True) and use tf.where, or reduce over the whole batch"
_MESSAGES = {
    "if": "neither runtime can ask a tensor for its truth: the choice becomes an operation",
    "each": "one truth for each element: tf.where chooses for each of them",
    "nothing": "a branch gives nothing, which never ran: zeros in the shape of the other one, if that is what was meant",
    "phase": "TF2 takes the branch of inference in silence: K.in_train_phase asks in both phases",
    "function": "@tf.function translates the branches, each of which must give values of the same shape and dtype",
}


def survey(context: Context) -> Iterator[Change]:
    """Rewrite each condition of a Lambda layer's function that is a tensor."""
    for body in lambda_bodies(context):
        if body.translated:
            continue
        whole = False
        for node, following in _ifs(body):
            found = branches_of(node, following, body)
            if found is None:
                yield _as_function(node, body, first=not whole)
                whole = True
            else:
                yield _if(node, found, body)
        if not whole:
            yield from _expressions(body)
            for loop in body.own:
                if isinstance(loop, cst.While) and body.is_tensor(loop.test):
                    yield manual(
                        _NAME, loop, _SYMBOL, "a tensor has no truth: loop with tf.while_loop, or use @tf.function"
                    )


def _ifs(body: Body) -> Iterator[tuple[cst.If, Sequence[Statement]]]:
    """Yield the outermost `if` statements on tensors, with what follows each of them in its block."""
    blocks: list[Sequence[Statement]] = (
        [block_of(body.function.body)] if isinstance(body.function, cst.FunctionDef) else []
    )
    while blocks:
        block = blocks.pop(0)
        for index, statement in enumerate(block):
            if isinstance(statement, cst.If) and body.is_tensor(statement.test):
                yield statement, block[index + 1 :]
                if _returns(statement):
                    break  # what follows belongs to the choice
            elif isinstance(statement, cst.BaseCompoundStatement):
                blocks.append(block_of(statement.body))
                if isinstance(statement, cst.If) and isinstance(statement.orelse, cst.Else):
                    blocks.append(block_of(statement.orelse.body))


def _returns(node: cst.If) -> bool:
    last = block_of(node.body)[-1:]
    return any(isinstance(line, cst.SimpleStatementLine) and isinstance(line.body[-1], cst.Return) for line in last)


def _if(node: cst.If, found: Branches, body: Body) -> Change:
    kinds = shapes(found.gives, body)
    if Shape.ROWS in kinds:
        return manual(_NAME, node, _SYMBOL, _ROWS)
    if any(_asks_phase(test, body) for test in tests(found.gives)):
        return manual(_NAME, node, _SYMBOL, _MESSAGES["phase"])

    def rewrite(_: cst.CSTNode) -> cst.CSTNode:
        text = text_of(found.gives, None, body)
        new = line(f"{found.target} = {text}" if found.target else f"return {text}")
        return new.with_changes(leading_lines=[*node.leading_lines, *found.comments])

    gone = tuple(Edit(statement, lambda _: cst.RemoveFromParent()) for statement in found.taken)
    phase = any(is_learning_phase(test, body) for test in tests(found.gives))
    return _change(node, (Edit(node, rewrite), *gone), gives_nothing(found.gives), Shape.EACH in kinds, phase, body)


def _change(node: cst.CSTNode, edits: tuple[Edit, ...], nothing: bool, each: bool, phase: bool, body: Body) -> Change:
    message = _MESSAGES["nothing" if nothing else "each" if each else "phase" if phase else "if"]
    sure = not (nothing or each)
    applicability = Applicability.SAFE if sure else Applicability.REVIEW
    return Change(_NAME, node, _SYMBOL, message, applicability, edits=edits)


def _asks_phase(test: cst.BaseExpression, body: Body) -> bool:
    """Tell whether a condition asks for the learning phase among other things."""
    inner = test.expression if isinstance(test, cst.UnaryOperation) else test
    return "learning_phase" in code_of(test) and is_learning_phase(inner, body) is None


def _as_function(node: cst.If, body: Body, first: bool) -> Change:
    """Have AutoGraph translate a function whose branches hold several statements."""
    function = body.function
    assert isinstance(function, cst.FunctionDef)
    if "learning_phase" in code_of(node.test):
        return manual(
            _NAME,
            node,
            _SYMBOL,
            "TF2 takes the branch of inference in silence: write a Layer with call(self, x, training)",
        )
    if shape_of(node.test, body) is not Shape.SINGLE:
        return manual(
            _NAME, node, _SYMBOL, "a tensor has no truth: choose with tf.where, or reduce the condition to one truth"
        )
    if any(isinstance(part, (cst.Raise, cst.Assert)) for part in descendants(node)):
        message = "a tensor has no truth while the model is built: check its value with tf.debugging"
        return manual(_NAME, node, _SYMBOL, message)
    if not _always_returns(block_of(function.body)):
        return manual(_NAME, node, _SYMBOL, "a branch gives nothing: say what it gives, then choose with tf.cond")

    def decorated(new: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(new, cst.FunctionDef)
        decorator = cst.Decorator(expression(f"{body.context.tensorflow}.function"))
        return new.with_changes(decorators=[decorator, *new.decorators])

    edits = (Edit(function, decorated),) if first else ()
    return Change(_NAME, node, _SYMBOL, _MESSAGES["function"], Applicability.REVIEW, edits=edits)


def _always_returns(block: Sequence[Statement]) -> bool:
    """Tell whether each way through a block ends with a value that is returned."""
    if not block:
        return False
    last = block[-1]
    if isinstance(last, cst.If):
        other = (
            block_of(last.orelse.body) if isinstance(last.orelse, cst.Else) else [last.orelse] if last.orelse else []
        )
        return _always_returns(block_of(last.body)) and _always_returns(other)
    small = last.body[-1] if isinstance(last, cst.SimpleStatementLine) else None
    return isinstance(small, cst.Return) and small.value is not None and code_of(small.value) != "None"


def _expressions(body: Body) -> Iterator[Change]:
    """Rewrite conditional expressions, `and`, `or`, `not` and chains of comparisons."""
    tf = body.context.tensorflow
    for node in body.own:
        if isinstance(node, cst.IfExp) and body.is_tensor(node.test):
            yield _ternary(node, body)
        elif isinstance(node, cst.BooleanOperation) and body.is_tensor(node.left) and body.is_tensor(node.right):
            name = "logical_and" if isinstance(node.operator, cst.And) else "logical_or"
            yield _change(node, (Edit(node, _joined(f"{tf}.{name}")),), False, False, False, body)
        elif isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
            if body.is_tensor(node.expression) and is_learning_phase(node.expression, body) is None:
                yield _change(node, (Edit(node, _negated(tf)),), False, False, False, body)
        elif isinstance(node, cst.Comparison) and len(node.comparisons) == 2 and body.is_tensor(node):
            yield _change(node, (Edit(node, _unchained(tf)),), False, False, False, body)


def _ternary(node: cst.IfExp, body: Body) -> Change:
    shape, phase = shape_of(node.test, body), is_learning_phase(node.test, body)
    if shape is Shape.ROWS or (phase is None and "learning_phase" in code_of(node.test)):
        return manual(_NAME, node, _SYMBOL, _ROWS if shape is Shape.ROWS else _MESSAGES["phase"])
    tf = body.context.tensorflow

    def rewrite(new: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(new, cst.IfExp)
        one, other = code_of(new.body), code_of(new.orelse)
        one, other = (f"{tf}.zeros_like({other})" if one == "None" else one), other
        other = f"{tf}.zeros_like({one})" if other == "None" else other
        return chosen(new.test, phase, shape, one, other, tf)

    nothing = "None" in (code_of(node.body), code_of(node.orelse))
    return _change(node, (Edit(node, rewrite),), nothing, shape is Shape.EACH, phase is not None, body)


def _joined(function: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.BooleanOperation)
        return expression(f"{function}({code_of(node.left)}, {code_of(node.right)})")

    return rewrite


def _negated(tf: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.UnaryOperation)
        return expression(f"{tf}.logical_not({code_of(node.expression)})")

    return rewrite


def _unchained(tf: str) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Comparison)
        first, second = node.comparisons
        left = node.with_changes(comparisons=[first], lpar=[], rpar=[])
        right = cst.Comparison(first.comparator, [second])
        return expression(f"{tf}.logical_and({code_of(left)}, {code_of(right)})")

    return rewrite


RULES = (
    Rule(
        _NAME,
        "lambdas",
        "Python conditions on tensors in Lambda layers become operations",
        __doc__ or "",
        survey=survey,
        words=WORDS,
    ),
)
