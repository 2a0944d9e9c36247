"""Speak to the processes that run the scripts: one per runtime, started when first needed."""

from __future__ import annotations

import json
import os
import select
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from ..runtimes import Kind, Runtime, find_runtime

INSIDE = Path(__file__).parent / "inside"

# Importing TensorFlow from a cold disk was seen to take 40 s.
START_SECONDS = 240

# One thread and no oneDNN: with more, sums are taken in another order on each run, and in 2.15 other kernels than in
# 1.15.
ENVIRONMENT = {
    "CUDA_VISIBLE_DEVICES": "-1",
    "MPLBACKEND": "Agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONNOUSERSITE": "1",
    "PYTHONUNBUFFERED": "1",
    "PYTHONWARNINGS": "ignore",
    "PYTHONDONTWRITEBYTECODE": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "TF_NUM_INTEROP_THREADS": "1",
    "TF_NUM_INTRAOP_THREADS": "1",
}

# What a run gets over it that shall take operations in another order, whatever the machine.
SEVERAL_THREADS = {"TF_NUM_INTEROP_THREADS": "4", "TF_NUM_INTRAOP_THREADS": "4"}


class ServerDied(Exception):
    """Say that a runtime's process ended or did not answer."""


@dataclass(frozen=True)
class Ended:
    """Say how a script ended: exit code (negative for a signal), whether at the time limit, and after which seconds."""

    code: int
    late: bool
    seconds: float


class Server:
    """Own one process of a runtime that runs scripts one after another."""

    def __init__(self, runtime: Runtime, warm: bool = True) -> None:
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "CONDA", "TF_")) and name not in ("VIRTUAL_ENV", "LD_PRELOAD")
        }
        environment.update(ENVIRONMENT)
        command = [str(runtime.python), "-u", str(INSIDE), *([] if warm else ["--cold"])]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                start_new_session=True,
                cwd="/",
            )
        except OSError as error:
            raise ServerDied(f"{runtime.python} does not start: {error}") from error
        self._runtime = runtime
        self._ready = False

    def run(self, job: Mapping[str, object]) -> Ended:
        """Run one job to its end.

        Raises:
            ServerDied: the process did not start, or ended.
        """
        if not self._ready:
            self._answer(START_SECONDS)
            self._ready = True
        line = json.dumps(dict(job)) + "\n"
        try:
            stdin = self._stream(self._process.stdin)
            stdin.write(line.encode())
            stdin.flush()
        except OSError as error:
            raise ServerDied(f"{self._runtime.python} ended: {error}") from error
        limit = job["seconds"]
        answer = self._answer((limit if isinstance(limit, (int, float)) else 0) + 30)
        return Ended(code=int(answer["code"]), late=bool(answer["late"]), seconds=float(answer["seconds"]))

    def close(self) -> None:
        """End the process; a job that runs is killed by it."""
        self._stream(self._process.stdin).close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._stream(self._process.stdout).close()
        self._stream(self._process.stderr).close()

    def _answer(self, seconds: float) -> Mapping[str, float]:
        stdout, stderr = self._stream(self._process.stdout), self._stream(self._process.stderr)
        end, line, talk = time.monotonic() + seconds, b"", b""
        streams: list[IO[bytes]] = [stdout, stderr]
        while not line.endswith(b"\n"):
            readable, _, _ = select.select(streams, [], [], max(0.0, end - time.monotonic()))
            if not readable:
                self._process.kill()
                raise ServerDied(f"{self._runtime.python} did not answer within {seconds:.0f} s")
            for stream in readable:
                data = os.read(stream.fileno(), 65536)
                if stream is stderr:
                    talk = (talk + data)[-4000:]
                    if not data:
                        streams.remove(stderr)
                elif not data:
                    self._process.kill()
                    talk += stderr.read()
                    last = talk.decode("utf-8", "replace").strip().splitlines()[-1:]
                    how = "ended" if self._ready else "did not become ready to run scripts"
                    raise ServerDied(": ".join([f"{self._runtime.python} {how}", *last]))
                else:
                    line += data
        answer: Mapping[str, float] = json.loads(line)
        return answer

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        assert stream is not None  # all three are pipes
        return stream


class Servers:
    """Keep the warm process of each runtime for as long as there are scripts to run."""

    def __init__(self) -> None:
        self._warm: dict[Kind, Server] = {}

    def __enter__(self) -> Servers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, kind: Kind) -> Server:
        """Start the warm process of a runtime, if there is none yet; it goes on importing while others work.

        Raises:
            RuntimeMissing: there is no such runtime.
        """
        if kind not in self._warm:
            self._warm[kind] = Server(find_runtime(kind))
        return self._warm[kind]

    def run(self, kind: Kind, job: Mapping[str, object], isolated: bool = False) -> Ended:
        """Run a job in the runtime's warm process, or in one of its own.

        Raises:
            RuntimeMissing: there is no such runtime.
            ServerDied: the process ended without an answer; the next job gets a new one.
        """
        if isolated:
            with _cold(kind) as server:
                return server.run(job)
        try:
            return self.start(kind).run(job)
        except ServerDied:
            dead = self._warm.pop(kind, None)
            if dead is not None:
                dead.close()
            raise

    def close(self) -> None:
        """End all processes."""
        for server in self._warm.values():
            server.close()
        self._warm.clear()


@contextmanager
def _cold(kind: Kind) -> Iterator[Server]:
    server = Server(find_runtime(kind), warm=False)
    try:
        yield server
    finally:
        server.close()
