"""Run a function where deep recursion is safe."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TypeVar, cast

T = TypeVar("T")

# libcst walks its trees recursively, in Rust while parsing and in Python afterwards. Python's own limit of 1000 frames
# ends at a sum of some 700 terms or 250 open brackets. With these figures libcst takes sums of 5000 terms, chains of 5000
# calls and 20,000 elif branches, and endless recursion ends in a RecursionError before the stack does (3.9 to 3.12).
# Python 3.12 counts calls through C apart, which nothing raises: 3.12.1 ends near 700 terms all the same.
_STACK_BYTES = 512 << 20
_RECURSION_LIMIT = 100_000
# Where the address space is limited, a smaller stack is better than none.
_SMALL_STACK_BYTES = 64 << 20
_SMALL_RECURSION_LIMIT = 20_000


# Syntax trees are many small objects without cycles. At Python's own thresholds the collector walks them over and over
# while they grow: 20 % of the time of a parse.
_COLLECT_AFTER = (50_000, 20, 50)


def collect_rarely() -> None:
    """Let the garbage collector run less often; for processes that do nothing but migrate."""
    gc.set_threshold(*_COLLECT_AFTER)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector off while a syntax tree is alive; what is left of it is collected afterwards.

    A tree frees itself when its last reference goes. Walking it while it is worked on is a fifth of the time of a migration.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def call_with_deep_stack(function: Callable[[], T]) -> T:
    """Call a function in a thread with a large stack and a high recursion limit; return or raise what it does.

    The memory is only reserved; what a call does not touch costs nothing. The thread is kept for the next call: libcst's
    tokenizer compiles its expressions anew in each thread, which takes 2 ms.
    """
    if getattr(_here, "is_deep", False):
        return function()
    try:
        thread = _idle.pop()
    except IndexError:
        thread = _started()
    usual_limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(usual_limit, thread.recursion_limit))
    _busy.add(thread)
    try:
        found = thread.call(function)
    finally:
        sys.setrecursionlimit(usual_limit)
    # a thread whose caller was interrupted stays among the busy ones: it may be so for long
    _busy.discard(thread)
    _idle.append(thread)
    if found.error is not None:
        raise found.error
    return cast(T, found.result)


@dataclass(frozen=True)
class _Outcome:
    """What a call returned, or raised."""

    result: object = None
    error: BaseException | None = None


_here = threading.local()
_idle: list[_DeepThread] = []
_busy: set[_DeepThread] = set()


def exit_past_busy_threads(code: int) -> None:
    """End the process at once where an interrupted call is still going on; return where there is none.

    The interpreter's own end takes the thread down in the middle of libcst's parser, which aborts the process.
    """
    if not _busy:
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _forget_threads() -> None:
    _idle.clear()
    _busy.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_threads)  # a forked process has none of its parent's threads


class _DeepThread:
    """A thread that makes one call after the other."""

    def __init__(self, stack_bytes: int, recursion_limit: int) -> None:
        self.recursion_limit = recursion_limit
        self._calls: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._outcomes: SimpleQueue[_Outcome] = SimpleQueue()
        usual_stack = threading.stack_size(stack_bytes)
        try:
            # A daemon, so that Ctrl-C in the waiting thread can end the process.
            threading.Thread(target=self._run, daemon=True).start()
        finally:
            threading.stack_size(usual_stack)

    def call(self, function: Callable[[], object]) -> _Outcome:
        """Let the thread call a function, and wait for what comes of it."""
        self._calls.put(function)
        return self._outcomes.get()

    def _run(self) -> None:
        _here.is_deep = True
        while True:
            self._outcomes.put(_outcome(self._calls.get()))


def _outcome(function: Callable[[], object]) -> _Outcome:
    try:
        return _Outcome(function())
    except BaseException as error:
        return _Outcome(error=error)


def _started() -> _DeepThread:
    try:
        return _DeepThread(_STACK_BYTES, _RECURSION_LIMIT)
    except RuntimeError:  # no room for the thread
        return _DeepThread(_SMALL_STACK_BYTES, _SMALL_RECURSION_LIMIT)
