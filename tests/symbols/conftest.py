"""Find the two runtimes; without them the tests that need them fail with the command to run."""

from __future__ import annotations

import pytest
from flowshift.runtimes import Kind, RuntimeMissing, find_runtime


def python_of(kind: Kind) -> str:
    try:
        return str(find_runtime(kind).python)
    except RuntimeMissing as missing:
        pytest.fail(str(missing))


@pytest.fixture(scope="session")
def tf1_python() -> str:
    return python_of(Kind.TF1)


@pytest.fixture(scope="session")
def tf2_python() -> str:
    return python_of(Kind.TF2)
