"""Write the variables that TF1 finds in its collections: a list of their names, or what the tape has watched.

    variables = tf.trainable_variables()                   variables = [w1, b1, w2]
    d_vars = [v for v in variables if "dis" in v.name]     d_vars = [w2]

The names of TF1's variables are followed through their scopes, so that a test on them is decided here. Where layers or cells
own weights there is no such list before they are called: the gradients are then taken by what the tape has watched, which are
the same variables where the loss depends on those that TF1 had made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.keras import has_layer_classes
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Api, Call, Literal, Member
from ..rules.change import Edit
from ..rules.context import Context
from ..sharing.scopes import scope_of
from ..syntax.layout import WIDTH, list_text
from ..syntax.templates import code_of, expression
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .functions import Function
from .optimizing import check_trained
from .slices import Program
from .steps import Role, Step
from .variable_names import UnknownTestError, passes, tf1_name

TRAINABLE = frozenset({"tf.trainable_variables", "tf.get_collection"})
_KEY = ("tf.GraphKeys", "TRAINABLE_VARIABLES")
_OWNS_WEIGHTS = frozenset({Make.LAYER, Make.LAYER_CALL, Make.CELL, Make.RNN})
_WATCHED = "tape.watched_variables()"
_BY_NAME = "the names of variables are others in TF2"


@dataclass(frozen=True, eq=False)
class _Listed:
    """A variable with a name of its own, how a list names it, and the name that TF1 gives it; None where that is not known."""

    definition: Definition
    text: str
    name: str | None


def list_variables(program: Program, context: Context) -> list[Edit]:
    """Return the edits that write the lists of variables, and let the program know what each list holds.

    Raises:
        NotEager: a list cannot be told from the source, or the names of what is in it are used.
    """
    steps = [step for step in program.steps if step.role is not Role.RUN]
    if not any(is_trainables(call, context) for step in steps for call in step.calls):
        return []
    if not _is_explicit(program, context):
        return list(_watched(steps, program, context))
    return list(_Lists(program, context).edits(steps))


def is_trainables(call: Call, context: Context) -> bool:
    """Tell whether a call gives the trainable variables of the graph, or those of a scope."""
    if call.api != "tf.get_collection":
        return call.api in TRAINABLE
    site = context.site(call)
    key = site.value("key") if site is not None else None
    if isinstance(key, Literal):
        return key.constant == "trainable_variables"
    return isinstance(key, Member) and isinstance(key.of, Api) and (key.of.name, key.name) == _KEY


def _is_explicit(program: Program, context: Context) -> bool:
    """Tell whether all variables of a program are made by statements that name them."""
    calls = [call for call in context.facts.calls if call.api]
    if any(make_of(call.api) in _OWNS_WEIGHTS for call in calls) or has_layer_classes(context.facts):
        return False
    made = sum(make_of(call.api) is Make.VARIABLE for call in calls)
    return made == len({id(one.value) for step in program.steps for one in step.definitions if _is_variable(one, step)})


def _is_variable(definition: Definition, step: Step) -> bool:
    made = isinstance(definition.value, Call) and make_of(definition.value.api) is Make.VARIABLE
    return made and step.role is Role.VARIABLE and step.origin is None


class _Lists:
    """Follow the lists of variables from one step to the next."""

    def __init__(self, program: Program, context: Context) -> None:
        self.program = program
        self.context = context
        self.known: dict[Definition, list[_Listed]] = {}
        self.found: list[_Listed] = []
        self.taken: set[str] = set()
        self.chosen_from: set[int] = set()  # names of lists in whose place stands what a test has chosen

    def edits(self, steps: Sequence[Step]) -> Iterator[Edit]:
        """Yield the edits of each step in turn."""
        facts = self.context.facts
        for step in steps:
            for definition in step.definitions:
                if _is_variable(definition, step):
                    self._add(definition, step)
            yield from self._step(step)
        for definition in self.known:
            reads = [*facts.reads.get(definition, ()), *facts.attribute_reads.get(definition, ())]
            if reads and all(id(read) in self.chosen_from for read in reads):
                self.program.maker[definition].role = Role.SESSION  # nothing reads it any more

    def _add(self, definition: Definition, step: Step) -> None:
        value, context = definition.value, self.context
        assert isinstance(value, Call)
        if any(one.definition.value is value for one in self.found):
            return  # another name of it
        site = context.site(value)
        trained = site.constant("trainable", True) if site is not None else ...
        if site is not None and isinstance(site.value("trainable"), Api):
            trained = True  # `tf.Variable([0.3], tf.float32)` means a dtype, and gives what counts as true
        if not isinstance(trained, (bool, type(None))):
            raise NotEager(Condition.NATIVE_NAMES, value.node, "whether it is trainable is computed")
        scope = scope_of(value.node, context)
        if value.api == "tf.get_variable" and (scope is None or scope.reuses):
            raise NotEager(Condition.NATIVE_NAMES, value.node, "whether it is a variable of its own is not known")
        try:
            name: str | None = tf1_name(value, self.taken, context)
        except NotEager:
            name = None
        if trained is False:
            return
        if len(self.program.named(definition.name)) > 1:
            raise NotEager(Condition.NATIVE_NAMES, value.node, "a trainable variable that has no name of its own")
        text = f"self.{definition.name}" if definition.owner is not None else definition.name
        self.found.append(_Listed(definition, text, name))

    def _step(self, step: Step) -> Iterator[Edit]:
        whole: dict[int, list[_Listed]] = {}  # by the identity of the expression that is such a list
        for node in descendants(step.node):
            if isinstance(node, cst.Call) and (call := self._call(node, step)) is not None:
                whole[id(node)] = self._of_scope(call, step)
            elif isinstance(node, (cst.Name, cst.Attribute)) and (held := self._held(node)) is not None:
                whole[id(node)] = held
        if not whole:
            return
        filtered: set[int] = set()
        named: set[int] = set()
        for node in descendants(step.node):
            if isinstance(node, (cst.ListComp, cst.GeneratorExp)) and id(node.for_in.iter) in whole:
                held = whole[id(node.for_in.iter)]
                if node.for_in.ifs:
                    held = self._passing(node, held)
                    named.update(id(found) for test in node.for_in.ifs for found in descendants(test))
                    filtered.add(id(node.for_in.iter))
                    self.chosen_from.add(id(node.for_in.iter))
                    yield self._filtered(node, held, step)
                if isinstance(node, cst.ListComp) and code_of(node.elt) == code_of(node.for_in.target):
                    whole[id(node)] = held
        for node in descendants(step.node):
            if isinstance(node, cst.Attribute) and node.attr.value in ("name", "op") and id(node) not in named:
                raise NotEager(Condition.NATIVE_NAMES, node, _BY_NAME)
            if isinstance(node, cst.Call) and id(node) in whole and id(node) not in filtered:
                yield self._written(node, whole[id(node)], step)
        self._define(step, whole)

    def _call(self, node: cst.Call, step: Step) -> Call | None:
        found = next((call for call in step.calls if call.node is node), None)
        return found if found is not None and is_trainables(found, self.context) else None

    def _held(self, node: cst.Name | cst.Attribute) -> list[_Listed] | None:
        """Return what the list of a name holds."""
        sources = self.context.facts.sources.get(id(node), frozenset())
        return self.known.get(next(iter(sources))) if len(sources) == 1 else None

    def _of_scope(self, call: Call, step: Step) -> list[_Listed]:
        """Return the variables of a collection: those whose names begin as its scope says."""
        if any(self._is_hidden(one, step) for one in self.found):
            raise NotEager(Condition.NATIVE_NAMES, call.node, "variables of another function")
        site = self.context.site(call)
        scope = site.constant("scope", None) if site is not None else ...
        if scope is None:
            return list(self.found)
        if not isinstance(scope, str):
            raise NotEager(Condition.NATIVE_NAMES, call.node, "which variables it finds cannot be told from the source")
        return [one for one in self.found if re.match(scope, f"{self._name(one, call.node)}:0")]

    def _is_hidden(self, listed: _Listed, step: Step) -> bool:
        """Tell whether a variable has a name that means nothing where a step stands."""
        owner = listed.definition.owner
        if owner is not None:
            return all(around is not owner for around in self.context.enclosing(step.node))
        body = self.program.scope(listed.definition)
        return body is not step.body.scope and not isinstance(body.owner, cst.Module)

    def _passing(self, node: cst.ListComp | cst.GeneratorExp, held: Sequence[_Listed]) -> list[_Listed]:
        """Return the variables whose names pass the tests of a comprehension."""
        target = node.for_in.target
        if not isinstance(target, cst.Name) or node.for_in.inner_for_in is not None:
            raise NotEager(Condition.NATIVE_NAMES, node, "which variables it finds cannot be told from the source")
        tests = [one.test for one in node.for_in.ifs]
        try:
            return [
                one
                for one in held
                if all(passes(test, target.value, self._name(one, node), self.context) for test in tests)
            ]
        except UnknownTestError:
            raise NotEager(Condition.NATIVE_NAMES, node, "a test on variables that is not understood") from None

    def _name(self, listed: _Listed, node: cst.CSTNode) -> str:
        if listed.name is None:
            raise NotEager(Condition.NATIVE_NAMES, node, f"the name that TF1 gives {listed.text} cannot be told")
        return listed.name

    def _filtered(self, node: cst.ListComp | cst.GeneratorExp, held: Sequence[_Listed], step: Step) -> Edit:
        """Leave the list of what passes in the place of a comprehension with tests."""
        if isinstance(node, cst.ListComp) and code_of(node.elt) == code_of(node.for_in.target):
            return self._written(node, held, step)
        for call in (one for one in step.calls if node.for_in.iter is one.node):
            self.program.written[id(call.node)] = "becomes a list of the variables that it finds"
        loop = node.for_in.with_changes(iter=expression(_text(held, "")), ifs=())

        def without_tests(inner: cst.CSTNode) -> cst.CSTNode:
            assert isinstance(inner, (cst.ListComp, cst.GeneratorExp))
            return inner.with_changes(for_in=loop)

        return Edit(node, without_tests)

    def _written(self, node: cst.BaseExpression, held: Sequence[_Listed], step: Step) -> Edit:
        line = step.node.body[0] if isinstance(step.node, cst.SimpleStatementLine) else None
        before = code_of(line.targets[0]) if isinstance(line, cst.Assign) and line.value is node else ""
        text = _text(held, before)
        for call in (one for one in step.calls if any(found is one.node for found in descendants(node))):
            self.program.written[id(call.node)] = "becomes a list of the variables that it finds"
        return Edit(node, lambda _: expression(text))

    def _define(self, step: Step, whole: dict[int, list[_Listed]]) -> None:
        """Remember what a step lists; a statement that does nothing else is plain Python from now on."""
        program, node = self.program, step.node
        program.listing[step] = frozenset(one.definition for held in whole.values() for one in held)
        small = node.body[0] if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1 else None
        if isinstance(small, cst.Assign) and id(small.value) in whole and len(step.definitions) == 1:
            if program.mutated.get(step.definitions[0].name) is not None:
                raise NotEager(Condition.NATIVE_NAMES, node, "a list of variables that is changed")
            step.role = Role.STATIC
            self.known[step.definitions[0]] = whole[id(small.value)]
            program.lists[step.definitions[0]] = program.listing[step]
        for key, held in whole.items():
            program.listed[key] = f"[{', '.join(one.text for one in held)}]"


def _text(held: Sequence[_Listed], before: str) -> str:
    return list_text([one.text for one in held], WIDTH - len(before))


def _watched(steps: Sequence[Step], program: Program, context: Context) -> Iterator[Edit]:
    """Yield the edits that take what the tape has watched in the place of all trainable variables."""
    for step in steps:
        for call in (one for one in step.calls if is_trainables(one, context)):
            site = context.site(call)
            if site is None or site.given() - {"key"}:
                raise NotEager(Condition.NATIVE_NAMES, call.node, "the variables of layers have other names in TF2")
            program.listed[id(call.node)] = _WATCHED
            program.watched[id(call.node)] = step
            program.written[id(call.node)] = "becomes the variables that the tape has watched"
            _check_unnamed(step.node)
            check_trained(program)
            for read in (name for definition in step.definitions for name in context.read_names(definition)):
                _check_unnamed(context.statement_of(read))
            yield Edit(call.node, lambda _: expression(_WATCHED))


def _check_unnamed(statement: cst.CSTNode | None) -> None:
    """Check that the names of what a list holds are not asked for where it is read: `v.name`.

    Raises:
        NotEager: one may be.
    """
    for node in descendants(statement) if statement is not None else ():
        if isinstance(node, cst.Attribute) and node.attr.value in ("name", "op"):
            raise NotEager(Condition.NATIVE_NAMES, node, _BY_NAME)


def check_watched(program: Program, functions: Sequence[Function]) -> None:
    """Check that what the tape has watched is asked for after the tape, by functions that train.

    Raises:
        NotEager: a function without a tape reads the list, the loss depends on it, or it is taken before the loss has made all.
    """
    for function in functions if program.watched else ():
        taped = function.training.taped if function.training is not None else ()
        for step in (one for one in function.part.steps if one in program.watched.values()):
            if not taped or step in taped:
                raise NotEager(
                    Condition.EXACT_TRAINING, step.node, "which variables it finds is known after the loss only"
                )
            for other in program.closure({d for one in taped for d in one.definitions}):
                owns = other.role in (Role.VARIABLE, Role.OBJECT) or any(kind_of(c) is Kind.OBJECT for c in other.calls)
                if other.index > step.index and owns:
                    raise NotEager(
                        Condition.EXACT_TRAINING, other.node, "it is made when the variables have been listed"
                    )
