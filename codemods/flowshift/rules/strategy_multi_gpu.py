"""Spread a Keras model over several GPUs with a strategy in place of `multi_gpu_model`, which TF2 does not have.

    model = build_model()
    parallel_model = multi_gpu_model(model, gpus=2)
    parallel_model.compile(...)
    parallel_model.fit(x, y, batch_size=64)

becomes

    strategy = tf.distribute.MirroredStrategy([gpu.name for gpu in tf.config.list_logical_devices("GPU")[:2]])
    with strategy.scope():
        model = build_model()
        model.compile(...)
    model.fit(x, y, batch_size=64)

The size of the batch is that of all GPUs together in both. Without a GPU the CPUs are taken. Rewritten where the model is
made in the same block, not trained before, and the copy has one definition; applied under review, since training now
mirrors the weights instead of sharing those on the CPU. Elsewhere a finding says what to do.

Source: TF 1.15 `tensorflow/python/keras/utils/multi_gpu_utils.py`; run on TF 2.15.1 with two replicas, against one device.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.scope import Definition
from ..kinds.values import Api
from ..model import Applicability
from ..syntax.templates import Statement, code_of, statement
from .change import Change, Edit, Regroup, manual
from .context import Context
from .registry import Rule
from .strategy_blocks import Copies, Item, arranged, binds, block_of, gathered, mentions
from .strategy_names import gpu_names
from .strategy_roles import RoleFinder, Roles

_NAME = "strategy-multi-gpu"
_SYMBOL = "tf.keras.utils.multi_gpu_model"
_BY_HAND = (
    "make and compile the model under `with tf.distribute.MirroredStrategy().scope():`, without the copy: {reason}"
)


def apply(reference: Reference, context: Context) -> Change | None:
    """Put a model under a strategy's scope in place of copying it to each GPU."""
    if reference.call is None:
        return None if _is_import(reference, context) else _left(reference, "it is passed on as a value")
    line = context.statement_of(reference.node)
    call = reference.call.node
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
    if not isinstance(small, cst.Assign) or small.value is not call or len(small.targets) != 1:
        return _left(reference, "assign the copy to a name first")
    assert isinstance(line, cst.SimpleStatementLine)
    site, copy = context.site(reference.call), small.targets[0].target
    block = context.tree.parents.get(id(line))
    if site is None or not isinstance(site.node("model"), cst.Name) or not isinstance(copy, cst.Name):
        return _left(reference, "the model, or its copy, is not a plain name")
    if not isinstance(block, (cst.Module, cst.IndentedBlock)):
        return _left(reference, "its statement does not stand in a block of its own")
    model = code_of(site.nodes["model"])
    reads = _reads(line, copy.value, context)
    items = _items(block, line, model, context)
    if isinstance(items, str):
        return _left(reference, items)
    if reads is None:
        return _left(reference, f"{copy.value} may also stand for something else where it is read")
    gpus = site.node("gpus")
    devices = _devices(gpus, context)
    name = context.fresh("strategy", "gpu_strategy")
    made = statement(f"{name} = {context.tensorflow}.distribute.MirroredStrategy({devices})")

    def arrange(copies: Copies) -> Sequence[cst.CSTNode]:
        first = next(i for i, item in enumerate(items) if item.scoped)
        return arranged([*items[:first], *gathered([Item(made, Roles()), *items[first:]])], f"{name}.scope()", copies)

    edits = tuple(Edit(read, lambda _: cst.Name(model)) for read in reads) if copy.value != model else ()
    message = f"{model} is made under {name}.scope(), which spreads it over the GPUs"
    return Change(
        _NAME, reference.node, _SYMBOL, message, Applicability.REVIEW, edits=edits, groups=(Regroup(block, arrange),)
    )


def _left(reference: Reference, reason: str) -> Change:
    return manual(_NAME, reference.node, _SYMBOL, _BY_HAND.format(reason=reason))


def _is_import(reference: Reference, context: Context) -> bool:
    return isinstance(context.statement_of(reference.node), (cst.Import, cst.ImportFrom))


def _reads(line: cst.SimpleStatementLine, copy: str, context: Context) -> list[cst.Name] | None:
    """Return the places that read the copy; None where one of them may read something else."""
    definition: Definition | None = next((d for d in context.facts.defines.get(id(line), ()) if d.name == copy), None)
    if definition is None:
        return None
    reads = context.read_names(definition)
    return reads if all(len(context.facts.sources.get(id(read), ())) == 1 for read in reads) else None


def _items(block: cst.CSTNode, line: cst.CSTNode, model: str, context: Context) -> list[Item] | str:
    """Return the statements of the block, without the copy, those marked that make the model; a text says why not."""
    finder = RoleFinder(context.facts)
    flat = [item for statement in block_of(block) for item in _flattened(statement, finder, context)]
    place = next(index for index, item in enumerate(flat) if item.statement is line)
    made = next((i for i, item in enumerate(flat) if item.roles.model and model in binds(item.statement)), None)
    if made is None or made > place:
        return f"{model} is made elsewhere"
    if any(item.roles.trains and model in mentions(item.statement) for item in flat[:place]):
        return f"{model} was trained before"
    if flat[made].roles.trains:
        return f"{model} is made and trained in one statement"
    marked = [replace(item, scoped=item.roles.builds and not item.roles.trains) for item in flat]
    return [item for item in marked if item.statement is not line]


def _flattened(line: Statement, finder: RoleFinder, context: Context) -> list[Item]:
    """Open `with tf.device("/cpu:0"):`, which kept the model's weights on the CPU for its copies."""
    if isinstance(line, cst.With) and len(line.items) == 1 and isinstance(line.body, cst.IndentedBlock):
        call = line.items[0].item
        function = context.facts.value(call.func) if isinstance(call, cst.Call) else None
        if isinstance(function, Api) and function.name == "tf.device" and "cpu" in code_of(call).lower():
            return [Item(inner, finder.of(inner), of=line) for inner in block_of(line.body)]
    return [Item(line, finder.of(line))]


def _devices(gpus: cst.BaseExpression | None, context: Context) -> str:
    """Write the devices for an argument that is a number or a list of numbers."""
    if gpus is None:
        return ""
    tf = context.tensorflow
    text = code_of(gpus)
    if isinstance(gpus, (cst.List, cst.Tuple)):
        return f'[{tf}.config.list_logical_devices("GPU")[i].name for i in {text}]'
    return gpu_names(text, tf)


RULES = (
    Rule(
        _NAME,
        "strategy",
        "multi_gpu_model gives way to a strategy under whose scope the model is made",
        __doc__ or "",
        frozenset({_SYMBOL}),
        apply,
    ),
)
