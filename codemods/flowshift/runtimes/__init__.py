"""Find and install the two TensorFlow environments that verifying needs."""

from __future__ import annotations

from .environments import Runtime, RuntimeMissing, find_runtime, list_runtimes
from .install import InstallError, install_runtime
from .requirements import REQUIREMENTS, Kind, Requirements

__all__ = [
    "REQUIREMENTS",
    "InstallError",
    "Kind",
    "Requirements",
    "Runtime",
    "RuntimeMissing",
    "find_runtime",
    "install_runtime",
    "list_runtimes",
]
