"""Name the distribution strategies of TF1, and what they take, as TF2 does.

    tf.contrib.distribute.CollectiveAllReduceStrategy()  ->  tf.distribute.MultiWorkerMirroredStrategy()
    tf.distribute.experimental.TPUStrategy(resolver)     ->  tf.distribute.TPUStrategy(resolver)
    strategy.experimental_run_v2(step, args=(batch,))    ->  strategy.run(step, args=(batch,))

    tf.contrib.distribute.MirroredStrategy(num_gpus=2)
becomes
    tf.distribute.MirroredStrategy([gpu.name for gpu in tf.config.list_logical_devices("GPU")[:2]])

A number of GPUs becomes the list of so many as there are; without any, the strategy takes the CPUs. `steps_per_run`,
`auto_shard_dataset` and `num_gpus_per_worker` have no counterpart: the strategies of TF2 take all GPUs of a worker. How
workers talk to each other (`communication`) is an option of its own class.

Source: TF 1.15 `tensorflow/contrib/distribute`; TF 2.15 `tensorflow/python/distribute`.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.facts import Reference
from ..model import Applicability
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from ..syntax.walk import descendants
from .change import Change, Edit, NodeRewrite, manual
from .context import Context
from .registry import Rule

_NAME = "strategy-name"
_NEW = {
    "tf.contrib.distribute.MirroredStrategy": "MirroredStrategy",
    "tf.contrib.distribute.CollectiveAllReduceStrategy": "MultiWorkerMirroredStrategy",
    "tf.contrib.distribute.TPUStrategy": "TPUStrategy",
    "tf.distribute.experimental.TPUStrategy": "TPUStrategy",
    "tf.distribute.experimental.MultiWorkerMirroredStrategy": "MultiWorkerMirroredStrategy",
}
# What TF2's strategies find out for themselves.
_DROPPED = frozenset({"num_gpus_per_worker", "auto_shard_dataset", "steps_per_run", "num_gpus"})
_RENAMED = {"cross_tower_ops": "cross_device_ops", "device_assignment": "experimental_device_assignment"}
_METHODS = {"experimental_run_v2": "run"}
_WORDS = frozenset({"experimental_run_v2", "experimental.TPUStrategy", "experimental.MultiWorkerMirroredStrategy"})


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite the creation of one strategy."""
    name, call = reference.api.name, reference.call
    if reference.api.imported_as.startswith("tensorflow.compat.v1"):
        return None  # tf.compat.v1 has the old names, and not the new ones
    new = f"{context.tensorflow}.distribute.{_NEW[name]}"
    if call is None:
        edit = Edit(reference.node, lambda _: expression(new))
        return Change(_NAME, reference.node, name, f"is tf.distribute.{_NEW[name]} now", edits=(edit,))
    site = context.site(call)
    if site is None:
        return manual(_NAME, reference.node, name, f"becomes tf.distribute.{_NEW[name]}; its arguments cannot be read")

    def strategy(node: cst.CSTNode) -> cst.BaseExpression:
        assert isinstance(node, cst.Call)
        arguments: list[str] = []
        for parameter in site.given():
            text = code_of(context.render(site.nodes[parameter]))
            if parameter == "communication":
                options = f"{context.tensorflow}.distribute.experimental.CommunicationOptions"
                way = text.replace("CollectiveCommunication", "CommunicationImplementation")
                arguments.append(f"communication_options={options}(implementation={way})")
            elif parameter in ("devices", "tpu_cluster_resolver"):
                arguments.insert(0, text)
            elif parameter not in _DROPPED:
                arguments.append(f"{_RENAMED.get(parameter, parameter)}={text}")
        if "num_gpus" in site.given() and "devices" not in site.given():
            arguments.insert(0, gpu_names(code_of(context.render(site.nodes["num_gpus"])), context.tensorflow))
        return expression(call_text(new, arguments))

    lost = sorted(site.given() & _DROPPED - {"num_gpus"})
    message = f"becomes tf.distribute.{_NEW[name]}" + (f"; {', '.join(lost)} has no counterpart" if lost else "")
    trust = Applicability.REVIEW if lost or "communication" in site.given() else Applicability.SAFE
    return Change(_NAME, reference.node, name, message, trust, edits=(Edit(call.node, strategy),))


def gpu_names(number: str, tf: str) -> str:
    """Write the list of the names of so many GPUs; where there are none it is empty, and the strategy takes the CPUs.

    Names of GPUs that are not there (`"/gpu:1"`) are accepted as well, but training then hangs (TF 2.15.1).
    """
    return f'[gpu.name for gpu in {tf}.config.list_logical_devices("GPU")[:{number}]]'


def survey(context: Context) -> Iterator[Change]:
    """Rename the methods of strategies, whose names nothing else has."""
    if not any(word in context.tree.text for word in _METHODS):
        return
    for node in descendants(context.module):
        if isinstance(node, cst.Attribute) and node.attr.value in _METHODS:
            old, new = node.attr.value, _METHODS[node.attr.value]
            edit = Edit(node.attr, _renamed(new))
            yield Change(_NAME, node, f"tf.distribute.Strategy.{old}", f"is called {new} now", edits=(edit,))


def _renamed(new: str) -> NodeRewrite:
    return lambda _: cst.Name(new)


RULES = (
    Rule(
        _NAME,
        "strategy",
        "distribution strategies and their methods have TF2's names and arguments",
        __doc__ or "",
        frozenset(_NEW),
        apply,
        survey,
        words=_WORDS,
    ),
)
