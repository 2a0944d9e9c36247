"""Run scripts one after another, each in a fork of a process that has imported TensorFlow.

Importing TensorFlow takes 2 to 6 seconds, a fork of the warm process some milliseconds. Nothing here may make
TensorFlow start threads (no session, no eager op): a fork has only one thread, and would wait for the others for
ever.

Jobs come in as lines of JSON on stdin, answers go out as lines on stdout.
"""

import contextlib
import json
import os
import resource
import select
import signal
import sys
import threading
import time

from . import script


def serve(warm):
    """Answer jobs until stdin ends. A cold server imports nothing: each job imports its own TensorFlow."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    if warm:
        _import_tensorflow()
    _answer(answers, {"ready": True})
    lines = _Lines(0)
    for line in iter(lines.next, None):
        job = json.loads(line)
        pid = os.fork()
        if pid == 0:
            answers.close()
            _run(job)
        _answer(answers, _wait(pid, job["seconds"], lines))


def _import_tensorflow():
    import tensorflow as tf

    tf.keras.layers.Layer  # noqa: B018 - loads Keras, which is lazy
    if tf.__version__.startswith("1."):
        tf.contrib.rnn  # noqa: B018 - loads contrib, which takes as long as the rest
    else:
        # A runtime that the user gave may lack these: then only the scripts that need them fail.
        with contextlib.suppress(ImportError):
            import tensorflow_addons  # noqa: F401
    with contextlib.suppress(ImportError):
        import matplotlib.pyplot  # noqa: F401


def _answer(answers, value):
    answers.write(json.dumps(value) + "\n")
    answers.flush()


class _Lines:
    """Read lines from a descriptor, so that waiting for a job can also see that the descriptor was closed."""

    def __init__(self, descriptor):
        self.descriptor, self.rest, self.closed = descriptor, b"", False

    def next(self):
        while b"\n" not in self.rest and not self.closed:
            self.fill()
        line, newline, self.rest = self.rest.partition(b"\n")
        return line.decode() if newline else None

    def fill(self):
        data = os.read(self.descriptor, 65536)
        self.rest += data
        self.closed = not data


def _wait(pid, seconds, lines):
    """Wait for the job, kill it with its whole process group at the limit or when nobody waits for the answer."""
    start, late, status = time.time(), False, None
    while status is None:
        done, status_now = os.waitpid(pid, os.WNOHANG)
        if done:
            status = status_now
        elif lines.closed or time.time() - start > seconds:
            late = True
            _kill_group(pid)
            os.kill(pid, signal.SIGKILL)  # it may not have made its group yet
            status = os.waitpid(pid, 0)[1]
        elif select.select([lines.descriptor], [], [], 0.02)[0]:
            lines.fill()
    _kill_group(pid)  # what the script left running in the background
    code = -(status & 127) if status & 127 else status >> 8
    return {"code": code, "late": late, "seconds": round(time.time() - start, 3)}


def _kill_group(pid):
    with contextlib.suppress(OSError):  # nothing of the group may be left
        os.killpg(pid, signal.SIGKILL)


def _run(job):
    """Become the job: own session and process group, own limits, own standard streams. Never returns."""
    code = 1
    try:
        os.setsid()
        os.environ.update(job["environment"])
        os.chdir(job["folder"])
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if job["memory"]:
            # DATA and not AS: TensorFlow maps some 10 GB of address space that it never touches.
            resource.setrlimit(resource.RLIMIT_DATA, (job["memory"], job["memory"]))
        _redirect(os.devnull, 0, os.O_RDONLY)
        _redirect(job["stdout"], 1, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        _redirect(job["stderr"], 2, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        sys.stdin = os.fdopen(0, closefd=False)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)
        code = script.run_script(job)
        for thread in threading.enumerate():
            if thread is not threading.current_thread() and not thread.daemon:
                thread.join()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        # Not sys.exit: TensorFlow's exit handlers can hang in a fork.
        os._exit(code)


def _redirect(path, descriptor, flags):
    opened = os.open(path, flags, 0o600)
    os.dup2(opened, descriptor)
    os.close(opened)
