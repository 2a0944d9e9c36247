"""Write what a program's saver becomes: a checkpoint of its objects, and a function that reads old files as well."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.kind import Kind, kind_of
from ..kinds.values import Call, Literal, Member
from ..kinds.values import Sequence as Values
from ..model import Applicability
from ..rules.change import Change, Edit, NodeRewrite
from ..rules.context import Context
from ..rules.saver import NAME
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression, statement
from .conditions import Condition, NotEager
from .functions import Function
from .slices import Program
from .steps import Role, Step
from .variable_names import tf1_name

_SAVER = "tf.train.Saver"
_EVERYTHING = frozenset({"tf.global_variables", "tf.all_variables"})
_OWNS_WEIGHTS = frozenset({Make.LAYER, Make.LAYER_CALL, Make.CELL, Make.RNN})
_SLOTS = "the optimizer's slots are not read from files of the TF1 version: they start anew"


def saver_calls(context: Context) -> list[Call]:
    """Return the calls of savers' methods."""
    return [
        call
        for call in context.facts.calls
        if isinstance(call.function, Member)
        and isinstance(call.function.of, Call)
        and call.function.of.api == _SAVER
        and call.function.name in ("save", "restore")
    ]


def saver_sessions(context: Context) -> list[cst.CSTNode]:
    """Return the sessions that savers are handed, and the steps that they put into names."""
    return [argument.value for call in saver_calls(context) for argument in call.node.args]


def initialises_beside_restore(step: Step, context: Context) -> bool:
    """Tell whether an initialisation is the other way of a branch that restores: `if found: restore else: initialise`."""
    restores = [call for call in saver_calls(context) if _restores(call)]
    inside = {id(context.statement_of(call.node)) for call in restores}
    return isinstance(step.node, cst.If) and any(id(node) in inside for node in _lines(step.node))


def without_initialisation(line: cst.CSTNode, step: Step) -> Iterator[Edit]:
    """Drop an initialisation from a branch, and an `else` that has nothing else."""
    node = step.node
    assert isinstance(node, cst.If)
    orelse = node.orelse
    if isinstance(orelse, cst.Else) and isinstance(orelse.body, cst.IndentedBlock) and list(orelse.body.body) == [line]:
        yield Edit(node, _without_else)
    elif isinstance(node.body, cst.IndentedBlock) and list(node.body.body) == [line]:
        yield Edit(line, lambda _: statement("pass"))
    else:
        yield Edit(line, lambda _: cst.RemovalSentinel.REMOVE)


def _without_else(node: cst.CSTNode) -> cst.CSTNode:
    return node.with_changes(orelse=None)


def _lines(node: cst.If) -> Iterator[cst.CSTNode]:
    blocks = [node.body, *([node.orelse.body] if isinstance(node.orelse, cst.Else) else [])]
    for block in blocks:
        for line in block.body:
            yield line
            if isinstance(line, cst.Try):
                yield from line.body.body


def saving(program: Program, functions: Sequence[Function], context: Context) -> tuple[list[Edit], list[Change]]:
    """Return the edits of a program's saver, and what is said of it.

    Raises:
        NotEager: what it saves cannot be told from the source.
    """
    savers = [call for call in context.facts.calls if call.api == _SAVER]
    if not savers:
        return [], []
    call = savers[0]
    definition = context.assigned(call)
    if len(savers) > 1 or definition is None or definition not in program.maker:
        raise NotEager(Condition.NATIVE_NAMES, savers[-1].node, "more than one saver, or one without a name")
    step = program.maker[definition]
    if not isinstance(step.body.owner, cst.Module) or not isinstance(step.node, cst.SimpleStatementLine):
        raise NotEager(Condition.NATIVE_NAMES, call.node, "a saver that is made in a function")
    calls = saver_calls(context)
    known = {id(one.node.func.value) for one in calls if isinstance(one.node.func, cst.Attribute)}
    stray = [name for name in context.read_names(definition) if id(name) not in known]
    if stray:
        raise NotEager(Condition.NATIVE_NAMES, stray[0], "the saver is used for more than saving and restoring")
    variables = _variables(call, program, context)
    return _edits(call, definition.name, step, calls, variables, functions, context)


def _edits(
    call: Call,
    saver: str,
    step: Step,
    calls: Sequence[Call],
    variables: Sequence[tuple[str, str]],
    functions: Sequence[Function],
    context: Context,
) -> tuple[list[Edit], list[Change]]:
    tf = context.tensorflow
    objects = [f"{name}={name}" for name, _ in variables]
    objects += [f"{name}={name}" for name in dict.fromkeys(_optimizers(functions))]
    made = call_text(f"{tf}.train.Checkpoint", objects)
    numbered = [one for one in calls if _given(one, 2, "global_step") is not None]
    checkpoint, lines = saver, []
    if numbered:
        checkpoint = context.fresh("checkpoint", "checkpoint_of_variables")
        directory, prefix = _split(_path(numbered[0]), context)
        arguments = [checkpoint, directory, f"max_to_keep={_kept(call)}", f"checkpoint_name={prefix}"]
        lines = [f"{checkpoint} = {made}", f"{saver} = {call_text(f'{tf}.train.CheckpointManager', arguments)}"]
    edits = [Edit(step.node, _replaced(lines or [f"{saver} = {made}"]))]
    restore = context.fresh("restore", "restore_variables")
    for one in calls:
        edits.append(Edit(one.node, _method(one, saver, restore, context)))
    restores = [one for one in calls if _restores(one)]
    text = _restore_text(restore, checkpoint, variables, tf)
    change = Change(
        NAME,
        call.node,
        _SAVER,
        "becomes tf.train.Checkpoint" + (f"; {_SLOTS}" if restores else ""),
        Applicability.REVIEW,
        definitions=(text,) if restores else (),
    )
    return edits, [change]


def _restore_text(restore: str, checkpoint: str, variables: Sequence[tuple[str, str]], tf: str) -> str:
    names = "".join(f'        "{name}": {variable},\n' for variable, name in variables)
    return (
        f"def {restore}(path):\n"
        f'    """Read a checkpoint of this program, or one of its TF1 version, which has the variables by their names."""\n'
        f"    reader = {tf}.train.load_checkpoint(path)\n"
        f'    if reader.has_tensor("_CHECKPOINTABLE_OBJECT_GRAPH"):\n'
        f"        {checkpoint}.read(path)\n"
        f"        return\n"
        f"    tf1_names = {{\n{names}    }}\n"
        f"    for name, variable in tf1_names.items():\n"
        f"        variable.assign(reader.get_tensor(name))\n"
    )


def _replaced(lines: Sequence[str]) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        assert isinstance(node, cst.SimpleStatementLine)
        written = [statement(line) for line in lines]
        first = written[0].with_changes(leading_lines=node.leading_lines, trailing_whitespace=node.trailing_whitespace)
        return cst.FlattenSentinel([first, *written[1:]])

    return rewrite


def _method(call: Call, saver: str, restore: str, context: Context) -> NodeRewrite:
    """Write a call of the saver's method."""
    step, path = _given(call, 2, "global_step"), _path(call)
    restores = _restores(call)

    def rewrite(_: cst.CSTNode) -> cst.BaseExpression:
        if restores:
            return expression(f"{restore}({code_of(context.render(path))})")
        if step is None:
            return expression(f"{saver}.write({code_of(context.render(path))})")
        return expression(f"{saver}.save(checkpoint_number={code_of(context.render(step))})")

    return rewrite


def _path(call: Call) -> cst.BaseExpression:
    path = _given(call, 1, "save_path")
    if path is None:
        raise NotEager(Condition.NATIVE_NAMES, call.node, "a saver without a path")
    return path


def _given(call: Call, position: int, name: str) -> cst.BaseExpression | None:
    for place, argument in enumerate(call.node.args):
        if argument.keyword.value == name if argument.keyword else place == position:
            return argument.value
    return None


def _restores(call: Call) -> bool:
    return isinstance(call.function, Member) and call.function.name == "restore"


def _kept(call: Call) -> str:
    """Return how many files are kept."""
    value = call.arguments.keyword("max_to_keep")
    return code_of(value.node) if isinstance(value, Literal) else "5"


def _split(path: cst.BaseExpression, context: Context) -> tuple[str, str]:
    """Split a path into its folder and name, as expressions.

    Raises:
        NotEager: they cannot be told apart.
    """
    value = context.facts.value(path)
    if isinstance(value, Literal) and isinstance(value.constant, str):
        folder, _, name = value.constant.rpartition("/")
        return f'"{folder or "."}"', f'"{name}"'
    if isinstance(path, cst.BinaryOperation) and isinstance(path.operator, cst.Add):
        right = context.facts.value(path.right)
        text = right.constant if isinstance(right, Literal) else None
        if isinstance(text, str) and text.startswith("/") and "/" not in text[1:]:
            return code_of(context.render(path.left)), f'"{text[1:]}"'
    if isinstance(path, cst.Call) and len(path.args) == 2 and code_of(path.func).endswith("path.join"):
        return code_of(context.render(path.args[0].value)), code_of(context.render(path.args[1].value))
    raise NotEager(Condition.NATIVE_NAMES, path, "the folder and the name of the checkpoint cannot be told apart")


def _variables(call: Call, program: Program, context: Context) -> list[tuple[str, str]]:
    """Return the names of the saved variables, in Python and in TF1's files.

    Raises:
        NotEager: they cannot be told from the source.
    """
    owners = (c for step in program.steps for c in step.calls if c.api and make_of(c.api) in _OWNS_WEIGHTS)
    owner = next(owners, None)
    if owner is not None:
        raise NotEager(Condition.NATIVE_NAMES, call.node, f"the weights of {owner.api} are saved")
    named: dict[int, tuple[str, str]] = {}
    taken: set[str] = set()
    for step in program.steps:
        for definition in step.definitions:
            value = definition.value
            if step.role is not Role.VARIABLE or not isinstance(value, Call) or kind_of(value) is not Kind.VARIABLE:
                continue
            if len(step.definitions) > 1 or not isinstance(step.body.owner, cst.Module) or step.origin:
                raise NotEager(Condition.NATIVE_NAMES, value.node, "a saved variable that has no name of its own")
            named[id(value)] = (definition.name, tf1_name(value, taken, context))
    if len(named) != sum(bool(c.api) and make_of(c.api) is Make.VARIABLE for c in context.facts.calls):
        raise NotEager(Condition.NATIVE_NAMES, call.node, "a saved variable that has no name of its own")
    chosen = (call.arguments.positional or (call.arguments.keyword("var_list"),))[0]
    if chosen is None or (isinstance(chosen, Call) and chosen.api in _EVERYTHING):
        return list(named.values())
    if isinstance(chosen, Values) and all(id(item) in named for item in chosen.items):
        return [named[id(item)] for item in chosen.items]
    raise NotEager(Condition.NATIVE_NAMES, call.node, "which variables are saved cannot be told from the source")


def _optimizers(functions: Sequence[Function]) -> Iterator[str]:
    """Yield the names of the optimizers that train."""
    for function in functions:
        if function.training is not None and function.training.optimizer:
            yield function.training.optimizer
