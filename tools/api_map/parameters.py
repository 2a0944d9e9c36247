"""Compare a TF1 signature with the signature of its TF2 target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flowshift.symbols.symbol import Meaning

from tools.api_map.dumps import Parameter, Tables

# TF 1 kept an old name beside the new one for years, and TF 2 dropped it. Each pair was read off a TF 1.15 wrapper that
# passes the first on as the second (deprecation.deprecated_argument_lookup).
SYNONYMS: dict[str, tuple[str, ...]] = {
    "keep_dims": ("keepdims",),
    "reduction_indices": ("axis",),
    "squeeze_dims": ("axis",),
    "dim": ("axis",),
    "dimension": ("axis",),
    "dims": ("axes", "axis"),
    "axes": ("axis",),
    "seq_dim": ("seq_axis",),
    "batch_dim": ("batch_axis",),
    "input": ("value", "input_tensor", "filters", "input"),
    "input_tensor": ("input",),
    "value": ("input",),
    "filter": ("filters",),
    "dilations": ("rates",),
    "rate": ("dilations",),
    "dilation_rate": ("dilations",),
    "preferred_dtype": ("dtype_hint",),
    "uniform_noise": ("noise",),
    "virtual_devices": ("logical_devices",),
    "text": ("input_text",),
    "identifier": ("config",),
    "instance": ("obj",),
    "algorithm": ("alg",),
    "value_structure": ("element_spec",),
}


# Old spellings that TF 1 takes beside the new one: both lie on one TF2 parameter.
OLD_SPELLINGS = frozenset(
    [
        "keep_dims",
        "reduction_indices",
        "reduction_axes",
        "squeeze_dims",
        "dim",
        "dimension",
        "seq_dim",
        "batch_dim",
        "preferred_dtype",
        "fn1",
        "fn2",
        "expand_nonconcat_dim",
        "concat_dim",
        "t",
        "msg",
        "m",
        "v",
        "rate",
        "dilation_rate",
    ]
)

# Defaults that differ as text and mean the same: read off the wrappers in both runtimes.
EQUAL_DEFAULTS = frozenset(
    (
        ("keepdims", "None", "False"),
        ("expand_nonconcat_dims", "None", "False"),
        ("synchronization", "None", "<VariableSynchronization:AUTO>"),
        ("aggregation", "None", "<VariableAggregation:NONE>"),
        ("out_type", "tf.int32", "None"),  # 2.15 reads None as int32 unless tf_shape_default_int64 is set
        ("data_format", "'NHWC'", "None"),
        ("data_format", "None", "'NWC'"),
        ("dilations", "[1, 1, 1, 1]", "None"),
        ("dilations", "[1, 1, 1, 1, 1]", "None"),
        ("axis", "None", "-1"),  # softmax_cross_entropy_with_logits: None is the last axis
        ("threshold", "None", "0"),
        ("seed", "None", "0"),
        ("log_dir", "'./logs'", "'logs'"),
        ("reader", "<TFRecordDatasetV1>", "None"),
        ("output_dtype", "None", "tf.int64"),
    )
)


@dataclass(frozen=True)
class Change:
    """Say how a call must change. `target` is None where the target has no readable signature.

    `renamed` holds (TF1 name, TF2 name); `removed` the TF1 parameters without a place; `defaults` holds
    (TF2 name, TF1 default, TF2 default) where leaving the argument out means something else.
    """

    target: tuple[str, ...] | None
    renamed: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    defaults: tuple[tuple[str, str, str], ...] = ()
    reordered: bool = False


def compare(
    source: tuple[Parameter, ...] | None,
    target: tuple[Parameter, ...] | None,
    names: Iterable[str],
    tables: Tables,
    meaning: Meaning,
) -> Change:
    """Map every TF1 parameter to the TF2 parameter it lands on."""
    if target is None:
        return Change(None)
    shown = tuple(show(parameter) for parameter in target)
    if source is None:
        return Change(shown)
    places = {p.name: p for p in target if p.letter not in "aw"}
    table = {**keyword_table(names, tables), **dict(meaning.renamed)}
    mapping = {p.name: place_of(p.name, source, places, table) for p in source if p.letter not in "aw"}
    mapping.update(dict.fromkeys(meaning.removed))
    mapping.update({old: new for old, new in meaning.renamed if new in places and old in mapping})
    takes_any = any(p.letter == "w" for p in target)
    renamed = tuple((old, new) for old, new in mapping.items() if new is not None and new != old)
    if any(p.letter == "w" for p in source):
        # What a wrapper takes through **kwargs shows in no signature.
        renamed += tuple((old, new) for old, new in meaning.renamed if old not in mapping and new in places)
    removed = tuple(old for old, new in mapping.items() if new is None and not takes_any)
    fixed = {name for name, _ in meaning.added}
    defaults = tuple(row for row in changed_defaults(source, places, mapping) if row[0] not in fixed)
    defaults += tuple((name, text, places[name].default or "") for name, text in meaning.added if name in places)
    return Change(shown, renamed, removed, defaults, is_reordered(source, target, mapping))


def show(parameter: Parameter) -> str:
    """Write a parameter: `x`, `x=` with a default, `*x`, `**x`, `x/` positional only, `+x` keyword only."""
    mark = {"a": "*", "w": "**", "k": "+"}.get(parameter.letter, "")
    end = "/" if parameter.letter == "o" else ""
    return mark + parameter.name + end + ("=" if parameter.default is not None else "")


def keyword_table(names: Iterable[str], tables: Tables) -> dict[str, str | None]:
    """Collect the argument renames that TensorFlow's own script knows for any spelling of a symbol."""
    out: dict[str, str | None] = {}
    for name in names:
        out.update(tables.keywords.get(name, {}))
    return out


def place_of(
    name: str,
    source: tuple[Parameter, ...],
    places: dict[str, Parameter],
    table: dict[str, str | None],
) -> str | None:
    """Return the TF2 parameter on which a TF1 parameter lands, or None."""
    if name in places:
        return name
    renamed = table.get(name)
    if renamed is not None and renamed in places:
        return renamed
    own = {p.name for p in source}
    for synonym in SYNONYMS.get(name, ()):
        # Two TF1 names may lie on one TF2 parameter only where one is the old spelling of the other.
        if synonym in places and (synonym not in own or name in OLD_SPELLINGS):
            return synonym
    return None


def changed_defaults(
    source: tuple[Parameter, ...], places: dict[str, Parameter], mapping: dict[str, str | None]
) -> tuple[tuple[str, str, str], ...]:
    """List the parameters that may be left out on both sides and then mean different values."""
    out: list[tuple[str, str, str]] = []
    for parameter in source:
        new = mapping.get(parameter.name)
        if new is None or new != parameter.name or parameter.default is None:
            continue
        default = places[new].default
        row = (new, parameter.default, default or "")
        if default is not None and normal(default) != normal(parameter.default) and row not in EQUAL_DEFAULTS:
            out.append(row)
    return tuple(out)


def normal(default: str) -> str:
    """Make defaults comparable that are only written differently (1 and 1.0, "same" and Keras' own objects)."""
    try:
        return repr(float(default))
    except ValueError:
        return default


def is_reordered(source: tuple[Parameter, ...], target: tuple[Parameter, ...], mapping: dict[str, str | None]) -> bool:
    """Tell whether a positional TF1 argument would land on another TF2 parameter."""
    order = [p.name for p in target if p.letter in "op"]
    for index, parameter in enumerate(p for p in source if p.letter in "op"):
        new = mapping[parameter.name]
        if index >= len(order) or order[index] != new:
            return True
    return False
