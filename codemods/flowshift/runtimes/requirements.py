"""Pin what the two TensorFlow runtimes consist of."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


class Kind(enum.Enum):
    """Name the two runtimes."""

    TF1 = "tf1"
    TF2 = "tf2"


@dataclass(frozen=True)
class Requirements:
    """Say which Python a runtime needs (best first), which packages, and how it is named in text and environment."""

    title: str
    variable: str
    pythons: tuple[str, ...]
    packages: tuple[str, ...]
    imports: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """Return a short hash that changes whenever the pinned packages do."""
        return hashlib.sha256("\n".join((*self.pythons, *self.packages)).encode()).hexdigest()[:12]


REQUIREMENTS: Mapping[Kind, Requirements] = MappingProxyType(
    {
        Kind.TF1: Requirements(
            title="TensorFlow 1.15.5 on Python 3.7",
            variable="FLOWSHIFT_TF1_PYTHON",
            pythons=("3.7",),
            packages=(
                "tensorflow==1.15.5",
                "numpy==1.18.5",
                # Generated code of 1.15 fails with protobuf 4: "Descriptors cannot be created directly".
                "protobuf==3.20.3",
                "h5py==2.10.0",
                "matplotlib==3.5.3",
                "scipy==1.7.3",
                "pandas==1.3.5",
                "scikit-learn==1.0.2",
                "pillow==9.5.0",
            ),
            imports=("tensorflow", "numpy"),
        ),
        Kind.TF2: Requirements(
            title="TensorFlow 2.15.1 on Python 3.9 to 3.11",
            variable="FLOWSHIFT_TF2_PYTHON",
            pythons=("3.11", "3.10", "3.9"),
            packages=(
                "tensorflow-cpu==2.15.1",
                "tensorflow-addons==0.23.0",
                "tf-slim==1.1.0",
                "numpy==1.26.4",
                "matplotlib==3.8.4",
                "scipy==1.11.4",
                "pandas==2.1.4",
                "scikit-learn==1.5.2",
                "pillow==10.4.0",
            ),
            imports=("tensorflow", "tensorflow_addons", "numpy"),
        ),
    }
)
