"""Move statements below another head, and keep every byte of theirs but the indentation."""

from __future__ import annotations

from flowshift.engine import migrate_source
from flowshift.model import Applicability, Options

SCRIPT = """import tensorflow as tf
strategy = tf.distribute.MirroredStrategy()

# the model
model = tf.keras.Sequential([
    tf.keras.layers.Dense(1),  # one

    tf.keras.layers.Dense(2)])   # two
text = '''
  as it is
'''
model.compile("sgd", "mse")
model.fit(x, y)
"""
MOVED = """import tensorflow as tf
strategy = tf.distribute.MirroredStrategy()
text = '''
  as it is
'''

with strategy.scope():
    # the model
    model = tf.keras.Sequential([
        tf.keras.layers.Dense(1),  # one

        tf.keras.layers.Dense(2)])   # two
    model.compile("sgd", "mse")
model.fit(x, y)
"""


def test_moved_statements_keep_comments_blank_lines_and_strings() -> None:
    assert migrate_source(SCRIPT.encode()).after.decode() == MOVED


def test_moved_statements_keep_the_newlines_of_the_file() -> None:
    after = migrate_source(SCRIPT.replace("\n", "\r\n").encode()).after
    assert after == MOVED.replace("\n", "\r\n").encode()


def test_statements_that_move_out_take_the_outer_indentation() -> None:
    source = (
        MOVED.replace("model.fit", "    model.fit")
        .replace("    # the model\n", "")
        .replace("    model = ", "    net = ")
    )
    assert migrate_source(source.encode()).after == source.encode()  # a model stands under the scope: it is right
    wrong = "import tensorflow as tf\nmodel = tf.keras.Sequential()\ns = tf.distribute.MirroredStrategy()\nwith s.scope():\n"
    wrong += "\tfor epoch in range(3):\n\t\tmodel.fit(x)\n\n\t\t# next\n\t\tprint(epoch)\n"
    right = "import tensorflow as tf\ns = tf.distribute.MirroredStrategy()\nwith s.scope():\n\tmodel = tf.keras.Sequential()\n"
    right += "for epoch in range(3):\n\tmodel.fit(x)\n\n\t# next\n\tprint(epoch)\n"
    assert migrate_source(wrong.encode()).after.decode() == right


def test_what_is_under_review_is_not_moved_where_only_safe_edits_are_wanted() -> None:
    result = migrate_source(SCRIPT.encode(), options=Options(safe_only=True))
    assert result.after == SCRIPT.encode()
    assert [f.applicability for f in migrate_source(SCRIPT.encode()).findings] == [Applicability.REVIEW]


def test_optional_rule_speaks_only_where_it_is_named() -> None:
    source = b"import tensorflow as tf\ndef f(x):\n    x *= 2\n    return x\nlayer = tf.keras.layers.Lambda(f)\n"
    assert migrate_source(source).after == source
    assert migrate_source(source, options=Options(select=frozenset({"lambdas"}))).after == source
    named = Options(select=frozenset({"lambda-style"}))
    assert migrate_source(source, options=named).after == source.replace(b"x *= 2", b"x = x * 2")
