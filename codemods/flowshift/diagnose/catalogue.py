"""Put together the known errors, the more specific ones first."""

from __future__ import annotations

from .cause import Cause
from .rows.graphs import GRAPHS
from .rows.keras import KERAS
from .rows.lambdas import LAMBDAS
from .rows.strategies import STRATEGIES
from .rows.summaries import SUMMARIES

CAUSES: tuple[Cause, ...] = (*STRATEGIES, *SUMMARIES, *KERAS, *LAMBDAS, *GRAPHS)
