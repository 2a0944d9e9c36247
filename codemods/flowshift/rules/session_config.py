"""Set what a session's configuration asked for with `tf.config`, before TensorFlow starts.

    config = tf.ConfigProto(allow_soft_placement=True)      for gpu in tf.config.list_physical_devices("GPU"):
    config.gpu_options.allow_growth = True              ->      tf.config.experimental.set_memory_growth(gpu, True)
    sess = tf.Session(config=config)
    K.set_session(sess)

Devices and threads cannot be set once TensorFlow runs, so the lines go behind the imports; that needs values which are written
out. What TF2 does anyway (soft placement) needs no line. A fraction of a GPU's memory has no counterpart: TF2 takes a limit in
megabytes, and the finding says so; no number depends on it. Other settings stand in the way of a native program.

Source: TF 1.15 `core/protobuf/config.proto`; `tf.config` of TF 2.15 refuses changes after the first operation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.imports import dotted_name
from ..kinds.values import Call, Literal, Value
from ..model import Applicability, Style
from ..syntax.templates import code_of, statement
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .registry import Rule

_NAME, _SESSION = "session-config", "keras-session"
_CONFIG, _GPU = "tf.ConfigProto", "tf.GPUOptions"
_GROWTH = (
    'for gpu in {tf}.config.list_physical_devices("GPU"):\n    {tf}.config.experimental.set_memory_growth(gpu, True)\n'
)
_HIDDEN = '{tf}.config.set_visible_devices([], "GPU")'
# The lines for a setting, with {value} in them; an empty text where TF2 does it anyway.
_LINES = {
    ("gpu_options.allow_growth", True): _GROWTH,
    ("gpu_options.allow_growth", False): "",
    ("allow_soft_placement", True): "",
    ("allow_soft_placement", False): "{tf}.config.set_soft_device_placement(False)",
    ("log_device_placement", True): "{tf}.debugging.set_log_device_placement(True)",
    ("log_device_placement", False): "",
    ("device_count", "{'GPU': 0}"): _HIDDEN,
}
_NUMBERS = {
    "intra_op_parallelism_threads": "{tf}.config.threading.set_intra_op_parallelism_threads({value})",
    "inter_op_parallelism_threads": "{tf}.config.threading.set_inter_op_parallelism_threads({value})",
}
_FRACTION = "gpu_options.per_process_gpu_memory_fraction"
_LIMIT = "TF2 has no fraction of a GPU's memory: set a limit in MB with tf.config.set_logical_device_configuration"


@dataclass(frozen=True)
class Setting:
    """One thing that a configuration asks for: the name in the protocol buffer, and the value."""

    name: str
    node: cst.BaseExpression
    value: Value


def apply(_: Reference, __: Context) -> None:
    """Leave the single names to `survey`, which sees what is made of them."""
    return


def survey(context: Context) -> Iterator[Change]:
    """Look at each configuration that a session gets."""
    if context.style is not Style.EAGER or context.any_version is not None:
        return
    configs = [call for call in context.facts.calls if call.api == _CONFIG]
    for call in configs:
        yield _settled(call, context) if len(configs) == 1 else manual(_NAME, call.node, _CONFIG, "one of several")


def _settled(call: Call, context: Context) -> Change:
    settings, statements = _settings(call, context)
    problem = next((text for text in (_problem(one) for one in settings) if text), "")
    place = _last_import(context)
    if problem or place is None:
        return manual(_NAME, call.node, _CONFIG, problem or "there is no block of imports to set it behind")
    texts = [line for one in settings if (line := _line(one, context))]
    limited = any(one.name == _FRACTION for one in settings)
    message = f"is set with tf.config before TensorFlow starts{'; ' + _LIMIT if limited else ''}"
    edits = (Edit(place, _behind(texts, _comments(statements))),) if texts else ()
    applicability = Applicability.REVIEW if limited else Applicability.SAFE
    return Change(_NAME, call.node, _CONFIG, message, applicability, edits, removed=tuple(statements))


def _settings(call: Call, context: Context) -> tuple[list[Setting], list[cst.CSTNode]]:
    """Return what a configuration asks for, and the statements that say so."""
    found = list(_given(call, "", context))
    statements: list[cst.CSTNode] = []
    for made in (call, *(one for one in context.facts.calls if one.api == _GPU)):
        definition = context.assigned(made)
        if definition is not None and isinstance(definition.statement, cst.SimpleStatementLine):
            statements.append(definition.statement)
    for target, value in context.facts.assignments:
        if isinstance(target, cst.Attribute) and _roots_in(target, call, context):
            line = context.statement_of(target)
            if isinstance(line, cst.SimpleStatementLine) and isinstance(line.body[0], cst.Assign):
                name = code_of(target).partition(".")[2]
                found.append(Setting(name, line.body[0].value, value))
                statements.append(line)
    return found, statements


def _roots_in(target: cst.Attribute, call: Call, context: Context) -> bool:
    """Tell whether `config.gpu_options.allow_growth` belongs to this configuration."""
    node: cst.BaseExpression = target
    while isinstance(node, cst.Attribute):
        node = node.value
    return isinstance(node, cst.Name) and context.facts.value(node) is call


def _given(call: Call, prefix: str, context: Context) -> Iterator[Setting]:
    if not call.arguments.exact or call.arguments.positional:
        yield Setting("*", call.node, call)
        return
    for argument, (name, value) in zip(call.node.args, call.arguments.keywords):
        if isinstance(value, Call) and value.api == _GPU:
            yield from _given(value, "gpu_options.", context)
        else:
            yield Setting(prefix + name, argument.value, value)


def _key(one: Setting) -> tuple[str, object]:
    text = code_of(one.node).replace('"', "'")
    known = isinstance(one.value, Literal) and one.value.known
    return one.name, one.value.constant if known and isinstance(one.value, Literal) else text


def _problem(one: Setting) -> str:
    if _key(one) in _LINES or one.name == _FRACTION:
        return ""
    if one.name in _NUMBERS:
        return (
            ""
            if isinstance(one.node, cst.Integer)
            else f"{one.name} is not written out: set it before TensorFlow starts"
        )
    return f"{one.name} = {code_of(one.node)} has no form in tf.config that is known here"


def _line(one: Setting, context: Context) -> str:
    text = _LINES.get(_key(one)) if _key(one) in _LINES else _NUMBERS.get(one.name, "")
    return (text or "").format(tf=context.tensorflow, value=code_of(one.node))


def _last_import(context: Context) -> cst.SimpleStatementLine | None:
    """Return the last line of the imports at the top, where TensorFlow is one of them."""
    last: cst.SimpleStatementLine | None = None
    reached = False
    for line in context.module.body:
        if not isinstance(line, cst.SimpleStatementLine):
            break
        small = line.body[0]
        if isinstance(small, (cst.Import, cst.ImportFrom)):
            last = line
            names = small.names if isinstance(small, cst.Import) else ()
            reached = reached or any(_binds(alias, context.tensorflow) for alias in names)
        elif not (isinstance(small, cst.Expr) and isinstance(small.value, cst.SimpleString)):
            break
    return last if reached else None


def _binds(alias: cst.ImportAlias, name: str) -> bool:
    return dotted_name(alias.asname.name if alias.asname is not None else alias.name) == name


def _comments(statements: Sequence[cst.CSTNode]) -> list[cst.EmptyLine]:
    lines = [line for node in statements for line in getattr(node, "leading_lines", ())]
    return [line for line in lines if line.comment is not None]


def _behind(texts: Sequence[str], comments: Sequence[cst.EmptyLine]) -> NodeRewrite:
    def rewrite(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        lines = [statement(text) for text in texts]
        blank = cst.EmptyLine(indent=False)
        return cst.FlattenSentinel([node, lines[0].with_changes(leading_lines=[blank, *comments]), *lines[1:]])

    return rewrite


def set_session(reference: Reference, context: Context) -> Change | None:
    """Drop the session that Keras was given, which only carried a configuration."""
    name, call = reference.api.name, reference.call
    if context.style is not Style.EAGER or call is None:
        return None
    line = context.statement_of(call.node)
    given = (call.arguments.values() or (None,))[0]
    alone = isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 and isinstance(line.body[0], cst.Expr)
    if (
        not alone
        or line is None
        or not isinstance(given, Call)
        or given.api not in ("tf.Session", "tf.InteractiveSession")
    ):
        return manual(_SESSION, call.node, name, "there is no session in eager code")
    removed: list[cst.CSTNode] = [line]
    definition = context.assigned(given)
    if definition is not None:
        if len(context.read_names(definition)) != 1:
            return manual(_SESSION, call.node, name, f"{definition.name} is used for more than Keras")
        removed.append(definition.statement)
    return Change(_SESSION, call.node, name, "not needed: Keras runs without a session", removed=tuple(removed))


RULES = (
    Rule(
        _NAME,
        "keras",
        "what a session's configuration asked for is set with tf.config",
        __doc__ or "",
        frozenset({_CONFIG, _GPU}),
        apply,
        survey,
    ),
    Rule(
        _SESSION,
        "keras",
        "a session that Keras was given for its configuration goes",
        __doc__ or "",
        frozenset({"tf.keras.backend.set_session"}),
        set_session,
    ),
)
