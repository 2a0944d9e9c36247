"""Report names of TensorFlow that are reached by text, which no edit can follow.

    getattr(tf, "placeholder")                           what it names is gone from TF2
    importlib.import_module("tensorflow.contrib.slim")   so is this module
    getattr(tf.nn, name)                                 which name it is cannot be told from the source
    vars(tf)["log"], tf.__dict__["log"]                  likewise
    eval("tf.log(x)")                                    code in a string is not migrated

Nothing is edited: write the name in code, and run again. A text that names what TF2 still has under that name is fine. What
cannot be told is reported only in files that are of TF1 otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds.named_by_text import NamedByText, names_by_text
from ..silence import resolves_by_text, what_to_do
from .change import Change, manual
from .context import Context
from .registry import Rule

_NAME = "name-by-text"
_UNKNOWN = "reaches TensorFlow by text: look whether TF2 has what it names, or write the name in code and run again"


def survey(context: Context) -> Iterator[Change]:
    """Report each name that is reached by text and may be gone."""
    for found in names_by_text(context.facts):
        if found.symbol is None:
            yield manual(_NAME, found.node, "tf", _UNKNOWN)
        elif not resolves_by_text(found):
            yield manual(_NAME, found.node, found.symbol.api.name, _message(found))


def _message(found: NamedByText) -> str:
    assert found.symbol is not None
    return f"is named by text, which is not edited: {what_to_do(found.symbol.api.name)}"


RULES = (
    Rule(
        _NAME,
        "api",
        "names that are reached by text are reported",
        __doc__ or "",
        survey=survey,
    ),
)
