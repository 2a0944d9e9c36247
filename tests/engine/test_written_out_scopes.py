"""Functions that are written out take part in arg_scope where TensorFlow 1's own did."""

from __future__ import annotations

from flowshift import migrate_source
from flowshift.model import Options, Style

_PROGRAM = """\
import tensorflow as tf
with tf.contrib.framework.arg_scope([tf.contrib.layers.batch_norm], is_training=True):
    y = tf.contrib.layers.batch_norm(x)
cell = tf.contrib.rnn.NASCell(3)
"""


def test_a_layer_takes_part_in_arg_scope_and_a_cell_does_not() -> None:
    after = migrate_source(_PROGRAM.encode(), "program.py", Options(style=Style.GRAPH)).after.decode()
    assert "@tf_slim.add_arg_scope\ndef contrib_batch_norm(" in after
    assert "\n\nclass NASCell(" in after
