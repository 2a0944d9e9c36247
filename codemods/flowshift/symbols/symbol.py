"""Define what the API map answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ..model import Applicability


@dataclass(frozen=True)
class Target:
    """One TF2 form of a TF1 symbol.

    `parameters` are the target's own, in order: `x`, `x=` with a default, `+x` keyword only, `x/` positional only,
    `*x`, `**x`; None where Python cannot tell them. `renamed` holds (TF1 parameter, TF2 parameter) where the names
    differ, `removed` the TF1 parameters without a place, `defaults` (TF2 parameter, TF1 default, TF2 default) where
    leaving the argument out means something else. `reordered` says that a positional argument would land elsewhere.
    """

    name: str
    package: str
    parameters: tuple[str, ...] | None = None
    renamed: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    defaults: tuple[tuple[str, str, str], ...] = ()
    reordered: bool = False


@dataclass(frozen=True)
class Symbol:
    """One public symbol of TF 1.15 and what became of it.

    `kind` is function, class, module or constant. `native` is the TF2 form, `compat` the form under `tf.compat.v1`;
    either may be missing. `exact` says that the native form computes the same once the arguments are mapped,
    `same_object` that both forms are one object in TF 2.15. `applicability` and `message` say how far the native form
    (or, without one, the compat form) can be trusted and what to do; `source` says where that comes from.
    """

    name: str
    canonical: str
    kind: str
    parameters: tuple[str, ...] | None = None
    native: Target | None = None
    compat: Target | None = None
    exact: bool = False
    same_object: bool = False
    applicability: Applicability = Applicability.SAFE
    message: str = ""
    source: str = ""

    @property
    def package(self) -> str:
        """Return the package that the best form needs, or an empty string where there is no form."""
        best = self.native or self.compat
        return best.package if best else ""


class Meaning(NamedTuple):
    """State by hand what no signature shows about one symbol. (A named tuple: hundreds are made at each start.)

    `native` and `compat` replace the derived form; an empty string says there is none, None keeps what was derived.
    `renamed` and `removed` correct the derived argument map; `added` are constants to write out, as (parameter, text).
    `exact` corrects the derived flag. `same_as` names the TF 1.15 symbol that took the place of an older name.
    """

    name: str
    message: str = ""
    applicability: Applicability = Applicability.MANUAL
    source: str = ""
    native: str | None = None
    compat: str | None = None
    exact: bool | None = None
    renamed: tuple[tuple[str, str], ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    same_as: str = ""


class OldCall(NamedTuple):
    """Describe how TF 0.x took the arguments of a function that kept its name.

    `parameters` is the old order, `renamed` holds (old, TF 1.15) names, `shows` says by what a call in the old order is known.
    """

    name: str
    parameters: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    shows: str
