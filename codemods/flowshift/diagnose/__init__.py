"""Tell from a traceback what really went wrong while code was moved from TF1 to TF2."""

from __future__ import annotations

from .cause import Cause
from .diagnosis import Diagnosis, diagnose, unknown_error
from .text import Place, read_text

__all__ = ["Cause", "Diagnosis", "Place", "diagnose", "read_text", "unknown_error"]
