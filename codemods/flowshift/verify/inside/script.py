"""Run one script as `__main__` and write down how it went."""

import importlib.util
import json
import os
import random
import sys
import traceback
import types

from . import ordered_set

HERE = os.path.dirname(os.path.abspath(__file__))
LAYOUTS = os.path.join(os.path.dirname(os.path.dirname(HERE)), "checkpoints", "layouts.py")


def run_script(job):
    """Run `job["script"]` in this process and write `job["report"]`; return the exit code."""
    main = types.ModuleType("__main__")
    main.__file__ = job["script"]
    main.__builtins__ = ordered_set.script_builtins()
    sys.argv = [job["script"]] + job["arguments"]
    sys.path.insert(0, os.path.dirname(job["script"]))
    code, report, hooks = 0, {"error": None, "observed": {}, "notes": [], "differences": []}, {}
    try:
        hooks = _install(job, main.__dict__)
        sys.modules["__main__"] = main
        with open(job["script"], "rb") as file:
            program = compile(file.read(), job["script"], "exec", dont_inherit=True)
        _forget_hidden(os.path.dirname(job["script"]))
        try:
            exec(program, main.__dict__)
        except SystemExit as stop:
            code = _exit_code(stop)
        sys.stdout.flush()
        if code == 0:
            _finish(hooks, report)
        else:
            report["error"] = {"type": "SystemExit", "message": f"exit code {code}", "traceback": ""}
    except BaseException as error:
        code = 1
        report["error"] = {
            "type": type(error).__name__,
            "message": str(error),
            "traceback": "".join(traceback.format_exception(type(error), error, _below(error.__traceback__))),
        }
    if (
        "recording" in hooks
    ):  # also after an error: the migrated program starts from the same values as far as there are any
        hooks["recording"].save(job["recording"])
    with open(job["report"], "w") as file:
        json.dump(report, file)
    return code


def _forget_hidden(folder):
    """Let modules beside the script come before installed ones of the same name, which this process may have loaded."""
    beside = {os.path.splitext(name)[0] for name in os.listdir(folder) if _is_module(os.path.join(folder, name))}
    for name in [name for name in sys.modules if name.partition(".")[0] in beside - {"tensorflow", "numpy"}]:
        if "site-packages" in (getattr(sys.modules[name], "__file__", None) or ""):
            del sys.modules[name]


def _is_module(path):
    return path.endswith(".py") or os.path.exists(os.path.join(path, "__init__.py"))


def _install(job, globals_):
    import numpy

    from . import disturbance, events, fixed_draws, observe, record, replay, seeds

    if job["compat"]:
        _alias_compat()
    random.seed(0)
    numpy.random.seed(0)
    seeds.patch_seeds()
    if job["fixed_draws"]:
        fixed_draws.fix_draws(record.OTHER_START if job["other_start"] else 0)
    if job["disturbance"] % 2:  # the even runs show what comes about without
        disturbance.hold_summaries_up()
    _give_keras_its_own_random()
    hooks = {"observer": observe.Observer(job["observe"], globals_), "events": events.Events(job["folder"])}
    if job["role"] == "record":
        hooks["recording"] = record.Recording(job["disturbance"], job["other_start"])
    else:
        hooks["replay"] = replay.Replay(job["recording"], job["mappings"], _load_layouts(), globals_)
    for hook in hooks.values():
        hook.install()
    return hooks


def _finish(hooks, report):
    from . import seeds

    report["observed"] = hooks["observer"].finish()
    report["events"] = hooks["events"].finish()
    report["version"] = sys.modules["tensorflow"].__version__ if "tensorflow" in sys.modules else ""
    report["random_calls"] = seeds.random_calls()
    report["draws"] = seeds.draws()
    if "recording" in hooks:
        report["notes"] = hooks["recording"].notes
    else:
        hooks["replay"].finish()
        report["notes"] = hooks["replay"].notes
        report["differences"] = hooks["replay"].differences


def _alias_compat():
    """Let `import tensorflow` give `tf.compat.v1` with the behaviour of TF1."""
    import tensorflow

    v1 = tensorflow.compat.v1
    v1.disable_v2_behavior()
    sys.modules["tensorflow"] = v1


def _give_keras_its_own_random():
    """Keep Keras' initializers of TF 2.15 from drawing their seeds out of the script's `random`."""
    try:
        from keras.src import backend
    except ImportError:  # TF 1.15
        return
    backend._SEED_GENERATOR.generator = random.Random(0)


def _load_layouts():
    specification = importlib.util.spec_from_file_location("flowshift_layouts", LAYOUTS)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def _exit_code(stop):
    if stop.code is None:
        return 0
    if isinstance(stop.code, int):
        return stop.code & 255
    sys.stderr.write(f"{stop.code}\n")
    return 1


def _below(trace):
    """Drop the frames of this package from the top of a traceback."""
    while trace is not None and os.path.dirname(trace.tb_frame.f_code.co_filename) == HERE:
        trace = trace.tb_next
    return trace
