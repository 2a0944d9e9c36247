"""Start FlowShift: `flowshift` and `python -m flowshift_cli`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    from flowshift.deep_stack import collect_rarely, exit_past_busy_threads

    from .app import build

    _open_what_is_closed()
    collect_rarely()
    try:
        build()()
    except SystemExit as stop:
        exit_past_busy_threads(stop.code if isinstance(stop.code, int) else 1)
        raise
    except BrokenPipeError:
        # Whoever read stdout has seen enough (`flowshift diff | head`). The interpreter would complain at its end.
        _discard_stdout()
        sys.exit(1)
    except OSError as error:
        # What concerns a file is said where it is read or written. What is left is stdout, on a disk that is full.
        _discard_stdout()
        print(f"error: {error.filename or 'stdout'}: {error.strerror or error}", file=sys.stderr)
        sys.exit(2)


def _open_what_is_closed() -> None:
    """Let a standard stream that was closed (`>&-`) read nothing and write nowhere.

    Python has None in its place. And the next file that is opened would get its number, and what others print.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            setattr(sys, name, open(number, mode, encoding="utf-8", errors="surrogateescape", closefd=False))  # noqa: SIM115


def _discard_stdout() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
