"""Report what a notebook holds that is not migrated: cells that do not parse, magics that speak of TensorFlow.

    %tensorflow_version 1.x          kept, with a finding: remove it
    !pip install tensorflow==1.15    kept, with a finding: let it install TensorFlow 2.15
    %%writefile model.py             kept, with a finding: the code in the cell is not migrated

The code cells of a notebook are migrated as one program, in their order. Magics (`%`, `!`, `?`) stay exactly as they are, and
so do outputs, metadata and text. A cell that Python cannot read stays as it is and does not lose the others; a session or
tensor that it, or a magic, uses is kept. See docs/notebooks.md.
"""

from __future__ import annotations

from .registry import Rule

NAME = "notebook"

RULES = (Rule(NAME, "sources", "cells and magics of a notebook that are left as they are", __doc__ or ""),)
