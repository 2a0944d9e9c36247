"""Be a worker process: read questions from stdin, write answers to stdout."""

from __future__ import annotations

import os
import pickle
import signal
import sys

from ..deep_stack import collect_rarely


def main() -> None:
    """Serve until stdin ends."""
    # Ctrl-C is for the parent, which then ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    # What a rule might print must not get between the results.
    os.dup2(2, 1)
    questions = sys.stdin.buffer
    collect_rarely()
    answer = pickle.load(questions)
    while True:
        try:
            question = pickle.load(questions)
        except EOFError:
            return
        pickle.dump(answer(question), answers, protocol=pickle.HIGHEST_PROTOCOL)
        answers.flush()
