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

# The shortest of six still moves by 3 % on a machine of two cores.
REPEATS, OTHER_REPEATS = 9, 3
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

# The other convolutional networks of the bench; dense layers under Adam, whose Keras form goes over the weights several times
# on a CPU; then steps on a handful of numbers, which cost what a call costs: that is shown beside them.
OTHER_SCRIPTS = (
    "lab-11-5-mnist_cnn_ensemble_layers.py",
    "07 - CNN/01 - CNN.py",
    "07 - CNN/02 - tf.layers.py",
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

# Stands before the script: the clock starts when TensorFlow is there, every tf.function is remembered, and every call of one
# and of a session is timed. What is called for each step is what is called often; a first call is no measure of it.
# A function whose layers make their variables when it is first called is traced twice in that call, as TensorFlow does it;
# what is traced after its first call is a retrace.
_CLOCK = b"""\
import atexit as _atexit, json as _json, statistics as _statistics, sys as _sys, time as _time
_begin = _time.perf_counter()
import tensorflow as _tf
_tf.keras.layers
from tensorflow.python.eager.polymorphic_function import polymorphic_function as _polymorphic
from tensorflow.python.client.session import BaseSession as _Session
_functions, _make, _call, _first = [], _polymorphic.Function.__init__, _polymorphic.Function.__call__, {}
_run, _calls = _Session.run, {}
def _remember(self, *args, **kwargs):
    _make(self, *args, **kwargs)
    _functions.append(self)
def _called(self, *args, **kwargs):
    begin = _time.perf_counter()
    result = _call(self, *args, **kwargs)
    _calls.setdefault(id(self), []).append(_time.perf_counter() - begin)
    if id(self) not in _first:
        _first[id(self)] = self.experimental_get_tracing_count()
    return result
def _ran(self, fetches, *args, **kwargs):
    begin = _time.perf_counter()
    result = _run(self, fetches, *args, **kwargs)
    _calls.setdefault(str(fetches), []).append(_time.perf_counter() - begin)
    return result
_polymorphic.Function.__init__, _polymorphic.Function.__call__, _Session.run = _remember, _called, _ran
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
    steps = sum(_statistics.median(took[1:]) for took in _calls.values() if len(took) > %(often)d)
    told = {"step": steps, "script": now - _start, "whole": now - _begin, "traces": traces, "again": again}
    _sys.stderr.write("timed " + _json.dumps(told) + "\\n")
_atexit.register(_tell)
""" % {b"often": STEPS // 2}


@dataclass(frozen=True)
class Run:
    """Hold what 200 steps of one script take in seconds, and how often its functions are traced.

    `step` is the median of the calls that one step makes, after the first; `script` runs from after TensorFlow's import to
    the end, with the traces and what is evaluated; `whole` has the import in it. `again` counts the traces that were made
    after the first call of their function.
    """

    step: float
    script: float
    whole: float
    traces: Mapping[str, int]
    again: int


PARTS = ("step", "script", "whole")


def compare_speed(cases: Sequence[Case], bench: Path, prepared: Path) -> Iterator[str]:
    """Time 200 steps of each script, native and in the graph style, in turns; take the shortest of the repeats."""
    yield f"native / graph style for {STEPS} steps; load {os.getloadavg()[0]:.1f}"
    ratios: dict[str, list[float]] = {part: [] for part in PARTS}
    for case in _named(SCRIPTS, cases):
        native, graph = _time_styles(case, bench, prepared, REPEATS)
        for part in PARTS:
            ratios[part].append(getattr(native, part) / getattr(graph, part))
        yield from _compared(case, native, graph)
    within = {part: sum(ratio <= LIMIT for ratio in found) for part, found in ratios.items()}
    yield f"scripts within the limit of {LIMIT:g} by the wall time of the process: {within['whole']} of {len(SCRIPTS)};"
    yield f"by a step, the first one apart: {within['step']} of {len(SCRIPTS)};"
    yield f"without the import of TensorFlow, which both sides share: {within['script']} of {len(SCRIPTS)}"
    for case in _named(OTHER_SCRIPTS, cases):
        yield from _compared(case, *_time_styles(case, bench, prepared, OTHER_REPEATS))
    function, session = _calls()
    yield f"a call of a tf.function that gives back its argument takes {function:.0f} us,"
    yield f"a session.run that sums it {session:.0f} us: {function / session:.2f} x; load {os.getloadavg()[0]:.1f}"


def _named(scripts: Sequence[str], cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if case.path.endswith(tuple(scripts))]


def _compared(case: Case, native: Run, graph: Run) -> Iterator[str]:
    yield case.path
    for part in PARTS:
        ours, theirs = getattr(native, part), getattr(graph, part)
        scale, unit = (1e3, "ms") if part == "step" else (1.0, "s")
        yield f"    {part:7} {ours * scale:7.3f} {unit} / {theirs * scale:7.3f} {unit}  {ours / theirs:5.2f} x"
    traced = ", ".join(f"{name} {count} times" for name, count in native.traces.items())
    yield f"    traced  {traced}; after a first call {native.again} times"


def _calls() -> list[float]:
    """Return the microseconds that a call costs in each style, whatever is computed."""
    environment = {**os.environ, "CUDA_VISIBLE_DEVICES": "-1"}
    command = [str(find_runtime(Kind.TF2).python), "-c", _CALLS]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: list[float] = json.loads(ended.stdout.splitlines()[-1])
    return found


def _time_styles(case: Case, bench: Path, prepared: Path, repeats: int) -> list[Run]:
    """Return what the native and the graph style take, each the best of its runs."""
    source = (prepared / case.name).read_bytes()
    folder = prepared / case.repository / case.root
    programs = {style: _with_steps(source, style) for style in STYLES}
    runs: dict[Style, list[Run]] = {style: [] for style in STYLES}
    for _ in range(repeats):
        for style, program in programs.items():
            runs[style].append(_run(program, folder, case, bench))
    return [_best(runs[style]) for style in STYLES]


def _best(runs: Sequence[Run]) -> Run:
    step, script, whole = (min(getattr(run, part) for run in runs) for part in PARTS)
    traces = {name: max(run.traces[name] for run in runs) for name in runs[0].traces}
    return Run(step, script, whole, traces, max(run.again for run in runs))


def _with_steps(source: bytes, style: Style) -> bytes:
    """Return the migrated program with 200 steps in its loops."""
    changed = re.sub(rb"(for \w+ in range\()\d{2,}(\))", rb"\g<1>%d\2" % STEPS, source)
    changed = re.sub(rb"(total_batch = )\d+", rb"\g<1>%d" % STEPS, changed)  # of the one epoch that is left
    changed = re.sub(rb"((?:training_|num_|total_)epochs? = )\d+", rb"\g<1>%d" % (STEPS // STEPS_PER_EPOCH), changed)
    assert changed != source, "no loop was found"
    return migrate_source(changed, "x.py", Options(style=style)).after


def _run(program: bytes, folder: Path, case: Case, bench: Path) -> Run:
    environment = {**os.environ, "PYTHONPATH": str(bench / "stubs"), "MPLBACKEND": "Agg", "CUDA_VISIBLE_DEVICES": "-1"}
    with tempfile.NamedTemporaryFile(suffix=".py") as script:
        script.write(_CLOCK + program)
        script.flush()
        command = [str(find_runtime(Kind.TF2).python), script.name, *case.arguments]
        ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    told = json.loads(re.findall(r"^timed (.*)$", ended.stderr, re.M)[-1])
    return Run(told["step"], told["script"], told["whole"], told["traces"], told["again"])
