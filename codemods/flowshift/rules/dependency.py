"""Ask for the TensorFlow that the migrated code runs on, wherever a project lists what it needs.

    tensorflow-gpu==1.15.2    ->  tensorflow>=2.15,<2.16
    keras==2.2.4              ->  keras>=2.15,<2.16          (released with TensorFlow)
                              +   tf-slim>=1.1               (where the migrated code now imports tf_slim)

Read are requirements*.txt, constraints*.txt, setup.py, setup.cfg, pyproject.toml, Pipfile and conda environments. A requirement
that lets TensorFlow 2 in and TensorFlow 1 out is the user's choice and stays. Old pins of numpy, protobuf, h5py and others that
TensorFlow 2.15 was not made for, files with hashes, and TensorFlow by address get a finding.

Source: the metadata of tensorflow 2.15.1 on PyPI.
"""

from __future__ import annotations

from .registry import Rule

NAME = "dependency"

RULES = (
    Rule(NAME, "sources", "requirement files ask for TensorFlow 2.15 and what the new code imports", __doc__ or ""),
)
