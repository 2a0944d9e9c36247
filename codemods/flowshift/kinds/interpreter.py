"""Run a module abstractly, statement by statement, and note what each expression is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import libcst as cst

from ..syntax.walk import children, is_expression
from .carried import link_turns
from .expressions import ExpressionEvaluator
from .facts import Facts
from .imports import bound_names
from .kind import Kind, kind_of
from .scope import Binding, Definition, Scope, merged
from .values import UNKNOWN, Call, Choice, Class, Function, Instance, Item, Literal, Sequence, Value
from .waiting import Waiting, WaitingFunctions


class Interpreter(ExpressionEvaluator):
    """Walk the statements of one module in order, with an environment of reaching definitions."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = WaitingFunctions()

    def run(self, module: cst.Module) -> Facts:
        """Interpret the module and then the bodies of its functions, and return what was found."""
        scope = self.facts.module_scope
        self.block(module.body, scope)
        while self.waiting:
            self.function_body(*self.waiting.take(callers_first=self.into_functions))
        self.link_attributes()
        return self.facts

    # -- statements ---------------------------------------------------------------------------------------------------

    def block(self, statements: Iterable[cst.CSTNode], scope: Scope) -> None:
        """Interpret statements one after the other."""
        for statement in statements:
            if self.spent():
                return
            handler = _STATEMENTS.get(type(statement))
            if handler is not None:
                handler(self, statement, scope)

    def body(self, suite: cst.BaseSuite, scope: Scope) -> None:
        """Interpret the suite of a compound statement; a one-line suite counts as the compound statement's own line."""
        if isinstance(suite, cst.IndentedBlock):
            self.block(suite.body, scope)
        else:
            for small in suite.body:
                self.small(small, scope)

    def simple_line(self, line: cst.SimpleStatementLine, scope: Scope) -> None:
        """Interpret one line of simple statements."""
        with self.at(line):
            for small in line.body:
                self.small(small, scope)

    def small(self, small: cst.CSTNode, scope: Scope) -> None:
        """Interpret one simple statement."""
        handler = _SMALL_STATEMENTS.get(type(small))
        if handler is not None:
            handler(self, small, scope)
        elif type(small) is not cst.Del or isinstance(small.target, cst.Name):
            for child in children(small):
                if is_expression(child):
                    self.evaluate(child, scope)

    def assignment(self, small: cst.Assign, scope: Scope) -> None:
        """Interpret `target = value`."""
        value = self.evaluate(small.value, scope)
        for target in small.targets:
            self.assign(target.target, value, scope)

    def annotated_assignment(self, small: cst.AnnAssign, scope: Scope) -> None:
        """Interpret `target: annotation = value`."""
        self.evaluate(small.annotation.annotation, scope)
        if small.value is not None:
            self.assign(small.target, self.evaluate(small.value, scope), scope)

    def augmented_assignment(self, small: cst.AugAssign, scope: Scope) -> None:
        """Interpret `target += value`."""
        before = self.evaluate(small.target, scope)
        value = self.evaluate(small.value, scope)
        self.assign(small.target, self.operation((before, value), small.value), scope)

    def import_(self, small: cst.Import | cst.ImportFrom, scope: Scope) -> None:
        """Bind what an import brings."""
        if self.recording:
            self.facts.imports.append(small)
        for name, value in bound_names(small):
            definition = self.define(name, value, scope)
            if definition is not None:
                self.facts.imported.add(definition)

    def return_(self, small: cst.Return, scope: Scope) -> None:
        """Note what the function that is followed returns."""
        self.returned(self.evaluate(small.value, scope) if small.value else UNKNOWN)

    def global_(self, small: cst.Global, scope: Scope) -> None:
        """Let names of the module be bound from here."""
        scope.globals.update(item.name.value for item in small.names)
        self.facts.globals.update(scope.globals)

    def expression_statement(self, small: cst.Expr, scope: Scope) -> None:
        """Interpret an expression on its own."""
        self.grow(self.evaluate(small.value, scope), scope)

    def grow(self, value: Value, scope: Scope) -> None:
        """Give a list that a tensor or variable is appended to its new value: `outputs.append(y)`."""
        if not isinstance(value, Call) or len(value.arguments.positional) != 1:
            return
        of, added = value.node.func, value.arguments.positional[0]
        if (
            not isinstance(of, cst.Attribute)
            or of.attr.value not in ("append", "extend")
            or kind_of(added) is Kind.OBJECT  # layers and cells: see `append`
            or (kind_of(added) is Kind.PYTHON and not isinstance(added, Instance))
        ):
            return
        binding = scope.names.get(of.value.value) if isinstance(of.value, cst.Name) else None
        if binding is None or not isinstance(of.value, cst.Name) or not isinstance(binding.value, (Sequence, Choice)):
            return
        before = binding.value
        known = before.items if isinstance(before, Sequence) else (Item(before, None),)
        more = added.items if of.attr.value == "extend" and isinstance(added, Sequence) else (added,)
        self.define(of.value.value, Sequence((*known, *more)), scope, binding.definitions)

    def assign(self, target: cst.BaseExpression, value: Value, scope: Scope) -> None:
        """Bind a target to a value, taking tuples apart."""
        if self.recording and value is not UNKNOWN:
            self.facts.assignments.append((target, value))
        if isinstance(target, cst.Name):
            self.note_name(target.value)
            self.define(target.value, value, scope)
            self.record(target, value)
        elif isinstance(target, (cst.Tuple, cst.List)):
            items = value.items if isinstance(value, Sequence) and len(value.items) == len(target.elements) else None
            for index, element in enumerate(target.elements):
                part = items[index] if items else self.item(value, index)
                if isinstance(element, cst.StarredElement):
                    part = UNKNOWN
                self.assign(element.value, part, scope)
        elif isinstance(target, cst.Attribute):
            owner = self.evaluate(target.value, scope)
            if self.recording and kind_of(value) is not Kind.UPDATE:  # such an operation becomes a function, and goes
                self.facts.attributes.add(target.attr.value)
                if kind_of(value) is not Kind.GRAPH:
                    self.facts.kept_attributes.add(target.attr.value)
            if isinstance(owner, Instance):
                self.set_attribute(owner, target.attr.value, value)
                self.define_attribute(owner.of.node, target.attr.value, value)
            self.record(target, value)
        elif isinstance(target, cst.Subscript):
            self.evaluate(target, scope)

    def define(
        self, name: str, value: Value, scope: Scope, grown: frozenset[Definition] = frozenset()
    ) -> Definition | None:
        """Bind a name in the scope, note the definition at the current statement and return it."""
        if self.statement is None:
            return None
        definition = Definition(name, self.statement, value, grown)
        scope.bind(name, value, definition)
        if self.recording:
            self.facts.names.add(name)
            self.facts.defines.setdefault(id(self.statement), []).append(definition)
        return definition

    def define_attribute(self, owner: cst.ClassDef, name: str, value: Value) -> None:
        """Note that the current statement gives the objects of a class an attribute."""
        if self.recording and self.statement is not None:
            definition = Definition(name, self.statement, value, owner=owner)
            self.facts.defines.setdefault(id(self.statement), []).append(definition)
            self.attribute_definitions.setdefault((id(owner), name), []).append(definition)

    def link_attributes(self) -> None:
        """Say which definitions each read of an attribute finds: any of the class's, whichever method they are in."""
        for node, owner, statement in self.attribute_reads:
            found = self.attribute_definitions.get((id(owner), node.attr.value), ())
            if found:
                self.facts.sources[id(node)] = frozenset(found)
                self.facts.uses.setdefault(id(statement), set()).update(found)
                for definition in found:
                    self.facts.attribute_reads.setdefault(definition, []).append(node)

    def if_statement(self, node: cst.If, scope: Scope) -> None:
        """Interpret both branches and join what they bind."""
        with self.at(node):
            self.evaluate(node.test, scope)
        before = dict(scope.names)
        with self.at(node):
            self.body(node.body, scope)
        after_body = scope.names
        scope.names = dict(before)
        if isinstance(node.orelse, cst.If):
            self.if_statement(node.orelse, scope)
        elif isinstance(node.orelse, cst.Else):
            with self.at(node):
                self.body(node.orelse.body, scope)
        scope.names = merged((after_body, scope.names))

    def loop(self, node: cst.For | cst.While, scope: Scope) -> None:
        """Interpret a loop body with what an earlier turn may have bound joined in."""
        begin = len(self.read_names)
        with self.at(node):
            if isinstance(node, cst.For):
                values = self.evaluate(node.iter, scope)
                begin = len(self.read_names)  # it is evaluated before the first turn alone, the test of `while` in each
            else:
                self.evaluate(node.test, scope)
        before = dict(scope.names)
        if self.loop_carries(node.body, scope):
            # one silent turn, so that the turn that is recorded knows what the one before it left behind
            with self.silently():
                self.turn(node, values if isinstance(node, cst.For) else UNKNOWN, scope)
            scope.names = merged((before, scope.names))
        self.turn(node, values if isinstance(node, cst.For) else UNKNOWN, scope)
        if self.recording:
            link_turns(self.facts, self.read_names[begin:], before, scope.names)
        scope.names = merged((before, scope.names))
        if node.orelse is not None:
            with self.at(node):
                self.body(node.orelse.body, scope)

    def turn(self, node: cst.For | cst.While, values: Value, scope: Scope) -> None:
        """Interpret one turn of a loop."""
        with self.at(node):
            if isinstance(node, cst.For):
                self.assign(node.target, self.each(values), scope)
            self.body(node.body, scope)

    def loop_carries(self, body: cst.BaseSuite, scope: Scope) -> bool:
        """Tell whether the loop body rebinds a name whose value matters."""
        if not isinstance(body, cst.IndentedBlock):
            return False
        return any(
            isinstance(small, (cst.Assign, cst.AugAssign))
            and any(
                (known := scope.names.get(name)) is not None
                and known.value is not UNKNOWN
                and not isinstance(known.value, Literal)
                for target in ([t.target for t in small.targets] if isinstance(small, cst.Assign) else [small.target])
                for name in _target_names(target)
            )
            for line in body.body
            if isinstance(line, cst.SimpleStatementLine)
            for small in line.body
        )

    def with_statement(self, node: cst.With, scope: Scope) -> None:
        """Interpret the context managers, bind their names, then the body."""
        with self.at(node):
            for item in node.items:
                value = self.evaluate(item.item, scope)
                if item.asname is not None:
                    self.assign(item.asname.name, value, scope)
            self.body(node.body, scope)

    def match_statement(self, node: cst.Match, scope: Scope) -> None:
        """Interpret each case from where the statement began, and join them with the way past all of them."""
        with self.at(node):
            self.evaluate(node.subject, scope)
        before = dict(scope.names)
        ways = [before]
        for case in node.cases:
            scope.names = dict(before)
            with self.at(node):
                self.pattern(case.pattern, scope)
                if case.guard is not None:
                    self.evaluate(case.guard, scope)
                self.body(case.body, scope)
            ways.append(scope.names)
        scope.names = merged(ways)

    def pattern(self, node: cst.CSTNode, scope: Scope) -> None:
        """Evaluate the values and classes of a pattern, and bind its names to what is not known."""
        if isinstance(node, cst.Name):
            self.assign(node, UNKNOWN, scope)
        elif isinstance(node, (cst.MatchValue, cst.MatchClass)):
            self.evaluate(node.value if isinstance(node, cst.MatchValue) else node.cls, scope)
            if isinstance(node, cst.MatchClass):
                for part in (*node.patterns, *(keyword.pattern for keyword in node.kwds)):
                    self.pattern(part, scope)
        else:
            for child in children(node):
                if not isinstance(child, (cst.Attribute, cst.BaseNumber, cst.BaseString)):
                    self.pattern(child, scope)

    def try_statement(self, node: cst.Try | cst.TryStar, scope: Scope) -> None:
        """Interpret the body and each handler from where the body began, and join them."""
        before = dict(scope.names)
        with self.at(node):
            self.body(node.body, scope)
        ways = [scope.names]
        for handler in node.handlers:
            scope.names = dict(before)
            with self.at(node):
                if handler.type is not None:
                    self.evaluate(handler.type, scope)
                self.body(handler.body, scope)
            ways.append(scope.names)
        scope.names = merged(ways)
        for rest in (node.orelse, node.finalbody):
            if rest is not None:
                with self.at(node):
                    self.body(rest.body, scope)

    def function_definition(self, node: cst.FunctionDef, scope: Scope) -> None:
        """Bind the function's name; its body is interpreted when the module around it has been."""
        with self.at(node):
            for decorator in node.decorators:
                self.evaluate(decorator.decorator, scope)
            for parameter in self.parameters(node.params):
                if parameter.annotation is not None:
                    self.evaluate(parameter.annotation.annotation, scope)
                if parameter.default is not None:
                    self.evaluate(parameter.default, scope)
            if node.returns is not None:
                self.evaluate(node.returns.annotation, scope)
            self.define(node.name.value, Function(node, scope), scope)
        if self.recording:
            owner = scope.owner
            instance = None
            if isinstance(owner, cst.ClassDef):
                instance = self.instance_of(owner, scope.parent)
            self.waiting.add(Waiting(node, scope, instance))

    def class_definition(self, node: cst.ClassDef, scope: Scope) -> None:
        """Bind the class's name and interpret its body in a scope of its own."""
        with self.at(node):
            for base in (*node.bases, *node.keywords):
                self.evaluate(base.value, scope)
            for decorator in node.decorators:
                self.evaluate(decorator.decorator, scope)
            self.define(node.name.value, Class(node, scope), scope)
        inner = Scope(owner=node, parent=scope)
        self.facts.scopes.append(inner)
        self.class_scopes[id(node)] = inner
        self.body(node.body, inner)

    def function_body(self, node: cst.FunctionDef, parent: Scope, instance: Value | None) -> None:
        """Interpret a function's body with what its callers were seen to pass."""
        scope = Scope(owner=node, parent=parent)
        self.facts.scopes.append(scope)
        passed = self.passed.get(id(node), {})
        with self.at(node):
            for index, parameter in enumerate(self.parameters(node.params)):
                name = parameter.name.value
                value = passed.get(name, UNKNOWN)
                if index == 0 and instance is not None and name == "self":
                    value = instance
                definition = Definition(name, node, value)
                scope.bind(name, value, definition)
                self.facts.parameters.setdefault(id(node), []).append(definition)
                self.facts.names.add(name)
        self.body(node.body, scope)


_Handler = Callable[[Interpreter, "cst.CSTNode", Scope], None]
# Looked up by class: on libcst's nodes isinstance() costs five times as much.
_SMALL_STATEMENTS: dict[type, _Handler] = {
    cst.Assign: Interpreter.assignment,  # type: ignore[dict-item]
    cst.AnnAssign: Interpreter.annotated_assignment,  # type: ignore[dict-item]
    cst.AugAssign: Interpreter.augmented_assignment,  # type: ignore[dict-item]
    cst.Import: Interpreter.import_,  # type: ignore[dict-item]
    cst.ImportFrom: Interpreter.import_,  # type: ignore[dict-item]
    cst.Return: Interpreter.return_,  # type: ignore[dict-item]
    cst.Expr: Interpreter.expression_statement,  # type: ignore[dict-item]
    cst.Global: Interpreter.global_,  # type: ignore[dict-item]
}
_STATEMENTS: dict[type, _Handler] = {
    cst.SimpleStatementLine: Interpreter.simple_line,  # type: ignore[dict-item]
    cst.If: Interpreter.if_statement,  # type: ignore[dict-item]
    cst.For: Interpreter.loop,  # type: ignore[dict-item]
    cst.While: Interpreter.loop,  # type: ignore[dict-item]
    cst.With: Interpreter.with_statement,  # type: ignore[dict-item]
    cst.Try: Interpreter.try_statement,  # type: ignore[dict-item]
    cst.TryStar: Interpreter.try_statement,  # type: ignore[dict-item]
    cst.Match: Interpreter.match_statement,  # type: ignore[dict-item]
    cst.FunctionDef: Interpreter.function_definition,  # type: ignore[dict-item]
    cst.ClassDef: Interpreter.class_definition,  # type: ignore[dict-item]
}


def _target_names(target: cst.BaseExpression) -> list[str]:
    """Return the names that a target binds, also those in a tuple."""
    if isinstance(target, cst.Name):
        return [target.value]
    if isinstance(target, (cst.Tuple, cst.List)):
        return [name for element in target.elements for name in _target_names(element.value)]
    return []


def interpret(module: cst.Module, into_functions: bool = True) -> Facts:
    """Return the facts of a module; `into_functions` says whether calls of its own functions are followed."""
    interpreter = Interpreter()
    interpreter.into_functions = into_functions
    return interpreter.run(module)


__all__ = ["Binding", "Interpreter", "interpret"]
