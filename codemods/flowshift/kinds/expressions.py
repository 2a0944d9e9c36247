"""Evaluate expressions to abstract values."""

from __future__ import annotations

import builtins
from collections.abc import Callable

import libcst as cst

from ..symbols.api_map import canonical, is_module
from ..syntax.walk import children, is_expression
from .calls import CallFollower
from .evaluation import BUDGET
from .facts import Reference
from .kind import Kind, kind_of
from .scope import Binding, Scope
from .values import (
    UNKNOWN,
    Api,
    Arguments,
    Call,
    Choice,
    Class,
    Foreign,
    Function,
    Growing,
    Instance,
    Item,
    Literal,
    Mapping,
    Member,
    Operation,
    Sequence,
    Value,
    join,
    matters,
)

_BUILTINS = frozenset(dir(builtins))


class ExpressionEvaluator(CallFollower):
    """Evaluate expressions in a scope; statements are the business of `Interpreter`."""

    def evaluate(self, node: cst.BaseExpression, scope: Scope) -> Value:
        """Return the value of an expression and record it."""
        self.work += 1
        if self.work > BUDGET:
            return UNKNOWN
        handler = _EXPRESSIONS.get(type(node))
        value = handler(self, node, scope) if handler is not None else self.compound(node, scope)
        if value is not UNKNOWN and self.recording:
            self.facts.values[id(node)] = value
        return value

    def name(self, node: cst.Name, scope: Scope) -> Value:
        """Read a name, noting which definitions it may come from."""
        name = node.value
        if self.recording:
            self.facts.names.add(name)
        self.facts.read.add(name)
        binding = scope.lookup(name)
        if binding is None:
            if name in ("True", "False", "None"):
                return Literal(node, {"True": True, "False": False}.get(node.value), True)
            return Foreign("builtins." + node.value) if node.value in _BUILTINS else UNKNOWN
        self.note_use(node, binding)
        if isinstance(binding.value, Api) and self.recording:
            if not _is_parameter(binding):
                self.facts.references.append(Reference(node, binding.value))
        elif self.recording and _may_be_symbol(binding.value):
            self.facts.ambiguous.append(node)
        return binding.value

    def note_use(self, node: cst.Name, binding: Binding) -> None:
        """Note that the current statement reads the definitions."""
        if self.statement is not None:
            self.facts.uses.setdefault(id(self.statement), set()).update(binding.definitions)
        if self.recording:
            self.read_names.append((node, self.statement))
            self.facts.sources[id(node)] = binding.definitions
            for definition in binding.definitions:
                self.facts.reads.setdefault(definition, []).append(node)

    def attribute(self, node: cst.Attribute, scope: Scope) -> Value:
        """Read an attribute: of a TensorFlow module a longer name, of an object of the program what was stored."""
        of = self.evaluate(node.value, scope)
        name = node.attr.value
        if isinstance(of, Api) and is_module(of.name):
            value = Api(canonical(_public(f"{of.name}.{name}")), of.imported_as, f"{of.written}.{name}")
            if self.recording:
                # the longer name takes the place of the shorter one; a module kept in `self.tf` has left no reference
                if self.facts.references and self.facts.references[-1].node is node.value:
                    self.facts.references.pop()
                self.facts.references.append(Reference(node, value))
            return value
        if isinstance(of, Foreign):
            return Foreign(f"{of.name}.{name}")
        if isinstance(of, Instance):
            self.facts.own.add(name)
            if self.recording and self.statement is not None:
                self.attribute_reads.append((node, of.of.node, self.statement))
            stored = self.attributes.get((id(of.of.node), name))
            if stored is not None:
                return stored
            method = self.class_scopes.get(id(of.of.node), Scope()).names.get(name)
            if method is not None and isinstance(method.value, Function):
                return Function(method.value.node, method.value.scope, of)
            return UNKNOWN
        if of is UNKNOWN:
            return UNKNOWN
        member = Member(of, name)
        if self.recording:
            self.facts.members.append((node, member))
        return member

    def call(self, node: cst.Call, scope: Scope) -> Value:
        """Evaluate a call; a function of the program is followed for what it returns."""
        mark = len(self.facts.references)
        function = self.evaluate(node.func, scope)
        arguments = self.arguments(node, scope)
        if isinstance(function, Function):
            return self.follow(function, node, arguments)
        if isinstance(function, Class):
            return self.construct(function, node, arguments)
        if function is UNKNOWN:
            if any(matters(argument) for argument in (*arguments.positional, *dict(arguments.keywords).values())):
                value: Value = Call(UNKNOWN, node, arguments)
                self.note_call(value)
                return value
            return UNKNOWN
        value = Call(function, node, arguments)
        if isinstance(function, Member) and function.name == "append":
            self.append(node, function.of, arguments, scope)
        if isinstance(function, Api) and self.recording:
            references = self.facts.references
            for index in range(mark, len(references)):
                if references[index].node is node.func:
                    references[index] = Reference(node.func, function, value)
        self.note_call(value)
        return value

    def append(self, node: cst.Call, of: Value, arguments: Arguments, scope: Scope) -> None:
        """Let a list of layers or cells that a name holds grow; lists of tensors are not followed."""
        name = node.func.value if isinstance(node.func, cst.Attribute) else None
        binding = scope.names.get(name.value) if isinstance(name, cst.Name) else None
        added = arguments.positional[0] if len(arguments.positional) == 1 else UNKNOWN
        if binding is None or not isinstance(name, cst.Name) or kind_of(added) is not Kind.OBJECT:
            return
        ways = of.options if isinstance(of, Choice) else (of,)
        known = [way for way in ways if not (isinstance(way, Sequence) and not way.items)]
        items: list[Value] = []
        for way in known:
            if not isinstance(way, (Sequence, Growing)):
                return
            items.extend(item for item in way.items if not any(item is other for other in items))
        if not any(item is added for item in items):
            items.append(added)
        scope.names[name.value] = Binding(Growing(tuple(items)), binding.definitions)

    def note_call(self, value: Value) -> None:
        """Keep a call, and that the current statement makes it (directly, or through a function it calls)."""
        if not isinstance(value, Call):
            return
        if self.recording:
            self.facts.calls.append(value)
        if self.statement is not None:
            self.facts.statement_calls.setdefault(id(self.statement), []).append(value)

    def arguments(self, node: cst.Call, scope: Scope) -> Arguments:
        """Evaluate the arguments of a call."""
        positional: list[Value] = []
        keywords: list[tuple[str, Value]] = []
        exact = True
        for argument in node.args:
            value = self.evaluate(argument.value, scope)
            if argument.star:
                exact = False
                positional.append(Item(value, None))
            elif argument.keyword is not None:
                keywords.append((argument.keyword.value, value))
            else:
                positional.append(value)
        return Arguments(tuple(positional), tuple(keywords), exact)

    def subscript(self, node: cst.Subscript, scope: Scope) -> Value:
        """Evaluate `of[index]`; a constant index into a known sequence gives its item."""
        of = self.evaluate(node.value, scope)
        index: object = None
        operands: list[Value] = []
        for element in node.slice:
            if isinstance(element.slice, cst.Slice) and len(node.slice) == 1:
                index = slice(None)
            for child in children(element.slice):
                if is_expression(child):
                    found = self.evaluate(child, scope)
                    operands.append(found)
                    if isinstance(element.slice, cst.Index) and isinstance(found, Literal) and len(node.slice) == 1:
                        index = found.constant
        if isinstance(of, Literal) and all(isinstance(operand, Literal) for operand in operands):
            return Literal(node)
        value = self.item(of, index, tuple(operands))
        if self.recording and isinstance(value, Item):
            self.facts.items.append((node, value))
        return value

    def item(self, of: Value, index: object, operands: tuple[Value, ...] = ()) -> Value:
        """Return one item of a value."""
        if isinstance(of, Sequence) and isinstance(index, int) and -len(of.items) <= index < len(of.items):
            return of.items[index]
        if isinstance(of, Mapping):
            for key, value in of.entries:
                if len(operands) == 1 and key is operands[0] and key is not UNKNOWN:
                    return value
                if isinstance(key, Literal) and key.known and key.constant == index:
                    return value
        if isinstance(of, Choice) and all(isinstance(option, Sequence) for option in of.options):
            return join(tuple(self.item(option, index) for option in of.options))
        if of is UNKNOWN and not any(matters(operand) for operand in operands):
            return UNKNOWN
        return Item(of, index, operands)

    def sequence(self, node: cst.Tuple | cst.List, scope: Scope) -> Value:
        """Evaluate a tuple or list display."""
        items = tuple(self.evaluate(element.value, scope) for element in node.elements)
        if any(type(element) is cst.StarredElement for element in node.elements):
            return self.operation(items, node)
        return Sequence(items, node)

    def mapping(self, node: cst.Dict, scope: Scope) -> Value:
        """Evaluate a dict display."""
        entries: list[tuple[Value, Value]] = []
        for element in node.elements:
            if not isinstance(element, cst.DictElement):
                return self.compound(node, scope)
            entries.append((self.evaluate(element.key, scope), self.evaluate(element.value, scope)))
        return Mapping(tuple(entries), node)

    def number(self, node: cst.Integer | cst.Float, scope: Scope) -> Value:
        """Evaluate a number; libcst's own evaluated_value goes through ast.literal_eval, ten times as slow."""
        try:
            constant = int(node.value, 0) if isinstance(node, cst.Integer) else float(node.value)
        except ValueError:
            return Literal(node)
        return Literal(node, constant, True)

    def string(self, node: cst.SimpleString, scope: Scope) -> Value:
        """Evaluate a string without escapes; what another one holds does not matter here."""
        text = node.value
        if text[0] in "\"'" and "\\" not in text and text[:3] not in ('"""', "'''"):
            return Literal(node, text[1:-1], True)
        return Literal(node)

    def unary(self, node: cst.UnaryOperation, scope: Scope) -> Value:
        """Evaluate a unary operator; a negated number is a number."""
        value = self.evaluate(node.expression, scope)
        if isinstance(value, Literal):
            constant = value.constant
            if isinstance(node.operator, cst.Minus) and isinstance(constant, (int, float)) and value.known:
                return Literal(node, -constant, True)
            return Literal(node)
        return self.operation((value,), node)

    def lambda_(self, node: cst.Lambda, scope: Scope) -> Value:
        """Evaluate a lambda: its body is interpreted at once, with unknown parameters."""
        inner = Scope(owner=node, parent=scope)
        for parameter in self.parameters(node.params):
            if parameter.default is not None:
                self.evaluate(parameter.default, scope)
            inner.names[parameter.name.value] = Binding(UNKNOWN)
            self.note_name(parameter.name.value)
        self.evaluate(node.body, inner)
        return Function(node, scope)

    def comprehension(self, node: cst.BaseComp, scope: Scope) -> Value:
        """Evaluate a comprehension with its targets bound to items of what they run over."""
        inner = Scope(owner=node, parent=scope)
        operands: list[Value] = []
        clause: cst.CompFor | None = node.for_in
        while clause is not None:
            over = self.evaluate(clause.iter, inner)
            operands.append(over)
            self.bind_target(clause.target, self.each(over), inner)
            for condition in clause.ifs:
                self.evaluate(condition.test, inner)
            clause = clause.inner_for_in
        for child in children(node):
            if is_expression(child):
                operands.append(self.evaluate(child, inner))
        return self.operation(tuple(operands), node)

    def each(self, values: Value) -> Value:
        """Return what a loop over a value gives in each turn; the objects of one class are one value."""
        ways = values.options if isinstance(values, Choice) else (values,)
        items = [item for way in ways if isinstance(way, Sequence) for item in way.items]
        if items and isinstance(items[0], Instance) and all(item is items[0] for item in items):
            return items[0]
        return Item(values, None) if values is not UNKNOWN else UNKNOWN

    def bind_target(self, target: cst.BaseExpression, value: Value, scope: Scope) -> None:
        """Bind the target of a comprehension, which belongs to no statement."""
        if isinstance(target, cst.Name):
            self.note_name(target.value)
            scope.names[target.value] = Binding(value)
        elif isinstance(target, (cst.Tuple, cst.List)):
            for index, element in enumerate(target.elements):
                self.bind_target(element.value, self.item(value, index), scope)

    def compound(self, node: cst.CSTNode, scope: Scope) -> Value:
        """Evaluate everything below a node that has no meaning of its own here."""
        operands: list[Value] = []
        for child in children(node):
            if is_expression(child):
                operands.append(self.evaluate(child, scope))
            else:
                inner = self.compound(child, scope)
                if isinstance(inner, Operation):
                    operands.extend(inner.operands)
        return self.operation(tuple(operands), node)

    def operation(self, operands: tuple[Value, ...], node: cst.CSTNode) -> Value:
        """Combine operands: Python values give a Python value, unknown ones an unknown value."""
        if any(matters(operand) for operand in operands):
            return Operation(operands, node if is_expression(node) else _NO_EXPRESSION)
        if operands and all(isinstance(operand, Literal) for operand in operands) and is_expression(node):
            return Literal(node)
        return UNKNOWN


_NO_EXPRESSION = cst.Name("_")


def _public(name: str) -> str:
    """Return the name under `tf` where a spelling goes through `tf.compat.v1`."""
    return name.replace("tf.compat.v1.", "tf.", 1) if name.startswith("tf.compat.v1.") else name


def _is_parameter(binding: Binding) -> bool:
    """Tell whether a function was handed the value: others may hand it something else, so that no symbol stands there."""
    return any(isinstance(definition.statement, cst.FunctionDef) for definition in binding.definitions)


def _may_be_symbol(value: Value) -> bool:
    """Tell whether a value is one of several, a TensorFlow symbol among them."""
    return isinstance(value, Choice) and any(isinstance(option, Api) for option in value.options)


_Handler = Callable[[ExpressionEvaluator, "cst.BaseExpression", Scope], Value]
_EXPRESSIONS: dict[type, _Handler] = {
    cst.Name: ExpressionEvaluator.name,  # type: ignore[dict-item]
    cst.Attribute: ExpressionEvaluator.attribute,  # type: ignore[dict-item]
    cst.Call: ExpressionEvaluator.call,  # type: ignore[dict-item]
    cst.Subscript: ExpressionEvaluator.subscript,  # type: ignore[dict-item]
    cst.Tuple: ExpressionEvaluator.sequence,  # type: ignore[dict-item]
    cst.List: ExpressionEvaluator.sequence,  # type: ignore[dict-item]
    cst.Dict: ExpressionEvaluator.mapping,  # type: ignore[dict-item]
    cst.Integer: ExpressionEvaluator.number,  # type: ignore[dict-item]
    cst.Float: ExpressionEvaluator.number,  # type: ignore[dict-item]
    cst.SimpleString: ExpressionEvaluator.string,  # type: ignore[dict-item]
    cst.UnaryOperation: ExpressionEvaluator.unary,  # type: ignore[dict-item]
    cst.Lambda: ExpressionEvaluator.lambda_,  # type: ignore[dict-item]
    cst.ListComp: ExpressionEvaluator.comprehension,  # type: ignore[dict-item]
    cst.SetComp: ExpressionEvaluator.comprehension,  # type: ignore[dict-item]
    cst.DictComp: ExpressionEvaluator.comprehension,  # type: ignore[dict-item]
    cst.GeneratorExp: ExpressionEvaluator.comprehension,  # type: ignore[dict-item]
}
