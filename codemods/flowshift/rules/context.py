"""Hold what a rule may ask about the file it looks at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Mapping_
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import libcst as cst

from ..kinds.cells import is_copied
from ..kinds.facts import Facts
from ..kinds.kind import Kind, kind_of
from ..kinds.scope import Definition
from ..kinds.values import Call, Choice, Growing, Item, Mapping, Member, Operation, Value
from ..kinds.values import Sequence as SequenceValue
from ..model import Style
from ..symbols.api_map import parameters_of
from ..syntax.templates import code_of
from ..syntax.tree import Tree
from ..syntax.walk import descendants
from .call_site import CallSite, bind

if TYPE_CHECKING:
    from .registry import Rule


def _as_it_is(node: cst.CSTNode) -> cst.CSTNode:
    return node


@dataclass
class Context:
    """Answer questions of rules about one module. `render` returns an original node with the edits of all rules made."""

    tree: Tree
    facts: Facts
    style: Style
    tensorflow: str = "tf"  # the name under which the output reaches TensorFlow
    package: bool = False  # the file is a module of a package
    render: Callable[[cst.CSTNode], cst.CSTNode] = _as_it_is
    bodies: frozenset[int] = frozenset()  # functions and classes whose statements are steps of the program, by identity
    reused: frozenset[int] = frozenset()  # `reuse` arguments in whose place an object is shared, by identity
    taken: set[str] = field(default_factory=set)
    memory: dict[object, object] = field(default_factory=dict)  # what rules of one family agree on
    switched: bool = False  # the migrated module itself switches TF2's behaviour off
    again: Mapping_[str, str] = field(default_factory=dict)  # objects that are made again, and the ones that they are
    any_version: Sequence[Rule] | None = None  # the rules that are asked about a program without any TF1-only name

    def forget(self) -> None:
        """Let go of the edits, which know it in turn, when nothing will be rendered any more."""
        self.render = _as_it_is
        self.memory.clear()

    @property
    def module(self) -> cst.Module:
        """Return the module that is looked at."""
        return self.tree.module

    def site(self, call: Call) -> CallSite | None:
        """Bind the call's arguments to the parameters of the TF1 symbol; None where that is not certain."""
        parameters = parameters_of(call.api)
        return None if parameters is None else bind(call, parameters)

    def fresh(self, *wanted: str, of_function: bool = False) -> str:
        """Return the first of the wanted names that the module does not use, or the last with a number behind it."""
        for name in wanted:
            if self.free(name, of_function):
                return self._take(name)
        number = 2
        while not self.free(f"{wanted[-1]}_{number}", of_function):
            number += 1
        return self._take(f"{wanted[-1]}_{number}")

    def fresh_for(self, key: object, *wanted: str) -> str:
        """Return the same fresh name each time it is asked for with the same key: code may be rendered twice."""
        if ("name", key) not in self.memory:
            self.memory["name", key] = self.fresh(*wanted)
        return str(self.memory["name", key])

    def free(self, name: str, of_function: bool = False) -> bool:
        """Tell whether a name is neither the module's nor given to new code.

        What is made may become an attribute, and so not have the name of one; a function may have that of a tensor, which
        becomes a name of its own inside of functions.
        """
        attributes = self.facts.kept_attributes if of_function else self.facts.attributes
        return name not in self.facts.names and name not in attributes and name not in self.taken

    def _take(self, name: str) -> str:
        self.taken.add(name)
        return name

    def statement_of(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """Return the simple statement line, or compound statement, that holds the node directly."""
        return self.tree.statement_of(node)

    def enclosing(self, node: cst.CSTNode) -> list[cst.CSTNode]:
        """Return the compound statements around a node, the innermost first."""
        return self.tree.enclosing(node)

    def assigned(self, call: Call) -> Definition | None:
        """Return the definition `name = call(...)` that holds exactly this call, if there is one."""
        statement = self.statement_of(call.node)
        for definition in self.facts.defines.get(id(statement), ()):
            if definition.value is call and definition.owner is None:
                return definition
        return None

    def assigned_to(self, call: Call) -> str:
        """Return the name or attribute that holds exactly this call's result, an empty string where there is none."""
        statement = self.statement_of(call.node)
        small = (
            statement.body[0] if isinstance(statement, cst.SimpleStatementLine) and len(statement.body) == 1 else None
        )
        if not isinstance(small, cst.Assign) or small.value is not call.node or len(small.targets) != 1:
            return ""
        target = small.targets[0].target
        name = code_of(target) if isinstance(target, (cst.Name, cst.Attribute)) else ""
        return self.again.get(name, name)

    def owner(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """Return the innermost function around a node, None at the top level."""
        return next((found for found in self.enclosing(node) if isinstance(found, cst.FunctionDef)), None)

    def is_repeated(self, node: cst.CSTNode) -> bool:
        """Tell whether a call may run more than once, so that a layer made at its place would be made again."""
        if self._is_in_comprehension(node):
            return True
        repeated = (cst.FunctionDef, cst.ClassDef, cst.For, cst.While, cst.Lambda)
        return any(isinstance(one, repeated) for one in self.enclosing(node) if id(one) not in self.bodies)

    def _is_in_comprehension(self, node: cst.CSTNode) -> bool:
        current: cst.CSTNode | None = node
        while current is not None and not isinstance(current, (cst.BaseSmallStatement, cst.BaseStatement)):
            if isinstance(current, cst.BaseComp):
                return True
            current = self.tree.parents.get(id(current))
        return False

    def is_inside_loop(self, node: cst.CSTNode) -> bool:
        """Tell whether a node is evaluated several times each time that its function is: in a loop or comprehension."""
        current: cst.CSTNode | None = node
        while current is not None and not isinstance(current, cst.FunctionDef):
            if isinstance(current, (cst.For, cst.While, cst.BaseComp, cst.Lambda)):
                return True
            current = self.tree.parents.get(id(current))
        return False

    def read_names(self, definition: Definition) -> list[cst.Name]:
        """Return the places that read what the definition gave."""
        return self.facts.reads.get(definition, [])

    def calls_with(self, value: Value) -> list[Call]:
        """Return the calls that get the value as an argument, directly or in a list or tuple."""
        return [call for call in self.facts.calls if any(_holds(argument, value) for argument in _arguments(call))]

    def single_definitions(self, node: cst.CSTNode) -> bool:
        """Tell whether every name below the node means the same wherever it is read: then the node may be moved.

        A name that was bound more than once does where it holds an object, and its last value is read: objects are made
        before anything is computed.
        """
        bound: dict[str, list[Definition]] = {}
        for definitions in self.facts.defines.values():
            for definition in (d for d in definitions if d.owner is None):
                bound.setdefault(definition.name, []).append(definition)
        names = [found for found in descendants(node) if isinstance(found, cst.Name)]
        return all(len(bound.get(name.value, ())) <= 1 or self._is_last_object(name, bound) for name in names)

    def _is_last_object(self, name: cst.Name, bound: dict[str, list[Definition]]) -> bool:
        read = self.facts.sources.get(id(name), frozenset())
        kinds = {kind_of(definition.value) for definition in bound[name.value]}
        owners = {self.owner(definition.statement) for definition in bound[name.value]}
        return read == {bound[name.value][-1]} and kinds == {Kind.OBJECT} and len(owners) == 1


def _arguments(call: Call) -> Sequence[Value]:
    return (*call.arguments.positional, *(value for _, value in call.arguments.keywords))


def _holds(argument: Value, value: Value) -> bool:
    if argument is value:
        return True
    if isinstance(argument, Call):
        if is_copied(argument):
            return any(_holds(item, value) for item in _arguments(argument))
        # a function that is followed for several callers makes its calls anew for each
        return isinstance(value, Call) and argument.node is value.node
    if isinstance(argument, (SequenceValue, Growing)):
        return any(_holds(item, value) for item in argument.items)
    if isinstance(argument, Choice):
        return any(_holds(option, value) for option in argument.options)
    if isinstance(argument, Item) and isinstance(argument.of, (Operation, Growing)):
        return _holds(argument.of, value)
    if isinstance(argument, Operation) and isinstance(argument.node, (cst.BaseComp, cst.BinaryOperation)):
        return any(_holds(operand, value) for operand in argument.operands)
    return False


def parts(value: Value) -> Sequence[Value]:
    """Return the values that a value was made from."""
    if isinstance(value, Call):
        return (value.function, *_arguments(value))
    if isinstance(value, (Item, Member)):
        return (value.of, *(value.operands if isinstance(value, Item) else ()))
    if isinstance(value, Operation):
        return value.operands
    if isinstance(value, (SequenceValue, Growing)):
        return value.items
    if isinstance(value, Mapping):
        return tuple(part for entry in value.entries for part in entry)
    if isinstance(value, Choice):
        return value.options
    return ()
