"""Write `tf.gradients(loss, variables)`, whose gradients an optimizer applies, as `tape.gradient(loss, variables)`."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Call, Member
from ..rules.change import Edit, Setup
from ..rules.context import Context
from ..rules.optimizers import STARTS_AT_ONE
from ..syntax.templates import code_of, expression, statement
from .conditions import Condition, NotEager
from .optimizing import SLOTS_NEED_VARIABLES, Objective, apply_edits, loss_text, ones_line, optimizer_name, step_making
from .runs import definitions_read
from .slices import Program
from .sparse_gradients import check_sparse
from .steps import Role, Step

_JOINS = ("tf.clip_by_global_norm", "tf.global_norm")  # what needs all gradients before any is applied
RACE = (
    ": all gradients are taken before a variable changes, which TF1 leaves open for tf.gradients without gate_gradients"
)
# `colocate_gradients_with_ops` says where they are computed.
_UNDERSTOOD = frozenset({"ys", "xs", "name", "colocate_gradients_with_ops"})


def plain_gradient_edits(
    program: Program,
    call: Call,
    objective: Objective,
    applying: Step,
    context: Context,
) -> tuple[tuple[Edit, ...], str]:
    """Return the edits of the gradients and of the step that applies them, and the name of the optimizer.

    Raises:
        NotEager: they are not taken by variables that are known, or not applied in one way only.
    """
    site = context.site(call)
    if site is None or site.given() - _UNDERSTOOD or _is_repeated(call, context):
        raise NotEager(Condition.EXACT_TRAINING, call.node, "an argument of tf.gradients")
    loss, sources = site.nodes["ys"], site.nodes["xs"]
    applied = _applying_call(applying, call, context)
    assert isinstance(applied.function, Member)
    optimizer = applied.function.of
    check_sparse(program, loss, optimizer)
    text, last = _sources(program, sources, call, context)

    program.written[id(call.node)] = "becomes tape.gradient"
    if not any(one.api in _JOINS for step in program.steps for one in step.calls):
        program.written[id(call.node)] += RACE

    def by_tape(_: cst.CSTNode) -> cst.BaseExpression:
        given = (
            f"[{code_of(context.render(sources))}]" if _is_one(sources, context) else code_of(context.render(sources))
        )
        return expression(f"tape.gradient({loss_text(loss, objective, context)}, {given})")

    lines: tuple[str, ...] = ()
    assert isinstance(applied.node.func, cst.Attribute)
    receiver = applied.node.func.value
    inline = isinstance(receiver, cst.Call)
    name = optimizer_name(applying, context) if inline else code_of(receiver)
    if last is not None:
        lines = (f"{name}.build({text})",)
    if isinstance(optimizer, Call) and optimizer.api in STARTS_AT_ONE:
        if last is None:
            raise NotEager(Condition.EXACT_TRAINING, optimizer.node, SLOTS_NEED_VARIABLES)
        lines = (*lines, ones_line(name, context.tensorflow))
    edits = [Edit(call.node, by_tape), *apply_edits(applying, context, name if inline else "")]
    if inline:
        edits.append(
            Edit(applied.node, lambda node: node, Setup(name, lambda _: _rendered(receiver, context), "", lines))
        )
    elif lines:
        edits.extend(_slots_after(optimizer, lines, last, program))
    return tuple(edits), name


def _is_repeated(call: Call, context: Context) -> bool:
    """Tell whether gradients are taken in a loop; a comprehension may go over them."""
    parents = context.tree.parents
    loop = parents.get(id(call.node))
    over = isinstance(loop, cst.CompFor) and loop.iter is call.node and isinstance(parents.get(id(loop)), cst.BaseComp)
    around = parents.get(id(parents.get(id(loop)))) if over else call.node
    return around is not None and context.is_inside_loop(around)


def _rendered(node: cst.BaseExpression, context: Context) -> cst.BaseExpression:
    rendered = context.render(node)
    assert isinstance(rendered, cst.BaseExpression)
    return rendered


def _applying_call(step: Step, call: Call, context: Context) -> Call:
    """Return the call that applies the gradients, where its optimizer takes no other steps.

    Raises:
        NotEager: it does, or there is not one call.
    """
    applying = [
        one for one in step.calls if isinstance(one.function, Member) and one.function.name == "apply_gradients"
    ]
    if len(applying) != 1 or not isinstance(applying[0].function, Member):
        raise NotEager(Condition.EXACT_TRAINING, step.node, "the gradients are not applied by one optimizer")
    optimizer = applying[0].function.of
    methods = [one for one in context.facts.calls if isinstance(one.function, Member) and one.function.of is optimizer]
    if len(methods) != 1:
        raise NotEager(Condition.EXACT_TRAINING, call.node, "one optimizer takes several steps")
    return applying[0]


def _is_one(sources: cst.BaseExpression, context: Context) -> bool:
    """Tell whether the gradients are taken by one variable, of which TF1 makes a list."""
    return kind_of(context.facts.value(sources)) is Kind.VARIABLE and isinstance(sources, (cst.Name, cst.Attribute))


def _sources(program: Program, sources: cst.BaseExpression, call: Call, context: Context) -> tuple[str, int | None]:
    """Return the variables as text, and the index of the step that makes the last of them; None where the tape knows them.

    Raises:
        NotEager: they are not known to be variables.
    """
    read = definitions_read(sources, program.facts)
    if id(sources) in program.watched or any(program.maker.get(one) in program.watched.values() for one in read):
        return "", None
    text = f"[{code_of(sources)}]" if _is_one(sources, context) else code_of(sources)
    if read and read <= program.lists.keys():
        makers = [program.maker[one] for definition in read for one in (definition, *program.lists[definition])]
        return text, max(maker.index for maker in makers)
    variables = read and all(_is_made(one, program) for one in read)
    shown = isinstance(sources, (cst.List, cst.Tuple)) or _is_one(sources, context)
    if variables and shown:
        return text, max(program.maker[one].index for one in read)
    if id(sources) in program.listed:
        held = program.listing[program.home[id(context.statement_of(call.node))]]
        return program.listed[id(sources)], max(program.maker[one].index for one in held)
    raise NotEager(Condition.EXACT_TRAINING, call.node, "by what it differentiates")


def _is_made(definition: Definition, program: Program) -> bool:
    maker = program.maker.get(definition)
    return maker is not None and maker.role is Role.VARIABLE and kind_of(definition.value) is Kind.VARIABLE


def _slots_after(optimizer: object, lines: Sequence[str], last: int | None, program: Program) -> list[Edit]:
    """Make the slots where the optimizer is made, if its variables are there."""
    assert isinstance(optimizer, Call)
    made = step_making(optimizer, program)
    if made is None or last is None or made.index < last:
        if optimizer.api in STARTS_AT_ONE:
            raise NotEager(
                Condition.EXACT_TRAINING, optimizer.node, "its slots start at 1, and its variables come later"
            )
        return []

    def with_slots(line: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        return cst.FlattenSentinel([line, *(statement(text) for text in lines)])

    return [Edit(made.node, with_slots)]
