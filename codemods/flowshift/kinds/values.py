"""Define the abstract values: symbolic expressions over the TensorFlow names that a program uses.

A value keeps how it was made (`Item(Call(Api("tf.nn.dynamic_rnn")), 1)`), so a rule can ask where a state came from however
many names, tuples and functions lie between. What a value *is* (a cell, a state, a placeholder) is derived: see `kinds.kind`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import libcst as cst


@dataclass(frozen=True, eq=False)
class Value:
    """Stand for what an expression evaluates to; `Value` itself is the unknown value."""


UNKNOWN = Value()


@dataclass(frozen=True, eq=False)
class Api(Value):
    """A TensorFlow symbol or module, under its TF 1.15 public name (`tf.nn.dynamic_rnn`)."""

    name: str
    imported_as: str = ""  # how the file spells it, when it is not reached through `import tensorflow`
    written: str = ""  # the name as the file reaches it, by imports and aliases: `tensorflow.contrib.rnn.LSTMCell`


@dataclass(frozen=True, eq=False)
class Foreign(Value):
    """A name of another package (`numpy.random.seed`)."""

    name: str


@dataclass(frozen=True, eq=False)
class Literal(Value):
    """A number, string, bool, None, or another expression that only Python values go into."""

    node: cst.BaseExpression
    constant: object = None
    known: bool = False  # whether `constant` holds its value


@dataclass(frozen=True, eq=False)
class Sequence(Value):
    """A tuple or list display."""

    items: tuple[Value, ...]
    node: cst.BaseExpression | None = None


@dataclass(frozen=True, eq=False)
class Growing(Value):
    """A list that `append` adds to; `items` are the values that were seen to be added, how often is not known."""

    items: tuple[Value, ...]


@dataclass(frozen=True, eq=False)
class Mapping(Value):
    """A dict display, with the value of each key."""

    entries: tuple[tuple[Value, Value], ...]
    node: cst.Dict | None = None


@dataclass(frozen=True, eq=False)
class Arguments:
    """Hold the evaluated arguments of one call."""

    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    exact: bool = True  # False where `*args` or `**kwargs` hide some

    def values(self) -> tuple[Value, ...]:
        """Return all values, positional ones first."""
        return (*self.positional, *(value for _, value in self.keywords))

    def keyword(self, name: str) -> Value | None:
        """Return the value given by keyword, or None."""
        return dict(self.keywords).get(name)


@dataclass(frozen=True, eq=False)
class Call(Value):
    """The result of calling a value."""

    function: Value
    node: cst.Call
    arguments: Arguments = field(default_factory=Arguments)

    @property
    def api(self) -> str:
        """Return the TF1 name that was called, or an empty string."""
        return self.function.name if isinstance(self.function, Api) else ""


@dataclass(frozen=True, eq=False)
class Item(Value):
    """`of[index]`, also by unpacking; `index` is None where it is not a literal, and a slice for several items."""

    of: Value
    index: object | None
    operands: tuple[Value, ...] = ()


@dataclass(frozen=True, eq=False)
class Member(Value):
    """`of.name`."""

    of: Value
    name: str


@dataclass(frozen=True, eq=False)
class Operation(Value):
    """An operator, comparison, conditional or display over other values."""

    operands: tuple[Value, ...]
    node: cst.BaseExpression


@dataclass(frozen=True, eq=False)
class Function(Value):
    """A function or lambda of the program."""

    node: cst.FunctionDef | cst.Lambda
    scope: object = None
    instance: Value | None = None  # the `self` of a bound method


@dataclass(frozen=True, eq=False)
class Class(Value):
    """A class of the program."""

    node: cst.ClassDef
    scope: object = None


@dataclass(frozen=True, eq=False)
class Instance(Value):
    """An object of a class of the program."""

    of: Class
    node: cst.Call | None = None


@dataclass(frozen=True, eq=False)
class Choice(Value):
    """One of several values, by which way control came."""

    options: tuple[Value, ...]


def join(values: tuple[Value, ...]) -> Value:
    """Return the value that may be any of the given ones."""
    flat: list[Value] = []
    for value in values:
        for option in value.options if isinstance(value, Choice) else (value,):
            if not any(option is known for known in flat):
                flat.append(option)
    if len(flat) == 1:
        return flat[0]
    symbols = [option for option in flat if isinstance(option, Api)]
    if len(symbols) == len(flat) and len({symbol.name for symbol in symbols}) == 1:
        # one thing under two imports: `try: import tensorflow.compat.v1 as tf`, `except: import tensorflow as tf`
        return max(symbols, key=lambda symbol: len(symbol.imported_as))
    if not flat or len(flat) > 8 or any(option is UNKNOWN for option in flat):
        return UNKNOWN
    return Choice(tuple(flat))


def matters(value: Value) -> bool:
    """Tell whether a value says more than that some Python object is there."""
    return not (value is UNKNOWN or isinstance(value, (Literal, Foreign)))
