"""Write the variables that TF1 finds in its collections: a list of their names, or what the tape has watched.

    variables = tf.trainable_variables()                   variables = [w1, b1, w2]
    d_vars = [v for v in variables if "dis" in v.name]     d_vars = [w2]

The names of TF1's variables are followed through their scopes, so that a test on them is decided here. Where layers or cells
own weights there is no such list before they are called: the gradients are then taken by what the tape has watched, which are
the same variables where the loss depends on those that TF1 had made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.keras import has_layer_classes
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Api, Call
from ..rules.change import Change, Edit
from ..rules.context import Context
from ..sharing.scopes import scope_of
from ..syntax.templates import code_of, expression
from ..syntax.walk import descendants
from .conditions import Condition, NotEager
from .factories import Factory
from .list_uses import check_uses, shape_calls
from .listed import Listed, changes_trainables, chooses_variables, is_trainables, text_of
from .possible_names import OWNS_WEIGHTS, names_of, weight_names
from .slices import Program
from .steps import Role, Step
from .variable_names import UnknownTestError, passes
from .watched_variables import BY_NAME, watched_variables


def list_variables(
    program: Program, factories: Mapping[int, Factory], changes: Sequence[Change], context: Context
) -> list[Edit]:
    """Return the edits that write the lists of variables, and let the program know what each list holds.

    Raises:
        NotEager: a list cannot be told from the source, or the names of what is in it are used.
    """
    if not any(is_trainables(call, context) for step in program.steps for call in step.calls):
        return []
    for call in context.facts.calls:
        if changes_trainables(call, context):
            raise NotEager(Condition.NATIVE_NAMES, call.node, "it changes what counts as trainable")
    setups = {id(edit.node): edit.setup.name for change in changes for edit in change.edits if edit.setup is not None}
    lists = _Lists(program, factories, setups, context)
    if lists.are_named():
        return list(lists.edits(program.steps))
    return list(watched_variables([step for step in program.steps if step.role is not Role.RUN], program, context))


def _is_variable(definition: Definition, step: Step) -> bool:
    made = isinstance(definition.value, Call) and make_of(definition.value.api) is Make.VARIABLE
    return made and step.role is Role.VARIABLE and step.origin is None


class _Lists:
    """Follow the lists of variables from one step to the next."""

    def __init__(
        self, program: Program, factories: Mapping[int, Factory], setups: Mapping[int, str], context: Context
    ) -> None:
        self.program = program
        self.context = context
        self.setups = setups
        self.groups = {
            id(group[0].node): (factory, group) for factory in factories.values() for group in factory.groups
        }
        self.factories = [factory for factory in factories.values() if factory.weights is not None]
        self.known: dict[Definition, list[Listed]] = {}
        self.found: list[Listed] = []
        self.chosen_from: set[int] = set()  # names of lists in whose place stands what a test has chosen

    def are_named(self) -> bool:
        """Tell whether all variables of a program are made by statements that name them, or are handed out."""
        facts, steps = self.context.facts, self.program.steps
        if has_layer_classes(facts):
            return False
        of_factories = {
            id(call.node) for factory in self.factories if factory.weights for call in factory.weights.makers
        }
        own = {id(one.value.node) for step in steps for one in step.definitions if _is_variable(one, step)}  # type: ignore[attr-defined]
        layers = (
            {id(call.node) for step in steps for call in self._layers(step)}
            if chooses_variables(self.context)
            else set()
        )
        makers = (call for call in facts.calls if call.api)
        wanted = {
            id(one.node) for one in makers if make_of(one.api) is Make.VARIABLE or make_of(one.api) in OWNS_WEIGHTS
        }
        return wanted <= own | of_factories | layers

    def _layers(self, step: Step) -> list[Call]:
        """Return the calls of a statement of the module that make a layer, which has a name."""
        if not isinstance(step.body.owner, cst.Module) or step.origin is not None or step.role is Role.STATIC:
            return []
        calls = (call for call in step.calls if call.api and make_of(call.api) is Make.LAYER_CALL)
        return [call for call in calls if id(call.node) in self.setups]

    def edits(self, steps: Sequence[Step]) -> Iterator[Edit]:
        """Yield the edits of each step in turn."""
        context = self.context
        facts = context.facts
        for step in steps:
            for definition in step.definitions:
                if _is_variable(definition, step) and not step.body.factory:
                    self._add(definition, step)
            self.found.extend(self._handed_out(step))
            for call in self._layers(step):
                names = names_of(call, {}, context)
                text = f"{self.setups[id(call.node)]}.trainable_variables"
                self.found.append(Listed(f"*{text}", step, names, None, f"[{self.setups[id(call.node)]}]"))
            yield from self._step(step)
        for definition in self.known:
            reads = [*facts.reads.get(definition, ()), *facts.attribute_reads.get(definition, ())]
            if reads and all(id(read) in self.chosen_from for read in reads):
                self.program.maker[definition].role = Role.SESSION  # nothing reads it any more

    def _handed_out(self, step: Step) -> Iterator[Listed]:
        """Yield what the factories hand out that a statement calls first."""
        for node in descendants(step.node):
            factory, group = self.groups.get(id(node), (None, []))
            if factory is None or factory.weights is None:
                continue
            if step.body.factory or step.body.is_method or step.body.is_class:
                raise NotEager(Condition.BUILT_IN_FUNCTION, node, "what it makes is asked for elsewhere")
            name = factory.lists[id(node)]
            names = weight_names(factory, group[0], self.context)
            yield Listed(f"*{name}", step, names, None, name if factory.weights.are_layers else "")

    def _add(self, definition: Definition, step: Step) -> None:
        value, context = definition.value, self.context
        assert isinstance(value, Call)
        if any(one.definition is not None and one.definition.value is value for one in self.found):
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
        if site is None or "collections" in site.given():
            raise NotEager(Condition.NATIVE_NAMES, value.node, "the collections that it is put into")
        # an object's variables are in the scopes around the call that makes it
        inside = step.body.is_class or step.body.is_method
        names = None if inside else names_of(value, {}, context)
        if trained is False:
            return
        if len(self.program.named(definition.name)) > 1:
            raise NotEager(Condition.NATIVE_NAMES, value.node, "a trainable variable that has no name of its own")
        text = f"self.{definition.name}" if definition.owner is not None else definition.name
        self.found.append(Listed(text, step, names, definition))

    def _step(self, step: Step) -> Iterator[Edit]:
        if step.opens is not None:
            return  # what is in it are steps of their own
        whole: dict[int, list[Listed]] = {}  # by the identity of the expression that is such a list
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
                raise NotEager(Condition.NATIVE_NAMES, node, BY_NAME)
            if isinstance(node, cst.Call) and id(node) in whole and id(node) not in filtered:
                yield self._written(node, whole[id(node)], step)
        of_graph = {one for one in step.uses if kind_of(one.value) in (Kind.GRAPH, Kind.PLACEHOLDER, Kind.UPDATE)}
        if step.role is Role.INSPECTION and of_graph <= self.known.keys():
            step.role = Role.RUN  # it looks at variables, which are there
        check_uses(step, whole, self.context)
        if step.role is not Role.RUN:
            self._define(step, whole)
        elif any(one.layers for held in whole.values() for one in held):
            raise NotEager(
                Condition.GRAPH_IN_PYTHON, step.node, "the variables of layers are there once they are called"
            )
        else:
            self.program.shapes.update(shape_calls(step, self.context))

    def _call(self, node: cst.Call, step: Step) -> Call | None:
        found = next((call for call in step.calls if call.node is node), None)
        return found if found is not None and is_trainables(found, self.context) else None

    def _held(self, node: cst.Name | cst.Attribute) -> list[Listed] | None:
        """Return what the list of a name holds."""
        sources = self.context.facts.sources.get(id(node), frozenset())
        return self.known.get(next(iter(sources))) if len(sources) == 1 else None

    def _of_scope(self, call: Call, step: Step) -> list[Listed]:
        """Return the variables of a collection: those whose names begin as its scope says.

        Raises:
            NotEager: they cannot be told from the source.
        """
        if isinstance(step.node, (cst.FunctionDef, cst.ClassDef)):
            detail = "a function asks for the variables that are there when it is called"
            raise NotEager(Condition.BUILT_IN_FUNCTION, call.node, detail)
        if step.body.factory or (not isinstance(step.body.scope.owner, cst.Module) and self._makes_elsewhere(step)):
            # a body is read where it is defined, and runs where it is called
            raise NotEager(Condition.BUILT_IN_FUNCTION, call.node, "variables are made in another function too")
        if not self.found:
            raise NotEager(Condition.NATIVE_NAMES, call.node, "no variable is known here")
        if any(self._is_hidden(one, step) for one in self.found):
            raise NotEager(Condition.NATIVE_NAMES, call.node, "variables of another function")
        site = self.context.site(call)
        scope = site.constant("scope", None) if site is not None else ...
        if scope is None:
            return list(self.found)
        try:
            pattern = re.compile(scope) if isinstance(scope, str) else None
        except re.error:
            pattern = None  # TF1 stops at it too
        if pattern is None:
            raise NotEager(Condition.NATIVE_NAMES, call.node, "which variables it finds cannot be told from the source")
        self._check_numbers(pattern.pattern, self.found, call.node)
        return [
            one for one in self.found if self._passes(one, lambda name: bool(pattern.match(f"{name}:0")), call.node)
        ]

    def _makes_elsewhere(self, step: Step) -> bool:
        """Tell whether a step outside of the body of one makes variables."""
        for other in self.program.steps:
            if other.body.scope is step.body.scope:
                continue
            makes = any(_is_variable(one, other) for one in other.definitions) or bool(self._layers(other))
            if makes or any(id(node) in self.groups for node in descendants(other.node)):
                return True
        return False

    def _is_hidden(self, listed: Listed, step: Step) -> bool:
        """Tell whether a variable has a name that means nothing where a step stands."""
        definition = listed.definition
        if definition is not None and definition.owner is not None:
            return all(around is not definition.owner for around in self.context.enclosing(step.node))
        body = self.program.scope(definition) if definition is not None else listed.step.body.scope
        return body is not step.body.scope and not isinstance(body.owner, cst.Module)

    def _passing(self, node: cst.ListComp | cst.GeneratorExp, held: Sequence[Listed]) -> list[Listed]:
        """Return the variables whose names pass the tests of a comprehension."""
        target = node.for_in.target
        if not isinstance(target, cst.Name) or node.for_in.inner_for_in is not None:
            raise NotEager(Condition.NATIVE_NAMES, node, "which variables it finds cannot be told from the source")
        tests = [one.test for one in node.for_in.ifs]
        self._check_numbers(" ".join(code_of(test) for test in tests), held, node)
        try:
            return [
                one
                for one in held
                if self._passes(
                    one, lambda name: all(passes(test, target.value, name, self.context) for test in tests), node
                )
            ]
        except UnknownTestError:
            raise NotEager(Condition.NATIVE_NAMES, node, "a test on variables that is not understood") from None

    def _check_numbers(self, test: str, held: Sequence[Listed], node: cst.CSTNode) -> None:
        """Check that a test does not ask for the number that TF1 puts behind a name.

        Raises:
            NotEager: it does.
        """
        if re.search(r"_\d|\\d", test) and any(one.names is None or len(one.names) > 1 for one in held):
            raise NotEager(Condition.NATIVE_NAMES, node, "a test on the numbers that TF1 puts behind names")

    def _passes(self, listed: Listed, test: Callable[[str], bool], node: cst.CSTNode) -> bool:
        """Tell whether what a list holds passes a test on the names of its variables.

        Raises:
            NotEager: that is not known, or some of them may pass and others not.
        """
        passing = {test(name) for name in listed.names or ()}
        if len(passing) != 1:
            detail = f"the names that TF1 gives {listed.text.lstrip('*')} cannot be told"
            raise NotEager(Condition.NATIVE_NAMES, node, detail)
        return passing.pop()

    def _filtered(self, node: cst.ListComp | cst.GeneratorExp, held: Sequence[Listed], step: Step) -> Edit:
        """Leave the list of what passes in the place of a comprehension with tests."""
        if isinstance(node, cst.ListComp) and code_of(node.elt) == code_of(node.for_in.target):
            return self._written(node, held, step)
        self._note_late(node, held, step)
        for call in (one for one in step.calls if node.for_in.iter is one.node):
            self.program.written[id(call.node)] = "becomes a list of the variables that it finds"
        loop = node.for_in.with_changes(iter=expression(text_of(held, "")), ifs=())

        def without_tests(inner: cst.CSTNode) -> cst.CSTNode:
            assert isinstance(inner, (cst.ListComp, cst.GeneratorExp))
            return inner.with_changes(for_in=loop)

        return Edit(node, without_tests)

    def _written(self, node: cst.BaseExpression, held: Sequence[Listed], step: Step) -> Edit:
        line = step.node.body[0] if isinstance(step.node, cst.SimpleStatementLine) else None
        before = code_of(line.targets[0]) if isinstance(line, cst.Assign) and line.value is node else ""
        text = text_of(held, before)
        if isinstance(self.context.tree.parents.get(id(node)), (cst.Subscript, cst.Attribute)) and " + " in text:
            text = f"({text})"
        self._note_late(node, held, step)
        for call in (one for one in step.calls if any(found is one.node for found in descendants(node))):
            self.program.written[id(call.node)] = "becomes a list of the variables that it finds"
        return Edit(node, lambda _: expression(text))

    def _note_late(self, node: cst.CSTNode, held: Sequence[Listed], step: Step) -> None:
        """Remember the layers that a list needs, which have their variables once they are called."""
        layers = [one.step for one in held if one.layers]
        if layers:
            self.program.watched[id(node)] = step
            self.program.needed.setdefault(step, set()).update(layers)

    def _define(self, step: Step, whole: dict[int, list[Listed]]) -> None:
        """Remember what a step lists; a statement that does nothing else is plain Python from now on."""
        program, node = self.program, step.node
        program.listing[step] = frozenset(one.definition for held in whole.values() for one in held if one.definition)
        small = node.body[0] if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1 else None
        if isinstance(small, cst.Assign) and id(small.value) in whole and len(step.definitions) == 1:
            if program.mutated.get(step.definitions[0].name) is not None:
                raise NotEager(Condition.NATIVE_NAMES, node, "a list of variables that is changed")
            self.known[step.definitions[0]] = held = whole[id(small.value)]
            if not any(one.layers for one in held):
                step.role = Role.STATIC
                program.lists[step.definitions[0]] = program.listing[step]
        for key, held in whole.items():
            program.listed[key] = text_of(held, "")
            program.items[key] = frozenset(one.text for one in held)
