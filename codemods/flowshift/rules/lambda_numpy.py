"""Compute with TensorFlow what a Lambda layer computes with NumPy.

    np.exp(x)              ->  tf.exp(x)
    np.mean(x, axis=1)     ->  tf.reduce_mean(x, axis=1)
    np.array(x)            ->  x

NumPy cannot take a symbolic tensor (`Cannot convert a symbolic Tensor to a numpy array`), on neither runtime. A function that
TensorFlow has under another meaning, or not at all, gets a finding; `tf.py_function` runs NumPy on values, without gradients
unless it is told them.

Source: the values and gradients of each pair were compared on TF 2.15.1.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.values import Foreign
from ..syntax.templates import dotted
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .lambda_bodies import WORDS, Body, lambda_bodies
from .registry import Rule

_NAME = "lambda-numpy"
_SAME = ("exp", "abs", "sqrt", "square", "sin", "cos", "tan", "tanh", "sign", "floor", "maximum", "minimum", "matmul")
_SAME_TOO = ("where", "zeros_like", "ones_like", "expand_dims", "squeeze", "reshape", "stack", "tile", "round", "add")
_FUNCTIONS = {
    **{name: name for name in (*_SAME, *_SAME_TOO, "subtract", "multiply", "equal", "greater", "less", "logical_and")},
    **{name: name for name in ("logical_or", "logical_not", "cosh", "sinh")},
    "absolute": "abs",
    "log": "math.log",
    "log1p": "math.log1p",
    "expm1": "math.expm1",
    "ceil": "math.ceil",
    "power": "pow",
    "clip": "clip_by_value",
    "sum": "reduce_sum",
    "mean": "reduce_mean",
    "max": "reduce_max",
    "min": "reduce_min",
    "amax": "reduce_max",
    "amin": "reduce_min",
    "prod": "reduce_prod",
    "all": "reduce_all",
    "any": "reduce_any",
    "std": "math.reduce_std",
    "var": "math.reduce_variance",
    "isnan": "math.is_nan",
    "isinf": "math.is_inf",
    "isfinite": "math.is_finite",
    "transpose": "transpose",
}
_VALUES = frozenset({"array", "asarray", "ascontiguousarray", "copy"})


def survey(context: Context) -> Iterator[Change]:
    """Rewrite each call of NumPy that gets a tensor."""
    for body in lambda_bodies(context):
        for node in body.own:
            if isinstance(node, cst.Call) and any(body.is_tensor(argument.value) for argument in node.args):
                value = context.facts.value(node.func)
                if isinstance(value, Foreign) and value.name.startswith("numpy."):
                    yield _change(node, value.name[len("numpy.") :], body)


def _change(node: cst.Call, name: str, body: Body) -> Change:
    new = f"{body.context.tensorflow}.{_FUNCTIONS[name]}" if name in _FUNCTIONS else ""
    keywords = {a.keyword.value for a in node.args if a.keyword is not None} - {"axis", "keepdims"}
    if name in ("concatenate", "hstack", "vstack") and not keywords:
        return _edited(node, _joined(name, body.context.tensorflow))
    if name in _VALUES and len(node.args) == 1:
        return _edited(node, lambda new: new.args[0].value if isinstance(new, cst.Call) else new)
    if not new or keywords or (name == "where" and len(node.args) != 3):
        message = (
            f"NumPy cannot take a symbolic tensor: write np.{name} with TensorFlow's operations, or use tf.py_function"
        )
        return manual(_NAME, node.func, f"numpy.{name}", message)
    return _edited(node, lambda old: old.with_changes(func=dotted(new)))


def _edited(node: cst.Call, rewrite: NodeRewrite) -> Change:
    message = "NumPy cannot take a symbolic tensor, on neither runtime: TensorFlow's operation does the same"
    return Change(_NAME, node.func, "tf.keras.layers.Lambda", message, edits=(Edit(node, rewrite),))


def _joined(name: str, tf: str) -> NodeRewrite:
    axis = {"concatenate": "0", "hstack": "1", "vstack": "0"}[name]

    def rewrite(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        args = list(node.args)
        if len(args) == 1:
            args = [
                args[0].with_changes(comma=cst.MaybeSentinel.DEFAULT),
                cst.Arg(cst.Integer(axis), cst.Name("axis"), equal=_EQUAL),
            ]
        return node.with_changes(func=dotted(f"{tf}.concat"), args=args)

    return rewrite


_EQUAL = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))

RULES = (
    Rule(
        _NAME,
        "lambdas",
        "NumPy functions that a Lambda layer gives tensors become TensorFlow's",
        __doc__ or "",
        survey=survey,
        words=WORDS,
    ),
)
