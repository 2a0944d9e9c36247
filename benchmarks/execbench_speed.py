"""Time the training loops of the bench in both styles on TF 2.15.1, and count how often functions are traced."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from execbench_cases import Case
from flowshift.engine import migrate_source
from flowshift.model import Options, Style
from flowshift.runtimes import Kind, find_runtime

STEPS = 200
STEPS_PER_EPOCH = 11  # of the bench's MNIST, in batches of 100

# The loop alone is a difference of two runs: enough steps more that the noise of a start does not show in it.
MORE_STEPS, MORE_LIGHT_STEPS = STEPS, 3 * STEPS
# The first 200 steps are judged, by what a user waits for and more strictly, and timed several times; what they take further
# is told beside them.
REPEATS, MORE_REPEATS, LIGHT_REPEATS = 9, 2, 3
OTHER_REPEATS = (3, 1)
STYLES = (Style.EAGER, Style.GRAPH)

LIMIT = 1.1

# Convolutional networks of one model that write no summaries, all of one series; steps of 15 to 40 ms.
SCRIPTS = (
    "lab-11-1-mnist_cnn.py",
    "lab-11-2-mnist_deep_cnn.py",
    "lab-11-3-mnist_cnn_class.py",
    "lab-11-4-mnist_cnn_layers.py",
    "lab-11-X-mnist_cnn_low_memory.py",
)

# The other convolutional networks of the bench.
OTHER_SCRIPTS = (
    "lab-11-5-mnist_cnn_ensemble_layers.py",
    "07 - CNN/01 - CNN.py",
    "07 - CNN/02 - tf.layers.py",
)

# Dense layers under Adam, whose Keras form goes over the weights several times on a CPU; then steps on a handful of numbers,
# which cost what a call costs. They are shown beside the price of a call that computes nothing.
LIGHT_SCRIPTS = (
    "lab-10-4-mnist_nn_deep.py",
    "lab-04-2-multi_variable_matmul_linear_regression.py",
    "lab-09-2-xor-nn.py",
)

_CALLS = """\
import json, time
import numpy as np
import tensorflow as tf
rows, v1 = np.zeros((4, 3), "float32"), tf.compat.v1
same = tf.function(lambda x: x, input_signature=[tf.TensorSpec([None, 3])])
with tf.Graph().as_default():
    x = v1.placeholder(tf.float32, [None, 3])
    y, session = tf.reduce_sum(x), v1.Session()
def microseconds(call):
    found = []
    for _ in range(9):
        start = time.perf_counter()
        for _ in range(300):
            call()
        found.append((time.perf_counter() - start) / 300 * 1e6)
    return min(found)
print(json.dumps([microseconds(lambda: same(rows)), microseconds(lambda: session.run(y, {x: rows}))]))
"""

# Stands before the script: the clock starts when TensorFlow is there, and every tf.function is remembered.
# A function whose layers make their variables when it is first called is traced twice in that call, as TensorFlow does it;
# what is traced after its first call is a retrace.
_CLOCK = b"""\
import atexit as _atexit, json as _json, sys as _sys, time as _time
_begin = _time.perf_counter()
import tensorflow as _tf
_tf.keras.layers
from tensorflow.python.eager.polymorphic_function import polymorphic_function as _polymorphic
_functions, _make, _call, _first = [], _polymorphic.Function.__init__, _polymorphic.Function.__call__, {}
def _remember(self, *args, **kwargs):
    _make(self, *args, **kwargs)
    _functions.append(self)
def _called(self, *args, **kwargs):
    result = _call(self, *args, **kwargs)
    if id(self) not in _first:
        _first[id(self)] = self.experimental_get_tracing_count()
    return result
_polymorphic.Function.__init__, _polymorphic.Function.__call__ = _remember, _called
_start = _time.perf_counter()
def _tell():
    now = _time.perf_counter()
    traces, again = {}, 0
    for function in _functions:  # a method's is a copy for each object
        written = getattr(function.python_function, "__original_wrapped__", function.python_function)
        if written.__code__.co_filename == _sys.argv[0]:
            name, count = written.__name__, function.experimental_get_tracing_count()
            traces[name] = max(count, traces.get(name, 0))
            again += count - _first.get(id(function), count)
    told = {"script": now - _start, "whole": now - _begin, "traces": traces, "again": again}
    _sys.stderr.write("timed " + _json.dumps(told) + "\\n")
_atexit.register(_tell)
"""


@dataclass(frozen=True)
class Run:
    """Hold one run: seconds of the script after TensorFlow's import, with it, and the traces of each function.

    `again` counts those that were made after the first call of their function.
    """

    script: float
    whole: float
    traces: Mapping[str, int]
    again: int


@dataclass(frozen=True)
class Speed:
    """Hold what one style of one script takes in seconds for 200 steps, its traces, and those after a first call."""

    loop: float
    script: float
    whole: float
    traces: Mapping[str, int]
    again: int


def compare_speed(cases: Sequence[Case], bench: Path, prepared: Path) -> Iterator[str]:
    """Time 200 steps of each script, native and in the graph style, in turns; take the shortest of the repeats.

    The loop is what 200 further steps take, so it has no first trace in it (of light steps a third of what 600 take). The
    script is timed from after TensorFlow's import to its end, with the traces and what is evaluated; the whole process has
    the import in it.
    """
    yield f"native / graph style for {STEPS} steps; load {os.getloadavg()[0]:.1f}"
    within = {"whole": 0, "script": 0}
    for case in _named(SCRIPTS, cases):
        native, graph = _time_styles(case, bench, prepared, MORE_STEPS, (REPEATS, MORE_REPEATS))
        for part in within:
            within[part] += getattr(native, part) <= LIMIT * getattr(graph, part)
        yield from _compared(case, native, graph)
    yield f"scripts within the limit of {LIMIT:g} by the wall time of the process: {within['whole']} of {len(SCRIPTS)};"
    yield f"without the import of TensorFlow, which both sides share: {within['script']} of {len(SCRIPTS)}"
    for case in _named(OTHER_SCRIPTS, cases):
        yield from _compared(case, *_time_styles(case, bench, prepared, MORE_STEPS, OTHER_REPEATS))
    for case in _named(LIGHT_SCRIPTS, cases):
        native, graph = _time_styles(case, bench, prepared, MORE_LIGHT_STEPS, (LIGHT_REPEATS, LIGHT_REPEATS))
        yield from _compared(case, native, graph)
    function, session = _calls()
    yield f"a call of a tf.function that gives back its argument takes {function:.0f} us,"
    yield f"a session.run that sums it {session:.0f} us: {function / session:.2f} x; load {os.getloadavg()[0]:.1f}"


def _named(scripts: Sequence[str], cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if case.path.endswith(tuple(scripts))]


def _compared(case: Case, native: Speed, graph: Speed) -> Iterator[str]:
    yield case.path
    for part in ("loop", "script", "whole"):
        ours, theirs = getattr(native, part), getattr(graph, part)
        yield f"    {part:7} {ours:7.3f} s / {theirs:7.3f} s  {ours / theirs:5.2f} x"
    traced = ", ".join(f"{name} {count} times" for name, count in native.traces.items())
    yield f"    traced  {traced}; after a first call {native.again} times"


def _calls() -> list[float]:
    """Return the microseconds that a call costs in each style, whatever is computed."""
    environment = {**os.environ, "CUDA_VISIBLE_DEVICES": "-1"}
    command = [str(find_runtime(Kind.TF2).python), "-c", _CALLS]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: list[float] = json.loads(ended.stdout.splitlines()[-1])
    return found


def _time_styles(case: Case, bench: Path, prepared: Path, more: int, repeats: tuple[int, int]) -> list[Speed]:
    """Return what the native and the graph style take, from runs of 200 steps and of `more` steps than that.

    `repeats` says how often each of the two is run.
    """
    counts = (STEPS, STEPS + more)
    source = (prepared / case.name).read_bytes()
    folder = prepared / case.repository / case.root
    assert _with_steps(source, STEPS, Style.EAGER) != _with_steps(source, STEPS + more, Style.EAGER), (
        "no loop was found"
    )
    programs = {(style, steps): _with_steps(source, steps, style) for style in STYLES for steps in counts}
    runs: dict[tuple[Style, int], list[Run]] = {key: [] for key in programs}
    for turn in range(max(repeats)):
        for (style, steps), program in programs.items():
            if turn < repeats[counts.index(steps)]:
                runs[style, steps].append(_run(program, folder, case, bench))
    return [_speed(runs[style, counts[0]], runs[style, counts[1]], more) for style in STYLES]


def _speed(short: Sequence[Run], long: Sequence[Run], more: int) -> Speed:
    script = min(run.script for run in short)
    loop = (min(run.script for run in long) - script) * STEPS / more
    traces = {name: max(run.traces[name] for run in (*short, *long)) for name in short[0].traces}
    again = max(run.again for run in (*short, *long))
    return Speed(loop, script, min(run.whole for run in short), traces, again)


def _with_steps(source: bytes, steps: int, style: Style) -> bytes:
    """Return the migrated program with another number of steps in its loops."""
    changed = re.sub(rb"(for \w+ in range\()\d{2,}(\))", rb"\g<1>%d\2" % steps, source)
    changed = re.sub(rb"(total_batch = )\d+", rb"\g<1>%d" % steps, changed)  # of the one epoch that is left
    changed = re.sub(rb"((?:training_|num_|total_)epochs? = )\d+", rb"\g<1>%d" % (steps // STEPS_PER_EPOCH), changed)
    return migrate_source(changed, "x.py", Options(style=style)).after


def _run(program: bytes, folder: Path, case: Case, bench: Path) -> Run:
    environment = {**os.environ, "PYTHONPATH": str(bench / "stubs"), "MPLBACKEND": "Agg", "CUDA_VISIBLE_DEVICES": "-1"}
    with tempfile.NamedTemporaryFile(suffix=".py") as script:
        script.write(_CLOCK + program)
        script.flush()
        command = [str(find_runtime(Kind.TF2).python), script.name, *case.arguments]
        ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    told = json.loads(re.findall(r"^timed (.*)$", ended.stderr, re.M)[-1])
    return Run(told["script"], told["whole"], told["traces"], told["again"])
