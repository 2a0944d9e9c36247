"""Start FlowShift: `flowshift` and `python -m flowshift_cli`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    from flowshift.deep_stack import collect_rarely

    from .app import build

    collect_rarely()
    try:
        build()()
    except BrokenPipeError:
        # Whoever read stdout has seen enough (`flowshift diff | head`). The interpreter would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
