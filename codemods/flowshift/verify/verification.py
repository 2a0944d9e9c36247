"""Define what a proof is asked with and what it answers."""

from __future__ import annotations

import enum
from dataclasses import dataclass

GIBIBYTE = 1 << 30


class Before(enum.Enum):
    """Choose what runs the original."""

    TF1 = "tf1"  # TF 1.15.5, the real thing
    COMPAT = "compat"  # TF 2.15's tf.compat.v1: a weaker proof, for machines without TF 1.15
    TF2 = "tf2"  # TF 2.15 as it is, for programs that were written for TF2


class Verdict(enum.Enum):
    """Say how a proof came out."""

    EQUAL = "equal"
    SAME_DISTRIBUTION = "same distribution, other numbers"  # equal with the random draws held fixed
    WITHIN_REPEATS = "equal within what the original repeats"  # what differs differs between runs of the original too
    DIFFERENT = "different"
    FAILED = "failed"  # one side could not run


@dataclass(frozen=True)
class VerifyOptions:
    """Hold what the user asked of a proof.

    Two numbers are equal if they differ by at most `absolute + relative * (the larger of the two)`. `absolute` is for
    results that are zero but for rounding. `seconds` and `memory` (bytes of private memory, 0 for no limit) hold for
    each side. The encoder-decoder of the tests needs half a GiB on either side; the default leaves room for sixteen times
    that, and stops a program that would make the machine swap.

    `isolated` gives each side a Python process of its own, where by default it runs in a fork of one that has
    imported TensorFlow. `environment` is set for both sides.

    `levels` says how many folders below the project's own the script stands: the project is copied, and the script runs in it.

    `fixed_draws` holds random draws fixed on both sides: a random op gives the same numbers each time it runs.

    `repeats` says how often the original may run again at most where something differs, to see whether it shows the same
    twice; 0 asks for equality. `other_start` draws other initial values than usual, the same ones for both sides.

    `expected_error` is for an original that is broken: it must raise an error whose text has this in it, and then the
    migrated program must run.
    """

    observe: tuple[str, ...] = ()
    relative: float = 1e-4
    absolute: float = 1e-6
    before: Before = Before.TF1
    seconds: float = 600
    memory: int = 8 * GIBIBYTE
    arguments: tuple[str, ...] = ()
    isolated: bool = False
    environment: tuple[tuple[str, str], ...] = ()
    expected_error: str | None = None
    fixed_draws: bool = False
    levels: int = 0
    repeats: int = 3
    other_start: bool = False


@dataclass(frozen=True)
class Observation:
    """Compare one thing that both sides showed: a line that was printed, or a named value.

    `tf1` and `tf2` are texts for people. `absolute` and `relative` are the largest differences among its numbers,
    None where there was nothing to subtract. `excess` is how far TF2's numbers are from TF1's at most, in
    tolerances around TF1's; infinite where a printed line's text or whole numbers differ, None where there is nothing to
    measure: another shape, or only one side has it. `unsteady` tells whether the original's own runs differ as much.
    """

    name: str
    tf1: str
    tf2: str
    equal: bool
    absolute: float | None = None
    relative: float | None = None
    excess: float | None = None
    unsteady: bool = False


@dataclass(frozen=True)
class Failure:
    """Say why there is no proof: `side` is "tf1", "tf2" or "migration", `error` one line, `traceback` the tail of one."""

    side: str
    error: str
    traceback: str = ""


@dataclass(frozen=True)
class Verification:
    """Hold the result of running both versions."""

    verdict: Verdict
    observations: tuple[Observation, ...] = ()
    failure: Failure | None = None
    notes: tuple[str, ...] = ()
    seconds: tuple[float, float] = (0.0, 0.0)
    draws: bool = False  # whether what differs may hang on random draws

    @property
    def differing(self) -> tuple[Observation, ...]:
        """Return the observations that are not equal."""
        return tuple(row for row in self.observations if not row.equal)
