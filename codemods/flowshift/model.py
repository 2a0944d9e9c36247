"""Define the values that cross from one part of FlowShift to the next."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class Applicability(enum.Enum):
    """Say how far the edit of a finding can be trusted."""

    SAFE = "safe"  # proved equal
    REVIEW = "review"  # equal under the condition that the message names
    MANUAL = "manual"  # not edited; the message says what to do


class Style(enum.Enum):
    """Choose what a migrated program looks like."""

    AUTO = "auto"  # eager where it is shown to be equal, else graph; decided per program
    EAGER = "eager"  # native TF2: no Session, no placeholder, no tf.compat.v1
    GRAPH = "graph"  # keeps its Session, through tf.compat.v1


class Status(enum.Enum):
    """Say what became of one file."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ERROR = "error"


@dataclass(frozen=True)
class Options:
    """Hold what the user asked of the engine.

    `select` and `ignore` hold rule names or family names; an empty `select` means all rules.
    `python2` turns Python 2 sources into Python 3 first. `package` says that the file is a module of a package, which imports
    what stands beside it as `from .name import ...`. `together` says that the text is a program of several files, which becomes
    native or stays as it is. `starts_graph` names the modules that run on TF1's graph, as a script imports them that
    starts such a program.
    """

    style: Style = Style.AUTO
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    safe_only: bool = False
    python2: bool = False
    package: bool = False
    together: bool = False
    starts_graph: frozenset[str] = frozenset()


@dataclass(frozen=True, order=True)
class Finding:
    """Report one place that a rule has edited, or could not edit.

    `line` is 1-based and `column` 1-based, both counted in the original file.
    `symbol` is the TF1 name concerned, with `tf.` in front (`tf.nn.dynamic_rnn`). In a notebook `cell` counts its cells
    from 1, text included, and line and column are those in the cell; elsewhere it is 0.
    """

    line: int
    column: int
    rule: str
    symbol: str = ""
    message: str = ""
    applicability: Applicability = field(default=Applicability.SAFE, compare=False)
    cell: int = 0


@dataclass(frozen=True)
class VariableMapping:
    """Tell where TF1 variables live in the migrated program, and how their arrays are rearranged.

    `sources` are TF1 variable names without `:0`. `target` is an expression over the migrated module's globals (or, where a
    function such as `main` builds the graph, over its names): a variable (`W`) or a Keras layer (`encoder.cell`), whose
    weights then take the converted arrays in the order of `layer.weights`. Where the number of cells in a stack is only known
    when the program runs, sources and target have `{k}` for 0, 1, 2, ...
    `conversion` names a function of `flowshift.checkpoints.layouts`; `parameters` are its keyword arguments.
    """

    sources: tuple[str, ...]
    target: str
    conversion: str = "identity"
    parameters: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class FileResult:
    """Hold all that migrating one file gave. `after` equals `before` unless `status` is CHANGED.

    `cells` names what the file imports from `tf1_rnn_cells.py`, a module that is to be written beside it; `added` says that
    the file is such a module, which was not there before.
    """

    path: str
    status: Status
    before: bytes
    after: bytes
    findings: tuple[Finding, ...] = ()
    error: str | None = None
    variables: tuple[VariableMapping, ...] = ()
    cells: tuple[str, ...] = ()
    added: bool = False


def failed(path: str, source: bytes, message: str) -> FileResult:
    """Return the result of a file that is left as it was, with what is wrong."""
    return FileResult(path, Status.ERROR, source, source, error=message)


@dataclass(frozen=True)
class ProjectResult:
    """Hold the results of the files of one project, in path order."""

    files: tuple[FileResult, ...]
