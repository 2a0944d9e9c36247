"""Prove a migration: run the original on TF 1.15 and the migrated program on TF 2.15, and compare what they show."""

from __future__ import annotations

from .proof import verify_file, verify_pair, verify_source
from .server import Servers
from .verification import Before, Failure, Observation, Verdict, Verification, VerifyOptions

__all__ = [
    "Before",
    "Failure",
    "Observation",
    "Servers",
    "Verdict",
    "Verification",
    "VerifyOptions",
    "verify_file",
    "verify_pair",
    "verify_source",
]
