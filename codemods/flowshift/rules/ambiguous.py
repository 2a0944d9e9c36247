"""Report a name that stands for different TensorFlow symbols, by which way control came.

    try:
        from tensorflow.contrib import rnn
    except ImportError:
        from tensorflow.nn import rnn_cell as rnn
    cell = rnn.BasicLSTMCell(5)

What `rnn` is cannot be told from the source, so nothing that is reached through it is edited: choose one of the ways first.
Two imports of the same thing (`tensorflow`, else `tensorflow.compat.v1`) are no such case.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds.values import Api, Choice
from .change import Change, manual
from .context import Context
from .registry import Rule

_NAME = "ambiguous-name"


def survey(context: Context) -> Iterator[Change]:
    """Report every read of such a name."""
    for name in context.facts.ambiguous:
        value = context.facts.value(name)
        options = value.options if isinstance(value, Choice) else ()
        symbols = sorted({option.name for option in options if isinstance(option, Api)})
        message = f"`{name.value}` may be {' or '.join(symbols)}" + (
            " or something else" if len(symbols) < len(options) else ""
        )
        yield manual(_NAME, name, symbols[0] if symbols else "", f"{message}: left alone; choose one first")


RULES = (Rule(_NAME, "api", "names that stand for different symbols are left alone", __doc__ or "", survey=survey),)
