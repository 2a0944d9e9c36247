"""Write what each run becomes: a call of its function with the fed values, and NumPy results as the session gave them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import libcst as cst

from ..kinds.kind import Kind
from ..kinds.scope import Definition
from ..kinds.values import Call
from ..rules.change import Edit
from ..rules.context import Context
from ..syntax.layout import WIDTH, call_text
from ..syntax.templates import code_of, expression, parenthesised
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .functions import Function
from .logs import log_arguments, logged_by_name
from .placeholders import default_of, placeholder_dtype
from .runs import ASSIGNMENTS, Fetch, Run, Shape
from .training import assignment_edit


def result_edits(functions: Sequence[Function], runs: Sequence[Run], context: Context) -> Iterator[Edit]:
    """Replace each run by a call of its function, or by reads of the values it fetches."""
    by_run = {run: function for function in functions for run in function.part.runs}
    for run in runs:
        yield from _result(run, by_run.get(run), context)
        assignment = run.fetches[0].value if run not in by_run and run.fetches else None
        if isinstance(assignment, Call) and assignment.api in ASSIGNMENTS:
            yield assignment_edit(assignment, context)


def used_updates(run: Run, context: Context) -> Iterator[int]:
    """Yield the places of the updates among the fetches of a run whose new value the program uses."""
    line, target = _target(run, context)
    for index, fetch in enumerate(run.fetches):
        if fetch.kind is not Kind.UPDATE or not fetch.has_value or _is_alone(run, context):
            continue
        if run.item is not None and run.item[0] != index:
            continue
        if target is None or _is_read(target.elements[index].value, line, context):
            yield index


def _is_alone(run: Run, context: Context) -> bool:
    """Tell whether nothing is done with the results of a run."""
    small = _small(run, context)
    return isinstance(small, cst.Expr) and small.value is run.call.node


def _small(run: Run, context: Context) -> cst.BaseSmallStatement | None:
    """Return the statement that a run is part of, where it has a line of its own."""
    line = context.statement_of(run.call.node)
    return line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None


def _target(run: Run, context: Context) -> tuple[cst.CSTNode | None, cst.Tuple | cst.List | None]:
    """Return the line and the target of `a, _, b = sess.run([x, train, y])`."""
    line, small = context.statement_of(run.call.node), _small(run, context)
    if run.shape in (Shape.LIST, Shape.TUPLE) and isinstance(small, cst.Assign) and small.value is run.call.node:
        target = small.targets[0].target
        if (
            isinstance(target, (cst.Tuple, cst.List))
            and len(small.targets) == 1
            and len(target.elements) == len(run.fetches)
        ):
            return line, target
    return line, None


def _result(run: Run, function: Function | None, context: Context) -> Iterator[Edit]:
    line, target = _target(run, context)
    if target is not None:
        small = _small(run, context)
        assert isinstance(small, cst.Assign)
        yield from _unpacked(run, function, small, target, line, context)
        return
    if run.item is not None:
        index, subscript = run.item
        text = _item_text(run, function, index, context)
        yield Edit(subscript, lambda _: expression(text()))
        return
    logged = function is not None and run in function.logs and not function.returned
    alone = logged or _is_alone(run, context)
    if function is not None and not alone and not _is_complete(run, function):
        raise NotEager(Condition.KNOWN_FETCHES, run.call.node, "the result keeps the place of an operation")
    yield Edit(run.call.node, lambda _: expression(_value_text(run, function, alone, context)))


def _is_complete(run: Run, function: Function) -> bool:
    """Tell whether the results can be written where operations among them leave None."""
    places = [function.returns(index) for index in range(len(run.fetches))]
    together = sum(one != other for one, other in zip([False, *places], [*places, False])) == 2
    return all(places) or (together and run.shape in (Shape.LIST, Shape.TUPLE) and not function.nested)


def _item_text(run: Run, function: Function | None, index: int, context: Context) -> Callable[[], str]:
    """Return what writes one of the results."""
    if function is None:
        return lambda: _read(run.fetches[index], context)
    if not function.returns(index):
        raise NotEager(Condition.KNOWN_FETCHES, run.call.node, "the result of an operation is used")
    if run.fetches[index].nested:
        raise NotEager(Condition.KNOWN_FETCHES, run.call.node, "one list of several is taken")
    place = sum(function.returns(before) for before in range(index))
    item = f"[{place}]" if len(function.returned) > 1 or function.nested else ""
    return lambda: f"{_call(run, function, context)}{item}.numpy()"


def _value_text(run: Run, function: Function | None, alone: bool, context: Context) -> str:
    """Write the value of a run."""
    if function is None and run.fetches[0].is_plain_assignment and alone:
        return code_of(context.render(run.fetches[0].node))
    if function is None:
        reads = [_read(fetch, context) for fetch in run.fetches]
        if run.shape is Shape.SINGLE:
            return reads[0]
        if run.shape is Shape.DICT:
            keys = (code_of(context.render(key)) for key in run.keys)
            return "{" + ", ".join(f"{key}: {read}" for key, read in zip(keys, reads)) + "}"
        return f"[{', '.join(reads)}]" if run.shape is Shape.LIST else f"({', '.join(reads)},)"
    call = _call(run, function, context)
    if alone or not function.returned:
        return call
    if function.nested:
        return _mapped(call, context)
    if run.shape is Shape.SINGLE:
        return f"{call}.numpy()"
    places = [function.returns(index) for index in range(len(run.fetches))]
    before, after = "None, " * places.index(True), ", None" * places[::-1].index(True)
    if len(function.returned) == 1:
        listed = f"[{before}{call}.numpy(){after}]"
    else:
        listed = f"[{before}*{_listed(call)}{after}]" if before or after else _listed(call)
    return listed if run.shape is Shape.LIST else f"tuple({listed if before or after else listed[1:-1]})"


def _mapped(call: str, context: Context) -> str:
    """Write the NumPy values of nested results."""
    return f"{context.tensorflow}.nest.map_structure(lambda value: value.numpy(), {call})"


def _listed(call: str) -> str:
    """Write the list of the results as NumPy values, over several lines where the call is long."""
    flat = f"[value.numpy() for value in {call}]"
    if "\n" not in flat and len(flat) <= WIDTH - 20:
        return flat
    inner = call.replace("\n", "\n    ")
    return f"[\n    value.numpy()\n    for value in {inner}\n]"


def _read(fetch: Fetch, context: Context) -> str:
    rendered = context.render(fetch.node)
    assert isinstance(rendered, cst.BaseExpression)
    if fetch.nested:
        return _mapped(code_of(rendered), context)
    return f"{code_of(parenthesised(rendered))}.numpy()"


def _unpacked(
    run: Run,
    function: Function | None,
    small: cst.Assign,
    target: cst.Tuple | cst.List,
    line: cst.CSTNode | None,
    context: Context,
) -> Iterator[Edit]:
    """Rewrite `a, _, b = sess.run([x, train, y])`: the places of operations go."""
    kept: list[cst.BaseExpression] = []
    for index, element in enumerate(target.elements):
        if function is None or function.returns(index):
            kept.append(element.value)
        elif run not in function.logs and _is_read(element.value, line, context):
            raise NotEager(Condition.KNOWN_FETCHES, element.value, "the result of an operation is used")

    def rewrite(_: cst.CSTNode) -> cst.CSTNode:
        names = [code_of(context.render(name)) for name in kept]  # one may have got another name
        if function is None:
            text = ", ".join(_read(fetch, context) for fetch in run.fetches)
            return _assign(small, ", ".join(names), text)
        call = _call(run, function, context)
        if not kept:
            return cst.Expr(expression(call))
        if function.nested:
            comma = "," if len(kept) == 1 else ""
            return _assign(small, ", ".join(names) + comma, _mapped(call, context))
        if len(kept) == 1:
            return _assign(small, names[0], f"{call}.numpy()")
        return _assign(small, ", ".join(names), _listed(call))

    yield Edit(small, rewrite)


def _assign(small: cst.Assign, target: str, value: str) -> cst.Assign:
    first = small.targets[0].with_changes(target=cst.parse_expression(target))
    return small.with_changes(targets=[first], value=expression(value))


def _is_read(target: cst.BaseExpression, line: cst.CSTNode | None, context: Context) -> bool:
    if not isinstance(target, cst.Name):
        return True
    definitions = [d for d in context.facts.defines.get(id(line), ()) if d.name == target.value]
    return any(context.read_names(definition) for definition in definitions)


def _call_layout(name: str, arguments: Sequence[str]) -> str:
    """Write a call on one line, with its arguments on a second one, or with one argument a line."""
    inner = ", ".join(arguments)
    if len(name) + len(inner) > WIDTH - 30 and len(inner) <= WIDTH - 10 and "\n" not in inner:
        return f"{name}(\n    {inner}\n)"
    return call_text(name, arguments)


def _call(run: Run, function: Function, context: Context) -> str:
    """Write the call of a function with what the run feeds."""
    name = _callable(run, function, context)
    logged = log_arguments(function.logs[run], context) if run in function.logs else []
    if not function.parameters:
        return f"{name}({', '.join(logged)})"
    given = dict(run.feeds)
    if run.displays and run.feed is not None:
        feed = code_of(context.render(run.feed))
        if given.keys() == set(function.parameters):
            return f"{name}({', '.join([*logged_by_name(function.logs.get(run), context), f'**{feed}'])})"
        items = [
            f'{feed}["{parameter.name}"]' if parameter in given else _not_fed(parameter, function, context)
            for parameter in function.parameters
        ]
        return _call_layout(name, [*items, *logged])
    arguments: list[str] = []
    for parameter in function.parameters:
        fed = parameter in given
        text = code_of(context.render(given[parameter])) if fed else _not_fed(parameter, function, context)
        if not function.signature and parameter not in function.part.elements:
            text = f"{context.tensorflow}.constant({text}, {placeholder_dtype(parameter, context)})"
        arguments.append(text)
    arguments.extend(logged)
    return _call_layout(name, arguments)


def _not_fed(parameter: Definition, function: Function, context: Context) -> str:
    """Write what a parameter is given in a run that does not feed it: an element has its name in the loop too."""
    if parameter in function.part.elements:
        return parameter.name
    default = default_of(parameter)
    assert default is not None  # the slice has checked that it is fed, or has a default
    return code_of(context.render(default))


def _callable(run: Run, function: Function, context: Context) -> str:
    """Write how the run reaches its function: a method through the object that has the tensors."""
    if not function.body.is_class:
        return function.name
    objects: set[str] = set()
    for fetch in run.fetches:
        for node in descendants(fetch.node):
            sources = context.facts.sources.get(id(node), ()) if isinstance(node, cst.Attribute) else ()
            if any(definition.owner is function.body.owner for definition in sources):
                assert isinstance(node, cst.Attribute)
                objects.add(code_of(node.value))
    if len(objects) != 1:
        raise NotEager(Condition.BUILT_IN_CLASS, run.call.node, "the object that has what is fetched is not named")
    return f"{objects.pop()}.{function.name}"
