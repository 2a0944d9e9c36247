"""Move the weights that the step of a cell gets by name into the method that builds a Keras layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import libcst as cst

from ..kinds.apis import Make, make_of
from ..kinds.kind import Kind, kind_of
from ..kinds.values import Api, Call, Class, Function, Instance, Literal
from ..rules.call_site import CallSite
from ..rules.context import Context
from ..rules.layers import layer_class
from ..syntax.layout import call_text
from ..syntax.templates import Statement, code_of, expression, statement
from ..syntax.walk import Rewrite, descendants, rewrite
from .shapes import from_input_shape

_VARIABLE = "tf.get_variable"
_MAKES = (Make.VARIABLE, Make.LAYER_CALL, Make.LAYER, Make.CELL, Make.RNN, Make.DECODER)
_CARRIED = ("initializer", "regularizer", "trainable", "dtype")


@dataclass(eq=False)
class Weights:
    """What a step becomes: the lines that build the layer, and its statements without them."""

    context: Context
    inputs: str
    taken: set[str]  # attributes that the class has already
    build: list[str] = field(default_factory=list)
    edits: dict[int, Rewrite] = field(default_factory=dict)
    attributes: dict[str, str] = field(default_factory=dict)  # of the local variables that held weights
    gone: set[int] = field(default_factory=set)
    sizes: dict[str, cst.SimpleStatementLine] = field(default_factory=dict)  # local variables that hold sizes

    def moved(self, body: Sequence[Statement]) -> list[Statement] | None:
        """Return the statements of the step that read weights from the layer; None where some cannot be moved."""
        for line in body:
            for node in descendants(line):
                value = self.context.facts.values.get(id(node))
                if isinstance(node, cst.Call) and value is not None and not self._is_moved(node, value, line):
                    return None
        for line in body:
            for node in descendants(line):
                if isinstance(node, cst.Name) and node.value in self.attributes and self._is_read(node):
                    self.edits[id(node)] = _constant(expression(f"self.{self.attributes[node.value]}"))
        kept = [rewrite(line, self.edits) for line in body if id(line) not in self.gone]
        lines = [line for line in kept if isinstance(line, (cst.SimpleStatementLine, cst.BaseCompoundStatement))]
        old = [line for line in body if id(line) not in self.gone]
        return [new for new, line in zip(lines, old) if not self._is_idle(line, lines)]

    def _is_idle(self, line: Statement, lines: Sequence[Statement]) -> bool:
        """Tell whether a line gives a size that only the weights needed."""
        name = next((name for name, size in self.sizes.items() if size is line), None)
        read = (node for one in lines for node in descendants(one) if isinstance(node, cst.Name))
        # where it is bound it is named too
        return name is not None and sum(node.value == name for node in read) == 1

    def _is_read(self, node: cst.Name) -> bool:
        parent = self.context.tree.parents.get(id(node))
        named = isinstance(parent, cst.Arg) and parent.keyword is node
        return not named and not (isinstance(parent, cst.Attribute) and parent.attr is node)

    def _is_moved(self, node: cst.Call, value: object, line: Statement) -> bool:
        """Tell whether a call makes nothing, or is moved into `build`."""
        called = self.context.facts.value(node.func)
        if isinstance(called, Function):
            return self._makes_nothing(called)
        if isinstance(called, (Class, Instance)) or (isinstance(value, Call) and value.node is not node):
            return False
        if not isinstance(value, Call) or make_of(value.api) not in _MAKES or not value.api:
            return True
        site = self.context.site(value)
        if site is None:
            return False
        return self._is_weight(site, line) if value.api == _VARIABLE else self._is_layer(site, node)

    def _makes_nothing(self, function: Function) -> bool:
        """Tell whether a function of the program only computes."""
        facts = self.context.facts
        for node in (found for found in descendants(function.node) if isinstance(found, cst.Call)):
            called = facts.value(node.func)
            if isinstance(called, (Function, Class, Instance)):
                return False
            if isinstance(called, Api) and make_of(called.name) in _MAKES:
                return False
        return True

    def _is_weight(self, site: CallSite, line: Statement) -> bool:
        small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
        if not isinstance(small, cst.Assign) or small.value is not site.call.node or len(small.targets) != 1:
            return False
        target = small.targets[0].target
        if not isinstance(target, cst.Name) or not {"name", "shape"} <= site.given():
            return False
        if site.given() - {"name", "shape", *_CARRIED} or target.value in self.attributes:
            return False
        texts = {name: self._static(site.nodes[name]) for name in site.given()}
        if "initializer" in texts:
            value = site.value("initializer")
            if kind_of(value) is not Kind.PYTHON or isinstance(value, Literal):
                return False
            texts["initializer"] = f"{texts['initializer']}()" if isinstance(value, Api) else texts["initializer"]
        arguments = [f"{name}={texts[name]}" for name in ("name", "shape", *_CARRIED) if name in texts]
        if None in texts.values():
            return False
        attribute = self._attribute(target.value)
        self.attributes[target.value] = attribute
        self.build.append(f"self.{attribute} = {call_text('self.add_weight', arguments)}")
        self.gone.add(id(line))
        return True

    def _is_layer(self, site: CallSite, node: cst.Call) -> bool:
        """Tell whether a layer function becomes a layer of the cell, which it must name."""
        layer, name = layer_class(site.call.api), site.constant("name", None)
        if not layer or not isinstance(name, str) or not name.isidentifier() or "inputs" not in site.nodes:
            return False
        if site.given() & {"reuse", "_reuse", "_scope"} or node.args[0].value is not site.nodes["inputs"]:
            return False
        arguments: list[str] = []
        for argument in node.args[1:]:
            text = self._static(argument.value)
            if text is None:
                return False
            arguments.append(text if argument.keyword is None else f"{argument.keyword.value}={text}")
        attribute = self._attribute(name)
        tf = self.context.tensorflow
        self.build.append(f"self.{attribute} = {call_text(f'{tf}.keras.layers.{layer}', arguments)}")
        self.edits[id(node)] = _applied(attribute)
        return True

    def _attribute(self, name: str) -> str:
        wanted = name if name not in self.taken else f"{name}_weight"
        self.taken.add(wanted)
        return wanted

    def _static(self, node: cst.BaseExpression) -> str | None:
        """Return an expression as `build` may read it, with the local variables that hold sizes made there as well."""
        for found in descendants(node):
            for definition in self.context.facts.sources.get(id(found), ()):
                if not isinstance(found, cst.Name) or self.context.owner(definition.statement) is None:
                    continue
                if isinstance(definition.statement, cst.FunctionDef):
                    if found.value not in ("self", self.inputs):
                        return None
                elif found.value not in self.sizes and not self._is_size(definition.statement, found.value):
                    return None
        return from_input_shape(code_of(node), self.inputs)

    def _is_size(self, line: cst.CSTNode, name: str) -> bool:
        small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
        if not isinstance(small, cst.Assign) or len(small.targets) != 1 or code_of(small.targets[0].target) != name:
            return False
        text = self._static(small.value)
        if text is None or not isinstance(line, cst.SimpleStatementLine):
            return False
        self.sizes[name] = line
        self.build.append(f"{name} = {text}")
        return True


def _applied(attribute: str) -> Rewrite:
    def build(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        return node.with_changes(func=expression(f"self.{attribute}"), args=[cst.Arg(node.args[0].value)])

    return build


def _constant(node: cst.CSTNode) -> Rewrite:
    return lambda _: node


def build_method(lines: Sequence[str]) -> Statement:
    """Write the method that makes the weights."""
    inner = "\n".join("    " + part for text in lines for part in text.splitlines())
    return statement(f"def build(self, input_shape):\n{inner}\n")
