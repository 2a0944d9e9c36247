"""Spell out what a TF1 convenience did, where TF2 has no function for it.

    tf.to_float(x)              ->  tf.cast(x, tf.float32)
    tf.nn.xw_plus_b(x, w, b)    ->  tf.matmul(x, w) + b
    tf.nn.dropout(x, 0.9)       ->  tf.nn.dropout(x, rate=1 - 0.9)
    tf.losses.mean_squared_error(y, z)  ->  tf.reduce_mean(tf.math.squared_difference(z, y))

TF2's `tf.image.resize` takes half-pixel centres; the raw operation under TF1's function is still there, and computes the same.

Each row is the body of the TF 1.15 function. A call that gives it more than the row knows of keeps its name, with a finding.
"""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from ..kinds.facts import Reference
from ..model import Applicability, Style
from ..syntax.templates import expression, parenthesised
from .change import Change, Edit, manual
from .context import Context
from .cross_entropy import is_data
from .registry import Rule

_NAME = "spelled-out"


@dataclass(frozen=True)
class _Row:
    """The expression of one function over its parameters; `tight` ones stand as operands, `ignored` mean nothing in TF2.

    `options` are parameters that may be given, as (TF1 name, keyword); they stand where the text says `{options}`.
    `stopped` are labels that TF1 let no gradient into.
    """

    text: str
    needs: tuple[str, ...]
    tight: tuple[str, ...] = ()
    ignored: frozenset[str] = frozenset({"name", "scope"})
    options: tuple[tuple[str, str], ...] = ()
    stopped: str = ""


def _cast(dtype: str) -> _Row:
    return _Row(f"tf.cast({{x}}, tf.{dtype})", ("x",))


def _resized(operation: str) -> _Row:
    text = f"tf.raw_ops.{operation}(images={{images}}, size={{size}}{{options}})"
    return _Row(text, ("images", "size"), options=(("align_corners", "align_corners"),))


_ROWS: dict[str, _Row] = {
    "tf.to_float": _cast("float32"),
    "tf.to_double": _cast("float64"),
    "tf.to_int32": _cast("int32"),
    "tf.to_int64": _cast("int64"),
    "tf.to_bfloat16": _cast("bfloat16"),
    "tf.to_complex64": _cast("complex64"),
    "tf.to_complex128": _cast("complex128"),
    "tf.nn.xw_plus_b": _Row("tf.matmul({x}, {weights}) + {biases}", ("x", "weights", "biases"), ("biases",)),
    "tf.nn.relu_layer": _Row(
        "tf.nn.relu(tf.matmul({x}, {weights}) + {biases})", ("x", "weights", "biases"), ("biases",)
    ),
    "tf.nn.dropout": _Row(
        "tf.nn.dropout({x}, rate=1 - {keep_prob}{options})",
        ("x", "keep_prob"),
        ("keep_prob",),
        options=(("noise_shape", "noise_shape"), ("seed", "seed")),
    ),
    "tf.space_to_batch": _Row(
        "tf.space_to_batch({input}, [{block_size}, {block_size}], {paddings})", ("input", "paddings", "block_size")
    ),
    "tf.setdiff1d": _Row(
        "tf.raw_ops.ListDiff(x={x}, y={y}{options})", ("x", "y"), options=(("index_dtype", "out_idx"),)
    ),
    "tf.strings.split": _Row(
        "tf.strings.split({input}{options}).to_sparse()", ("input",), options=(("sep", "sep"), ("maxsplit", "maxsplit"))
    ),
    "tf.image.resize_bilinear": _resized("ResizeBilinear"),
    "tf.image.resize_nearest_neighbor": _resized("ResizeNearestNeighbor"),
    "tf.image.resize_bicubic": _resized("ResizeBicubic"),
    "tf.image.resize_area": _resized("ResizeArea"),
    "tf.losses.mean_squared_error": _Row(
        "tf.reduce_mean(tf.math.squared_difference({predictions}, {labels}))", ("labels", "predictions")
    ),
    "tf.losses.absolute_difference": _Row(
        "tf.reduce_mean(tf.abs({predictions} - {labels}))", ("labels", "predictions"), ("labels", "predictions")
    ),
    "tf.losses.softmax_cross_entropy": _Row(
        "tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels={onehot_labels}, logits={logits}))",
        ("onehot_labels", "logits"),
        stopped="onehot_labels",
    ),
    "tf.losses.sparse_softmax_cross_entropy": _Row(
        "tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels={labels}, logits={logits}))",
        ("labels", "logits"),
    ),
    "tf.losses.sigmoid_cross_entropy": _Row(
        "tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels={multi_class_labels}, logits={logits}))",
        ("multi_class_labels", "logits"),
    ),
    "tf.losses.huber_loss": _Row(
        "tf.keras.losses.Huber({options})({labels}, {predictions})",
        ("labels", "predictions"),
        options=(("delta", "delta"),),
    ),
    "tf.losses.hinge_loss": _Row("tf.keras.losses.Hinge()({labels}, {logits})", ("labels", "logits")),
    "tf.set_random_seed": _Row("tf.random.set_seed({seed})", ("seed",)),
}

_SEEDED = (
    "TF2 draws other numbers from a graph-level seed; give operations a seed of their own where the numbers matter"
)


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one call by its row."""
    name = reference.api.name
    if context.style is not Style.EAGER:
        return None
    if reference.call is None:
        return manual(_NAME, reference.node, name, "it is passed on as a value: write a function for it")
    row, site = _ROWS[name], context.site(reference.call)
    if site is None:
        return manual(_NAME, reference.node, name, "its arguments cannot be read from the call")
    if name == "tf.nn.dropout" and "rate" in site.given() and "keep_prob" not in site.nodes:
        return None
    options = [(old, new) for old, new in row.options if old in site.given()]
    extra = sorted(site.given() - {*row.needs, *(old for old, _ in options)} - row.ignored)
    if extra or any(need not in site.nodes for need in row.needs):
        return manual(
            _NAME, reference.node, name, f"write {_shown(row)} with {', '.join(extra) or 'its arguments'} in place"
        )
    nodes = site.nodes
    given = "".join(f", {new}={{{old}}}" for old, new in options)
    text = (
        row.text.replace("({options}", "(" + given.lstrip(", "))
        .replace("{options}", given)
        .replace("tf.", context.tensorflow + ".")
    )
    stopped = bool(row.stopped) and not is_data(site.value(row.stopped))
    if stopped:
        text = text.replace(f"{{{row.stopped}}}", f"{context.tensorflow}.stop_gradient({{{row.stopped}}})")

    def spelled(_: cst.CSTNode) -> cst.BaseExpression:
        holes: dict[str, cst.BaseExpression] = {}
        for need in (*row.needs, *(old for old, _ in options)):
            rendered = context.render(nodes[need])
            assert isinstance(rendered, cst.BaseExpression)
            holes[need] = parenthesised(rendered) if need in row.tight else rendered
        whole = expression(text, **holes)
        return (
            parenthesised(whole) if isinstance(whole, cst.BinaryOperation) and is_operand(reference, context) else whole
        )

    seeded = name == "tf.set_random_seed"
    message = f"becomes {_shown(row)}" + (f"; {_SEEDED}" if seeded else "")
    return Change(
        _NAME,
        reference.node,
        name,
        message,
        Applicability.REVIEW if seeded else Applicability.SAFE,
        (Edit(reference.call.node, spelled),),
    )


def _shown(row: _Row) -> str:
    return row.text.replace("{options}", "")


def is_operand(reference: Reference, context: Context) -> bool:
    """Tell whether a call stands inside another operator, so that an operator in its place needs parentheses."""
    statement = context.statement_of(reference.node)
    small = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
    assert reference.call is not None
    return not (isinstance(small, (cst.Assign, cst.Expr)) and small.value is reference.call.node)


RULES = (
    Rule(
        _NAME,
        "api",
        "TF1 conveniences without a TF2 function are written out",
        __doc__ or "",
        frozenset(_ROWS),
        apply,
    ),
)
