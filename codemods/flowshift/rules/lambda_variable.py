"""Make a Lambda layer that uses variables a layer of its own, so that they belong to the model and are trained.

    scale = tf.Variable(tf.ones([4]))
    outputs = tf.keras.layers.Lambda(lambda x: x * scale)(inputs)

becomes

    class ScaleLayer(tf.keras.layers.Layer):
        def __init__(self, scale, **kwargs):
            super().__init__(**kwargs)
            self.scale = scale

        def call(self, x):
            return x * self.scale

    scale = tf.Variable(tf.ones([4]))
    outputs = ScaleLayer(scale)(inputs)

A Lambda layer does not know the variables that its function reads: TF1's optimizers found them in the graph, in TF2
`model.trainable_variables` lacks them, and they are never trained, without a word. A variable that is created in the function
is created anew at each call, which TF2 refuses (`could not be lifted out of a tf.function`); it is created once now.

Applied under review: Keras' own `fit` trained such variables in neither version. A variable whose initial value depends on the
input, and a function that is used elsewhere too, get a finding.

Source: trained on TF 2.15.1 before and after, against a model with `add_weight`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import inherits, keras_name
from ..kinds.values import Api, Call, Function, Value
from ..model import Applicability, Style
from ..syntax.templates import code_of, expression, statement
from ..syntax.walk import Rewrite, descendants, rewrite
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .lambda_bodies import WORDS, Body, lambda_bodies
from .lambda_effect import updated_names
from .registry import Rule
from .strategy_blocks import block_of

_NAME = "lambda-variable"
_SYMBOL = "tf.keras.layers.Lambda"
_MADE_BY = frozenset({"tf.Variable", "tf.compat.v1.Variable"})
_LEFT = "TF2 does not train the variables of a Lambda layer, and makes none in it: write a Layer ({reason})"
_TAKEN = frozenset(
    {"weights", "variables", "losses", "updates", "metrics", "name", "input", "output", "dtype", "trainable"}
)
_KEPT = frozenset({"name", "dtype", "trainable", "input_shape", "batch_input_shape", "dynamic"})
_KERAS_CLASS = re.compile(r"(?:models\.|engine\.(?:\w+\.)?|layers\.)?(?:Model|Sequential|Layer)")
_DROPPED = frozenset({"output_shape", "function"})


def survey(context: Context) -> Iterator[Change]:
    """Make each function that reads or creates variables a layer."""
    for body in lambda_bodies(context):
        own = body.locals
        names = [n.value for n in body.own if isinstance(n, cst.Name) and n.value not in own and _is_variable(n, body)]
        closed = [name for name in dict.fromkeys(names) if name not in updated_names(body)]
        made = [n for n in body.own if isinstance(n, cst.Assign) and _creation(n.value, body)]
        loose = [n for n in body.own if _creation(n, body)]
        kept = next(_attributes(body), None)
        if len(loose) > len(made):
            yield _left(body, "a variable is made in an expression")
        elif kept is not None:
            yield _left(body, f"{code_of(kept)} belongs to another object")
        elif closed or made:
            yield _change(body, closed, made)


def _left(body: Body, reason: str) -> Change:
    node = body.layers[0].node if body.layers else body.function
    return manual(_NAME, node, _SYMBOL, _LEFT.format(reason=reason))


def _attributes(body: Body) -> Iterator[cst.Attribute]:
    """Yield the variables that are reached through an object, where that is no model or layer, which knows its own."""
    for node in body.own:
        if isinstance(node, cst.Attribute) and _makes_variable(body.context.facts.value(node)):
            classes = [c for c in body.context.enclosing(node) if isinstance(c, cst.ClassDef)]
            known = any(inherits(one, _KERAS_CLASS, body.context.facts) for one in classes)
            if not known and code_of(node).partition(".")[0] not in updated_names(body):
                yield node


def _creation(node: cst.CSTNode, body: Body) -> bool:
    """Tell whether an expression is the call that makes a variable."""
    value = body.context.facts.value(node)
    return isinstance(value, Call) and value.node is node and _makes_variable(value)


def _is_variable(node: cst.Name, body: Body) -> bool:
    return _makes_variable(body.context.facts.value(node))


def _makes_variable(value: Value) -> bool:
    if not isinstance(value, Call):
        return False
    named = isinstance(value.function, Api) and value.function.name in _MADE_BY
    return named or keras_name(value.function) == "backend.variable"


def _change(body: Body, closed: list[str], made: list[cst.Assign]) -> Change:
    reason = _obstacle(body, made)
    if reason:
        return _left(body, reason)
    node = body.layers[0].node
    function, context = body.function, body.context
    named = isinstance(function, cst.FunctionDef)
    stem = function.name.value if isinstance(function, cst.FunctionDef) else [*closed, *(_target(n) for n in made)][0]
    name = context.fresh(_camel(stem) if named else f"{_camel(stem)}Layer", f"{_camel(stem)}Layer")
    edits: list[Edit] = [Edit(layer.node, _constructed(name, closed)) for layer in body.layers]
    definitions: tuple[str, ...] = ()
    if isinstance(function, cst.FunctionDef):
        edits.append(Edit(function, lambda new: _class(new, name, closed, made, body)))
    else:
        definitions = (code_of(_class(function, name, closed, made, body)),)
    message = f"its variables belong to the layer {name} now, so that the model trains them; in TF2 it did not"
    return Change(_NAME, node, _SYMBOL, message, Applicability.REVIEW, edits=tuple(edits), definitions=definitions)


def _obstacle(body: Body, made: list[cst.Assign]) -> str:
    """Return why the function cannot become a layer as it stands."""
    function, context = body.function, body.context
    if context.style is not Style.EAGER:
        return "the program may run as a graph of TF1, where its optimizers find them"
    if not body.layers:
        return "the function of one calls this function"
    if any(any(body.is_tensor(child.value) for child in _arguments(n.value)) for n in made):
        return "a variable's initial value depends on the input"
    if any(len(n.targets) != 1 or not isinstance(n.targets[0].target, cst.Name) for n in made):
        return "a variable is stored elsewhere"
    bound = [code_of(n.target) for n in body.own if isinstance(n, (cst.AssignTarget, cst.AugAssign))]
    if any(bound.count(_target(n)) > 1 for n in made):
        return "a variable's name is given another value"
    if body.given:
        return "its function takes further arguments"
    for layer in body.layers:
        names = {a.keyword.value for a in layer.node.args if a.keyword is not None}
        if names - _KEPT - _DROPPED or any(a.star for a in layer.node.args):
            return "the layer takes further arguments"
        first = layer.arguments.positional[0] if layer.arguments.positional else layer.arguments.keyword("function")
        if not isinstance(first, Function):
            return "its function is bound to arguments"
    if isinstance(function, cst.FunctionDef):
        definitions = context.facts.defines.get(id(function), [])
        reads = sum(len(context.read_names(d)) for d in definitions if d.name == function.name.value)
        if reads != len(body.layers):
            return "its function is used elsewhere too"
        if not isinstance(context.tree.parents.get(id(function)), cst.Module) or function.decorators:
            return "its function does not stand at the top of the module"
    return ""


def _arguments(node: cst.BaseExpression) -> tuple[cst.Arg, ...]:
    """Return the arguments of a call."""
    return tuple(node.args) if isinstance(node, cst.Call) else ()


def _target(node: cst.Assign) -> str:
    return code_of(node.targets[0].target)


def _camel(name: str) -> str:
    """Write a name as that of a class: `feature_scale` becomes `FeatureScale`."""
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"_+", name) if word)


def _constructed(name: str, closed: list[str]) -> NodeRewrite:
    def construct(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        kept = [a for a in node.args if a.keyword is not None and a.keyword.value in _KEPT]
        texts = [*closed, *(code_of(a.with_changes(comma=cst.MaybeSentinel.DEFAULT)) for a in kept)]
        return expression(f"{name}({', '.join(texts)})")

    return construct


def _class(node: cst.CSTNode, name: str, closed: list[str], made: list[cst.Assign], body: Body) -> cst.CSTNode:
    """Write the layer: what is made once in its constructor, what is computed in `call`."""
    owned = {*closed, *(_target(n) for n in made)}
    given = ", ".join(["self", *closed, "**kwargs"])
    lines = [f"self.{_attribute_name(variable)} = {variable}" for variable in closed]
    lines += [f"self.{_attribute_name(_target(n))} = {code_of(n.value)}" for n in made]
    (parameter,) = body.tensors & {p.name.value for p in body.function.params.params} or {"x"}
    layer = f"{body.context.tensorflow}.keras.layers.Layer"
    constructor = f"    def __init__({given}):\n        super().__init__(**kwargs)\n" + "".join(
        f"        {t}\n" for t in lines
    )
    text = f"class {name}({layer}):\n{constructor}\n    def call(self, {parameter}):\n        return None\n"
    made_class = statement(text)
    assert isinstance(made_class, cst.ClassDef)
    init, call = block_of(made_class.body)
    assert isinstance(call, cst.FunctionDef)
    assert isinstance(call.body, cst.IndentedBlock)
    if isinstance(node, cst.FunctionDef) and isinstance(node.body, cst.IndentedBlock):
        left = [s for s in block_of(node.body) if not _creates(s, made)]
        inner = node.body.with_changes(body=left)
        new_call = call.with_changes(body=_owned(inner, owned))
        leading = node.leading_lines
    else:
        assert isinstance(node, cst.Lambda)
        value = _owned(node.body, owned)
        new_call = call.with_changes(body=call.body.with_changes(body=[statement(f"return {code_of(value)}")]))
        leading = ()
    body_block = made_class.body.with_changes(body=[init, new_call])
    return made_class.with_changes(body=body_block, leading_lines=leading)


def _creates(line: cst.CSTNode, made: list[cst.Assign]) -> bool:
    texts = {code_of(n) for n in made}
    return isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 and code_of(line.body[0]) in texts


def _owned(node: cst.CSTNode, names: set[str]) -> cst.CSTNode:
    """Reach variables through the layer."""
    edits: dict[int, Rewrite] = {}
    for found in descendants(node):
        if isinstance(found, cst.Name) and found.value in names:
            edits[id(found)] = _attribute(found.value)
    attributes = {id(n.attr) for n in descendants(node) if isinstance(n, cst.Attribute)}
    keywords = {id(n.keyword) for n in descendants(node) if isinstance(n, cst.Arg) and n.keyword is not None}
    result = rewrite(node, {key: edit for key, edit in edits.items() if key not in attributes | keywords})
    assert isinstance(result, cst.CSTNode)
    return result


def _attribute(name: str) -> Rewrite:
    return lambda _: cst.Attribute(cst.Name("self"), cst.Name(_attribute_name(name)))


def _attribute_name(name: str) -> str:
    """Return the name under which a layer keeps a variable: a Keras layer has attributes of its own."""
    return f"own_{name}" if name in _TAKEN else name


RULES = (
    Rule(
        _NAME,
        "lambdas",
        "Lambda layers that use variables become layers of their own, whose variables are trained",
        __doc__ or "",
        survey=survey,
        words=WORDS,
    ),
)
