"""Write the module of an eager program: objects stay where they were made, functions stand where the graph was built."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.scope import Definition
from ..rules.context import Context
from ..rules.rewriter import Rewriter
from ..syntax.templates import Statement, statement
from .bodies import Body
from .classes import kept_parameters, with_attributes
from .eager import Plan
from .factories import applied_function
from .functions import Forward, step_lines, write_forward, write_function
from .placeholders import placeholder_spec
from .places import Places, function_places
from .steps import Role, Step

_BLANK = cst.EmptyLine(indent=False)


def emit(
    plan: Plan, rewriter: Rewriter, context: Context, removed: frozenset[int]
) -> tuple[cst.Module, list[cst.CSTNode]]:
    """Return the new module, and the original statements that are part of it in some form."""
    writer = _Writer(plan, rewriter, context, removed)
    lines = writer.lines(plan.steps[0].body) if plan.steps else []
    return context.module.with_changes(body=lines), writer.kept


class _Writer:
    """Write the bodies of one program."""

    def __init__(self, plan: Plan, rewriter: Rewriter, context: Context, removed: frozenset[int]) -> None:
        self.plan, self.rewriter, self.context, self.removed = plan, rewriter, context, removed
        self.kept: list[cst.CSTNode] = []
        self.written: set[Forward] = set()
        self.in_function = {step for function in plan.functions for step in function.part.steps}
        self.commented: set[Step] = set()  # parameters whose comments stand above a function already
        self.places: Places = function_places(plan)
        self.objects: dict[Body, set[str]] = {}  # what is set up in the methods of each class
        self.above: dict[Body, list[Statement]] = {}  # what methods that build for others need, made before their class

    def lines(self, body: Body) -> list[Statement]:
        """Return the statements of one body."""
        written: list[Statement] = []
        pending: tuple[cst.EmptyLine, ...] = ()
        left: tuple[cst.EmptyLine, ...] = ()  # comments that nothing they are about took along
        after_function = False
        for number in self.places.get((body, -1), ()):
            written.extend(self.definitions(number, not written))
            after_function = True
        for step in _in_order(self.plan.steps, body):
            pending = (*pending, *step.lead)
            setups, own = self.own(step)
            building = self.plan.buildings.get(body.parent) if body.is_method and body.parent is not None else None
            if building is not None and building.step is step:
                setups = (*setups, *building.statements)
            if body.is_class and isinstance(step.node, cst.FunctionDef):
                # a method does not see the names of its class
                self.above.setdefault(body, []).extend(setups)
                setups = ()
            lines = [*setups, *own]
            if lines:
                lead = (*left, *_lead(step, pending, written))
                stays = own and step not in self.plan.rewritten
                # the comments go with the statement, which may stand in a function now
                lines[0] = lines[0].with_changes(leading_lines=lead if stays else _blank_only(lead))
                if setups and own:
                    lines[: len(setups) + 1] = _behind_setups([*setups, own[0]], lead, body)
                anew = step.opens is None and not isinstance(step.node, cst.FunctionDef)
                begins, ends = (anew and isinstance(line, cst.FunctionDef) for line in (lines[0], lines[-1]))
                if after_function or (begins and written):
                    lines[0] = _apart(lines[0], body)
                after_function, pending, left = ends, (), ()
                written.extend(lines)
            else:
                left = (*left, *_left_by(step))
                pending = _blank_only((*pending, *_leading(step.node)))
            for number in self.places.get((body, step.index), ()):
                written.extend(self.definitions(number, not written))
                after_function = True
        return written

    def own(self, step: Step) -> tuple[Sequence[Statement], Sequence[Statement]]:
        """Return the objects that are made before a step, and the lines that it leaves at its place."""
        if step.opens is not None:
            header = self.header(step, step.opens)
            return self.above.pop(step.opens, ()), (header,)
        rendered = step.rendered(self.rewriter)
        own = () if self.is_gone(step) else rendered.lines
        if step.body.is_method and step.body.parent is not None:
            made = self.objects.setdefault(step.body.parent, set())
            made.update(step.lists, *(_bound(line) for line in rendered.setups))
            captured = self.plan.attributes.names.get(step.body.parent, set())
            if step.role is Role.OBJECT and any(definition.name in captured for definition in step.definitions):
                made.update(*(_bound(line) for line in own))  # a layer may have another name than its cell had
        if (step in self.in_function or own) and step not in self.plan.rewritten:
            self.kept.append(step.node)
        return rendered.setups, own

    def header(self, step: Step, body: Body) -> Statement:
        """Write a function or guard around its body."""
        node = step.node
        assert isinstance(node, (cst.FunctionDef, cst.If, cst.ClassDef))
        lines = self.lines(body)
        if body.is_method and body.parent is not None:
            kept = self.plan.attributes.kept.get(body, ())
            lines = with_attributes(lines, self.attributes(body.parent) - set(kept))
            written = [one.body[0] for one in lines if isinstance(one, cst.SimpleStatementLine)]
            missing = [one for one in kept_parameters(kept) if not _is_among(one, written)]
            lines = _with_first(lines, missing)
        factory = self.plan.factories.get(id(node))
        if factory is not None:
            computing = [inner for inner in self.plan.steps if inner.body is body and inner.role is Role.GRAPH]
            self.kept.extend(inner.node for inner in computing)
            lines.extend(applied_function(factory, step_lines(computing, self.rewriter)))
        lines = lines or [statement("pass")]
        if not body.is_class:
            lines[0] = lines[0].with_changes(leading_lines=_without_blank(_leading(lines[0])))
        block = node.body.with_changes(body=lines)
        if isinstance(node, cst.FunctionDef):
            parameters = self.rewriter.render(node.params)
            self.kept.extend((node.params, *node.decorators))
            return node.with_changes(params=parameters, body=block)
        self.kept.extend((*node.bases, *node.decorators) if isinstance(node, cst.ClassDef) else ())
        return node.with_changes(body=block)

    def attributes(self, body: Body) -> set[str]:
        """Return the names that are attributes in a class."""
        return self.plan.attributes.names.get(body, set()) | self.objects.get(body, set())

    def definitions(self, number: int, first: bool) -> Iterator[Statement]:
        """Write one function, before the first one the part that they share, and what the one that trains needs."""
        plan, context = self.plan, self.context
        function = plan.functions[number]
        forward = plan.forwards.get(function.body)
        definitions: list[Statement] = [
            write_function(
                function, forward, self.rewriter, context, lambda p: placeholder_spec(p, function.body, context)
            )
        ]
        taking = {id(definitions[0]): function.parameters}
        if forward is not None and forward not in self.written:
            self.written.add(forward)
            definitions.insert(0, write_forward(forward, self.rewriter))
            taking = {id(definitions[0]): forward.parameters, **taking}
        comments = {key: self.comments(parameters) for key, parameters in taking.items()}
        building = plan.buildings.get(function.body)
        if building is not None and building.function is function and not function.body.is_class:
            definitions[-1:-1] = building.statements
        blank = _apart_by(function.body)
        names = self.attributes(function.body) if function.body.is_class else set()
        for index, (one, written) in enumerate(zip(definitions, with_attributes(definitions, names))):
            apart = isinstance(one, (cst.FunctionDef, cst.With))  # the lines below `with` belong to it
            before = blank if apart and not (first and index == 0) else ()
            lead = [*before, *comments.get(id(one), ()), *written.leading_lines]
            yield written.with_changes(leading_lines=lead)

    def comments(self, parameters: Sequence[Definition]) -> list[cst.EmptyLine]:
        """Return the comments at parameters that stand nowhere yet."""
        comments: list[cst.EmptyLine] = []
        for step in self.plan.steps:
            moved = step.role is Role.GRAPH  # a tensor that is fed: its comments stay where it is computed
            if (
                step not in self.commented
                and not moved
                and any(parameter in step.definitions for parameter in parameters)
            ):
                self.commented.add(step)
                comments.extend(_comments(step))
        return comments

    def is_gone(self, step: Step) -> bool:
        """Tell whether a step leaves no line of its own in its body."""
        moved = step.role in (Role.PARAMETER, Role.GRAPH, Role.UPDATE, Role.INSPECTION, Role.SESSION)
        return moved or step in self.plan.dropped or id(step.node) in self.removed


def _behind_setups(lines: Sequence[Statement], lead: Sequence[cst.EmptyLine], body: Body) -> list[Statement]:
    """Put the lines before a statement above the objects that are set up for it; a function stays apart from them."""
    last = lines[-1]
    if not isinstance(last, (cst.FunctionDef, cst.ClassDef)):
        return [lines[0].with_changes(leading_lines=lead), *lines[1:-1], last.with_changes(leading_lines=())]
    comments = [line for line in lead if line.comment is not None]
    first = lines[0].with_changes(leading_lines=_blank_only(lead)[:1])
    return [first, *lines[1:-1], last.with_changes(leading_lines=[*_apart_by(body), *comments])]


def _in_order(steps: Sequence[Step], body: Body) -> list[Step]:
    """Return the steps of a body as they are written; the methods of a class run in another order."""
    own = [step for step in steps if step.body is body]
    places = {id(node): place for place, node in enumerate(body.nodes)} if body.is_class else {}
    return sorted(own, key=lambda step: places.get(id(step.node), step.index))


def _bound(line: Statement) -> set[str]:
    """Return the name that a line sets up."""
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    target = small.targets[0].target if isinstance(small, cst.Assign) else None
    return {target.value} if isinstance(target, cst.Name) else set()


def _is_among(line: Statement, written: Sequence[cst.CSTNode]) -> bool:
    """Tell whether a line is one that is written already: `self.config = config`."""
    return isinstance(line, cst.SimpleStatementLine) and any(line.body[0].deep_equals(other) for other in written)


def _with_first(lines: list[Statement], first: Sequence[Statement]) -> list[Statement]:
    """Put statements at the beginning of a function, behind its docstring."""
    place = 0
    if lines and isinstance(lines[0], cst.SimpleStatementLine) and isinstance(lines[0].body[0], cst.Expr):
        place = isinstance(lines[0].body[0].value, (cst.SimpleString, cst.ConcatenatedString))
    return [*lines[:place], *first, *lines[place:]]


def _apart_by(body: Body) -> tuple[cst.EmptyLine, ...]:
    """Return the blank lines between functions: two at the top level, one inside a function."""
    return (_BLANK, _BLANK) if isinstance(body.owner, cst.Module) else (_BLANK,)


def _leading(node: Statement) -> tuple[cst.EmptyLine, ...]:
    return tuple(getattr(node, "leading_lines", ()))


def _left_by(step: Step) -> tuple[cst.EmptyLine, ...]:
    """Return what stays of the lines above a session that goes: a comment apart from it is not about it."""
    lines = _leading(step.node)
    if step.role is not Role.SESSION:
        return ()
    blanks = (index for index, line in enumerate(lines) if line.comment is None)
    apart = [line for line in lines[: max(blanks, default=0)] if line.comment is not None]
    return lines[: lines.index(apart[-1]) + 1] if apart else ()


def _lead(step: Step, pending: Sequence[cst.EmptyLine], before: Sequence[Statement]) -> tuple[cst.EmptyLine, ...]:
    """Return the lines before a statement: its own, after what the blocks opened before it had."""
    own = _leading(step.node)
    there = sum(1 for _ in itertools.takewhile(lambda line: line.comment is None, own))
    most = 2 if before and isinstance(before[-1], (cst.FunctionDef, cst.ClassDef)) else 1
    blank = _blank_only(pending)[: max(most - there, 0)]
    comments = tuple(line for line in pending if line.comment is not None)
    return (*blank, *comments, *own)


def _blank_only(lines: Sequence[cst.EmptyLine]) -> tuple[cst.EmptyLine, ...]:
    """Return the blank lines, at most two."""
    return tuple(line for line in lines if line.comment is None)[:2]


def _comments(step: Step) -> list[cst.EmptyLine]:
    """Return the comments at a placeholder, which go to the function that takes it."""
    lines = [line for line in _leading(step.node) if line.comment is not None]
    node = step.node
    if isinstance(node, cst.SimpleStatementLine) and node.trailing_whitespace.comment is not None:
        comment = node.trailing_whitespace.comment
        text = f"# {step.definitions[0].name}: {comment.value.lstrip('# ')}" if step.definitions else comment.value
        lines.append(cst.EmptyLine(comment=comment.with_changes(value=text)))
    return lines


def _without_blank(lines: Sequence[cst.EmptyLine]) -> list[cst.EmptyLine]:
    """Drop the blank lines at the beginning."""
    rest = list(lines)
    while rest and rest[0].comment is None:
        rest.pop(0)
    return rest


def _apart(line: Statement, body: Body) -> Statement:
    """Leave blank lines after a function."""
    return line.with_changes(leading_lines=[*_apart_by(body), *_without_blank(_leading(line))])
