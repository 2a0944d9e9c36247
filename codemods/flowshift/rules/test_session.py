"""Keep the graph of a TensorFlow 1 test, and where it ran.

    class NormTest(tf.test.TestCase):                  tf.compat.v1.disable_v2_behavior()
        def test_norm(self):
            with self.test_session():                  class NormTest(tf.test.TestCase):
                norm = tf.nn.l2_normalize(x, axis=1)       def test_norm(self):
                self.assertAllClose(norm.eval(), y)            with self.test_session(use_gpu=False):
                                                                   ...

TF2 still has `self.test_session()`, but in a file that runs eagerly it opens nothing: tensors have no `eval`, and print as
numbers. A test that has nothing else of TF1 would run, and test something else; so its file gets TF1's behaviour. And TF2
changed a default: without `use_gpu=False`, `test_session`, `session` and `cached_session` no longer keep the test on the CPU.

To make such a test native, leave the session out and compare the tensors themselves. A file that settles itself which
behaviour it wants stays as it is.

Source: `tf.test.TestCase` of TF 1.15.5 and 2.15.1, signatures compared and run.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.test_cases import sessions_of_tests
from ..silence import is_switched
from .change import Change, Edit
from .context import Context
from .registry import Rule

_NAME = "test-session"
_MESSAGE = "runs a graph on the CPU, as in TF1: use_gpu=False is no longer the default; a native test needs no session"
_POSITION = 2  # of use_gpu: graph, config, use_gpu, force_gpu


def survey(context: Context) -> Iterator[Change]:
    """Report each session of a test, and write out the default that changed."""
    if is_switched(context.facts):
        return
    for call, name in sessions_of_tests(context.facts):
        edits = () if _chooses_device(call) else (Edit(call, _on_cpu),)
        yield Change(_NAME, call, f"tf.test.TestCase.{name}", _MESSAGE, edits=edits)


def _chooses_device(call: cst.Call) -> bool:
    """Tell whether a call says itself whether it may use a GPU, or may do so behind `*` or `**`."""
    keywords = {argument.keyword.value for argument in call.args if argument.keyword is not None}
    starred = any(argument.star for argument in call.args)
    return starred or len(call.args) - len(keywords) > _POSITION or bool(keywords & {"use_gpu", "force_gpu"})


def _on_cpu(node: cst.CSTNode) -> cst.Call:
    assert isinstance(node, cst.Call)
    equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
    return node.with_changes(args=[*node.args, cst.Arg(cst.Name("False"), cst.Name("use_gpu"), equal)])


RULES = (
    Rule(
        _NAME,
        "programs",
        "tests that open a session keep their graph, and stay on the CPU",
        __doc__ or "",
        survey=survey,
    ),
)
