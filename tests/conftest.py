"""Share between test files what is costly to start."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flowshift.verify import Servers


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Keep one warm process per TensorFlow runtime for the whole session."""
    with Servers() as servers:
        yield servers
