"""Derive the API map: for every public symbol of TF 1.15 its names and its parameters in TF 2.15."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from flowshift.symbols.meanings import by_name
from flowshift.symbols.symbol import Meaning

from tools.api_map.dumps import Runtime, Tables, Thing
from tools.api_map.parameters import Change, compare, show


@dataclass(frozen=True)
class Row:
    """One public TF1 name. `alias_of` is its canonical name, empty where it is that itself."""

    name: str
    kind: str
    alias_of: str = ""
    native: str = ""
    compat: str = ""
    same_object: bool = False
    simple: bool = False
    parameters: tuple[str, ...] | None = None
    native_change: Change | None = None
    compat_change: Change | None = None


def rank(name: str) -> tuple[int, int, int, str]:
    """Order the spellings of one symbol: the shortest documented TF1 name first, contrib and compat names last."""
    # A raw op is how one calls an op without its Python front.
    order = ("tf.raw_ops.", "tf.compat.v1.", "tf.compat.v2.", "tf.contrib.")
    part = next((index for index, prefix in enumerate(order, 1) if name.startswith(prefix)), 0)
    return part, name.count("."), len(name), name


def home_rank(thing: Thing, name: str) -> tuple[int, int, int, int, str]:
    """Order the spellings of one object: among contrib packages the one that defines it comes first."""
    part, *rest = rank(name)
    home = name.startswith("tf.contrib.") and not thing.module.startswith(
        "tensorflow." + ".".join(name.split(".")[1:3]) + "."
    )
    return (part, int(home), *rest)  # type: ignore[return-value]


def canonical_names(tf1: Runtime) -> dict[str, str]:
    """Return the canonical spelling of every public TF1 name."""
    out = {}
    for name, thing in tf1.names.items():
        if thing.simple or thing.kind == "module":
            plain = "tf." + name[len("tf.compat.v1.") :] if name.startswith("tf.compat.v1.") else name
            out[name] = plain if plain in tf1.names else name
        else:
            out[name] = min(tf1.aliases(thing), key=partial(home_rank, thing))
    return out


def derive(tf1: Runtime, tf2: Runtime, tables: Tables) -> Iterator[Row]:
    """Yield a row for every public TF1 name, sorted by name."""
    canonical = canonical_names(tf1)
    for name in sorted(tf1.names):
        if ".compat.v1." in name and canonical[name] == "tf." + name[len("tf.compat.v1.") :]:
            continue  # the loader strips this prefix by itself
        yield row_for(name, canonical[name], tf1, tf2, tables)


def row_for(name: str, canonical: str, tf1: Runtime, tf2: Runtime, tables: Tables) -> Row:
    """Derive the row of one name; a hand-written target replaces the derived one."""
    thing = tf1.names[name]
    spellings = (name, canonical, *sorted(tf1.aliases(thing), key=rank))
    meaning = by_name().get(canonical, Meaning(canonical))
    compat = compat_name(spellings, tf2) if meaning.compat is None else meaning.compat
    native, same = native_name(name, spellings, compat, tf2)
    if meaning.native is not None:
        native, same = meaning.native, False
    if native and not same and name != canonical:
        # compat.v1 has a wrapper of its own for some aliases: tf.nn.tanh is tf.tanh, tf.compat.v1.nn.tanh is not
        main, same = native_name(canonical, (canonical,), compat_name((canonical,), tf2), tf2)
        same = same and native in tf2.aliases(tf2.names[main])
    if not native and not compat:
        compat = slim_name(name, canonical, thing, tf2)
    if name != canonical:
        return Row(name, thing.kind, canonical, native, compat, same, thing.simple)
    parameters = None if thing.signature is None else tuple(show(p) for p in thing.signature)
    return Row(
        name,
        thing.kind,
        "",
        native,
        compat,
        same,
        thing.simple,
        parameters,
        change_to(thing, native, spellings, tf2, tables, meaning),
        change_to(thing, compat, spellings, tf2, tables, meaning if meaning.compat else Meaning(canonical)),
    )


def change_to(
    thing: Thing, target: str, names: Iterable[str], tf2: Runtime, tables: Tables, meaning: Meaning
) -> Change | None:
    """Compare a TF1 signature with the one of its target; None where there is nothing to compare."""
    if not target or thing.kind not in ("function", "class"):
        return None
    found = tf2.names[full_name(target)]
    return compare(thing.signature, found.signature, names, tables, meaning)


def full_name(target: str) -> str:
    """Return the name under which a target was dumped: `tfa` is what everybody calls tensorflow_addons."""
    return "tensorflow_addons." + target[4:] if target.startswith("tfa.") else target


def slim_name(name: str, canonical: str, thing: Thing, tf2: Runtime) -> str:
    """Return the tf_slim name of a contrib function that moved there: same name, same signature."""
    if not name.startswith("tf.contrib.") or thing.kind not in ("function", "class"):
        return ""
    found = [
        candidate
        for candidate in slim_names(tf2).get(name.split(".")[-1], ())
        if tf2.names[candidate].qualname == thing.qualname and tf2.names[candidate].signature == thing.signature
    ]
    # tf.contrib.slim.X is tf_slim.X, tf.contrib.layers.X is tf_slim.layers.X.
    inner = [spelling.split(".", 2)[2] for spelling in (name, canonical)]
    wanted = ["tf_slim." + path.removeprefix("slim.") for path in inner]
    return next((path for path in wanted if path in found), min(found, key=rank, default=""))


@cache
def slim_names(tf2: Runtime) -> dict[str, list[str]]:
    """Return the names of tf_slim by their last part."""
    out: dict[str, list[str]] = {}
    for name, thing in tf2.names.items():
        if name.startswith("tf_slim.") and thing.kind != "module":
            out.setdefault(name.split(".")[-1], []).append(name)
    return out


def bare(name: str) -> str:
    """Return a name without `tf.` or `tf.compat.v1.`."""
    for prefix in ("tf.compat.v1.", "tf.compat.v2.", "tf."):
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name


def compat_name(spellings: Iterable[str], tf2: Runtime) -> str:
    """Return the first `tf.compat.v1` name of a symbol that TF2 still has."""
    for name in spellings:
        if name.startswith("tf.contrib.") or name.startswith("tf.compat.v2."):
            continue
        candidate = "tf.compat.v1." + bare(name)
        if candidate in tf2.names:
            return candidate
    return ""


def native_name(name: str, spellings: tuple[str, ...], compat: str, tf2: Runtime) -> tuple[str, bool]:
    """Return the native TF2 name of a symbol, and whether it is the very object that compat.v1 has."""
    own = "tf." + bare(name)
    if name.startswith("tf.compat.v2.") and own in tf2.names:
        return own, True
    if compat:
        thing = tf2.names[compat]
        if thing.simple:
            return simple_name(own, spellings, thing, tf2)
        natives = [n for n in tf2.aliases(thing) if n.startswith("tf.") and not n.startswith("tf.compat.v")]
        if natives:
            return (own if own in natives else preferred(natives, thing)), True
    for spelling in spellings:
        candidate = "tf." + bare(spelling)
        if not spelling.startswith("tf.contrib.") and candidate in tf2.names:
            return candidate, spelling.startswith("tf.compat.v2.")
    if compat:
        for exported in tf2.names[compat].v1:
            if "tf." + exported in tf2.names:
                return "tf." + exported, False
    return "", False


def simple_name(own: str, spellings: tuple[str, ...], thing: Thing, tf2: Runtime) -> tuple[str, bool]:
    """Find the native name of a string or number: one that ends alike, has the same value and is in a like module."""
    if own in tf2.names and tf2.names[own].value == thing.value:
        return own, True
    top, last = own.split(".")[1], own.split(".")[-1]
    if "." in own[3:]:
        candidate = f"tf.{top}.{last}"
        if candidate in tf2.names and tf2.names[candidate].value == thing.value:
            return candidate, True
    for module in ("version", "sysconfig"):
        candidate = f"tf.{module}.{last}"
        if own == f"tf.{last}" and candidate in tf2.names and tf2.names[candidate].value == thing.value:
            return candidate, True
    return "", False


def preferred(natives: list[str], thing: Thing) -> str:
    """Choose among several native names of one object the one TensorFlow exports first."""
    for exported in thing.v2:
        if "tf." + exported in natives:
            return "tf." + exported
    return min(natives, key=rank)
