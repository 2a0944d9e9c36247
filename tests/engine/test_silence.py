"""Every name that TF 2.15 does not have ends up rewritten or with a finding that says what to do."""

from __future__ import annotations

import pytest
from checks import check_noop, check_transformed
from flowshift import migrate_source
from flowshift.model import Applicability, FileResult, Options, Status, Style

GRAPH = Options(style=Style.GRAPH)


def migrate(text: str) -> FileResult:
    return migrate_source(text.encode(), "program.py", GRAPH)


def unresolved(text: str) -> dict[str, str]:
    """Return the symbols with a manual finding, each with the last message about it."""
    findings = migrate(text).findings
    return {f.symbol: f.message for f in findings if f.applicability is Applicability.MANUAL}


@pytest.mark.parametrize(
    ("text", "symbol", "message"),
    [
        ("import tensorflow as tf\ntf.contrib.no_such.thing(1)\n", "tf.contrib.no_such.thing", "tf.contrib is gone"),
        ("import tensorflow as tf\ntf.no_such_name(1)\n", "tf.no_such_name", "neither TF 1.15 nor TF 2.15 has"),
        ("import tensorflow as tf\nm = tf.contrib.no_such\nm.thing()\n", "tf.contrib.no_such.thing", "is gone"),
        ("import tensorflow.contrib.no_such as m\nm.f()\n", "tf.contrib.no_such", "tensorflow.contrib.no_such"),
        (
            "from tensorflow.examples.tutorials.mnist import input_data\n",
            "tf.examples.tutorials.mnist.input_data",
            "tf.keras.datasets",
        ),
        (
            "from tensorflow.python.ops.rnn_cell_impl import _linear\n",
            "tf.python.ops.rnn_cell_impl._linear",
            "private",
        ),
        ("import tensorflow as tf\ntf.python.framework\n", "tf.python.framework", "private"),
    ],
)
def test_a_name_that_is_gone_has_a_finding(text: str, symbol: str, message: str) -> None:
    assert message in unresolved(text)[symbol]


@pytest.mark.parametrize(
    "text",
    [
        "from tensorflow.python.util import nest\nnest.flatten([1])\n",
        "from tensorflow.python.framework import tensor_util\ntensor_util.make_tensor_proto(1)\n",
        "from tensorflow.core.framework import graph_pb2\ng = graph_pb2.GraphDef()\n",
        "import tensorflow as tf\ntf.keras.layers.Dense(3)\nprint(tf.__version__)\n",
        "from tensorflow.keras.layers import Dense\nDense(3)\n",
    ],
)
def test_a_name_that_tf2_has_is_no_finding(text: str) -> None:
    assert unresolved(text) == {}


def test_an_import_inside_a_function_is_reported_too() -> None:
    text = "def f():\n    from tensorflow.contrib import no_such\n    return no_such\n"
    assert "tf.contrib.no_such" in unresolved(text)


def test_a_comment_silences_the_report_of_a_name() -> None:
    assert unresolved("import tensorflow as tf\ntf.no_such_name(1)  # flowshift: ignore\n") == {}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("def f(x: tf.Session) -> tf.Session:\n    pass\n", "def f(x: tf.compat.v1.Session) -> tf.compat.v1.Session:"),
        ("s: tf.Session = None\n", "s: tf.compat.v1.Session = None"),
        ("match 1:\n    case tf.log:\n        tf.log(1.0)\n", "case tf.math.log:\n        tf.math.log(1.0)"),
        ("match 1:\n    case [tf.Session(), *rest]:\n        pass\n", "case [tf.compat.v1.Session(), *rest]:"),
        ("try:\n    pass\nexcept* tf.errors.OpError:\n    tf.log(1.0)\n", "tf.math.log(1.0)"),
    ],
)
def test_names_in_annotations_patterns_and_exception_groups_are_seen(text: str, wanted: str) -> None:
    assert wanted in migrate("import tensorflow as tf\n" + text).after.decode()


def test_a_pattern_that_binds_a_name_hides_the_import() -> None:
    text = "import tensorflow as tf\ndef f(x):\n    match x:\n        case {'a': tf}:\n            tf.log(1.0)\n"
    assert migrate(text).status is Status.UNCHANGED


@pytest.mark.parametrize(
    "text",
    [
        "import tensorflow as tf\ntry:\n    v = tf.version.VERSION\nexcept Exception:\n    v = tf.VERSION\nprint(v, tf.x)\n",
        "import tensorflow as tf\nx = tf.contrib.eager.Variable(1.0)\ny = tf.Session()\n",
    ],
)
def test_a_second_run_changes_nothing(text: str) -> None:
    first = migrate(text)
    assert first.status is Status.CHANGED
    assert migrate_source(first.after, "program.py", GRAPH).after == first.after


def test_a_name_that_works_through_compat_v1_is_left_as_it_is() -> None:
    text = "import tensorflow as tf\ntf.compat.v1.cond(a, b, c)\ntf.compat.v1.log(2.0)\ntf.Session()\n"
    after = migrate(text).after.decode()
    assert "tf.compat.v1.cond(a, b, c)\ntf.compat.v1.log(2.0)\ntf.compat.v1.Session()" in after


def test_a_network_of_slim_is_imported_with_its_module() -> None:
    text = "import tensorflow as tf\nnet = tf.contrib.slim.nets.alexnet.alexnet_v2\nprint(net)\n"
    after = migrate(text).after.decode()
    assert "import tf_slim.nets.alexnet\n" in after
    assert "tf_slim.nets.alexnet.alexnet_v2" in after


def test_a_private_path_of_the_estimator_package_takes_its_public_name() -> None:
    text = "from tensorflow_estimator.python.estimator import estimator as e\ne.Estimator(f)\nprint(e.no_such)\n"
    result = migrate(text)
    assert (
        "tf.estimator.Estimator(f)" in result.after.decode()
        or "tf.compat.v1.estimator.Estimator(f)" in result.after.decode()
    )
    gone = "from tensorflow_estimator.contrib import estimator as e\ne.RNNClassifier(f)\n"
    assert "tf.contrib.estimator.RNNClassifier" in unresolved(gone)


def test_a_module_that_an_object_keeps_takes_no_other_name_away() -> None:
    text = """\
class Trainer:
    def __init__(self):
        import tensorflow
        self.tf = tensorflow

    def write(self):
        writer = self.tf.summary.FileWriter("logs")
        summary = self.tf.Summary()
        return writer, summary
"""
    after = migrate(text).after.decode()
    assert "writer = tf.compat.v1.summary.FileWriter" in after
    assert "summary = tf.compat.v1.Summary()" in after


def test_an_import_of_what_is_only_an_attribute_is_rewritten_or_reported() -> None:
    after = migrate("from tensorflow.distribute import MirroredStrategy as M\nprint(M())\n").after.decode()
    assert "tf.distribute.MirroredStrategy()" in after
    text = "from tensorflow.distribute import cluster_resolver as c\nprint(c)\n"
    assert "tf.distribute.cluster_resolver" in unresolved(text)


@pytest.mark.parametrize(
    ("call", "written"),
    [
        ("tf.reduce_sum(x, keep_dims=True)", "tf.reduce_sum(x, keepdims=True)"),
        ("tf.argmax(x, dimension=1)", "tf.argmax(x, axis=1)"),
        ("tf.nn.dropout(x, keep_prob=0.5)", "tf.compat.v1.nn.dropout(x, keep_prob=0.5)"),
        ("tf.OptionalSpec(value_structure=x)", "tf.OptionalSpec(element_spec=x)"),
    ],
)
def test_an_argument_that_tf2_does_not_have_is_enough_to_tell_tf1(call: str, written: str) -> None:
    head = "import tensorflow as tf\n\n\ndef f(x):\n    return "
    check_transformed(f"{head}{call}\n", f"{head}{written}\n", Style.GRAPH)


def test_arguments_that_both_versions_have_tell_nothing() -> None:
    check_noop(
        "import tensorflow as tf\n\n\ndef f(x):\n    return tf.nn.dropout(tf.reduce_sum(x, keepdims=True), rate=0.1)\n"
    )


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ('import tensorflow as tf\nf = getattr(tf, "placeholder")\n', "tf.placeholder"),
        ('import tensorflow as tf\nf = getattr(tf.contrib.layers, "conv2d", None)\n', "tf.contrib.layers.conv2d"),
        ('import importlib\nslim = importlib.import_module("tensorflow.contrib.slim")\n', "tf.contrib.slim"),
        ('slim = __import__("tensorflow.contrib.slim")\n', "tf.contrib.slim"),
        ('import tensorflow as tf\nx = tf.placeholder(1)\nf = vars(tf)["log"]\n', "tf"),
        ('import tensorflow as tf\nx = tf.placeholder(1)\nf = tf.__dict__["log"]\n', "tf"),
        ('import tensorflow as tf\nx = tf.placeholder(1)\ny = eval("tf.log(x)")\n', "tf"),
        ("import tensorflow as tf\nx = tf.placeholder(1)\nf = getattr(tf.nn, name)\n", "tf"),
    ],
)
def test_a_name_that_is_reached_by_text_is_reported(text: str, symbol: str) -> None:
    assert symbol in unresolved(text)


@pytest.mark.parametrize(
    "text",
    [
        'import tensorflow as tf\nf = getattr(tf.nn, "relu")\n',
        "import tensorflow as tf\nf = getattr(tf.nn, name)\n",
        'import importlib\nnn = importlib.import_module("tensorflow.keras")\n',
        'import tensorflow as tf\nx = tf.Variable(1)\nn = getattr(x, "placeholder", None)\n',
    ],
)
def test_a_text_that_names_what_tf2_has_is_not_reported(text: str) -> None:
    assert migrate(text).findings == ()


def test_the_usual_name_of_tensorflow_is_taken_before_that_of_a_private_path() -> None:
    check_transformed(
        "import tensorflow.python.platform\nimport tensorflow as tf\n\ny = tf.log(1.0)\nx = tensorflow.python\n",
        "import tensorflow.python.platform\nimport tensorflow as tf\n\ny = tf.math.log(1.0)\nx = tensorflow.python\n",
        Style.GRAPH,
    )


def test_the_version_of_keras_is_not_that_of_tf_keras() -> None:
    assert "tf.keras.__version__" in unresolved(
        "import tensorflow as tf\nx = tf.placeholder(1)\nv = tf.keras.__version__\n"
    )
    result = migrate("import keras\nimport tensorflow as tf\n\nx = tf.placeholder(1)\nprint(keras.__version__)\n")
    assert b"import keras\n" in result.after


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("Dense(output_dim=10)", "the argument output_dim of Keras 1 is units today"),
        ("Conv2D(8, (3, 3), border_mode='same')", "the argument border_mode of Keras 1 is padding today"),
        ("Dropout(p=0.5)", "the argument p of Keras 1 is rate today"),
        ("Model(input=a, outputs=b)", "the argument input of Keras 1 is inputs today"),
    ],
)
def test_an_argument_of_keras_1_is_reported(call: str, message: str) -> None:
    imported = "from keras.layers import Conv2D, Dense, Dropout, Embedding\nfrom keras.models import Model"
    found = migrate(f"{imported}\nEmbedding(input_dim=3, output_dim=4)\nlayer = {call}\n").findings
    assert [f.message for f in found if f.rule == "keras-argument"] == [message]


def test_what_a_scope_gives_batch_normalisation_is_looked_at() -> None:
    given = "[slim.batch_norm], fused=True, renorm=True"
    text = f"import tensorflow.contrib.slim as slim\nwith slim.arg_scope({given}):\n    pass\n"
    assert unresolved(text)["tf.contrib.layers.batch_norm"].startswith("renorm, which it is given here")


@pytest.mark.parametrize(
    "text",
    [
        "g = tf1.Graph()\nwith g.as_default():\n    y = tf1.ones([2])\n    print(tf1.Session().run(y))\n",
        "def load(graph, y):\n    return tf1.Session(graph=graph).run(y)\n",
        "tf1.keras.backend.set_session(tf1.Session(config=tf1.ConfigProto()))\n",
    ],
)
def test_a_session_that_tf2_can_run_is_left_alone(text: str) -> None:
    result = migrate(f"import tensorflow.compat.v1 as tf1\n\n{text}")
    assert result.after == result.before
    assert not [found for found in result.findings if found.applicability is not Applicability.SAFE]


def test_what_may_be_a_dataset_is_reported() -> None:
    text = (
        "import tensorflow as tf\n\ndef read(ds):\n    return ds.repeat().make_one_shot_iterator(), ds.output_types\n"
    )
    found = unresolved(f"{text}\nx = tf.placeholder(1)\n")
    assert found["tf.data.Dataset.make_one_shot_iterator"].startswith("if this is a dataset, TF2 has no such method")
    assert found["tf.data.Dataset.output_types"].startswith("if this is a dataset, TF2 has no such attribute")


def test_what_an_iterator_is_made_from_is_a_dataset() -> None:
    before = "import tensorflow as tf\n\ndef over(ds):\n    return tf.data.Iterator.from_structure(ds.output_types)\n"
    after = "    return tf.compat.v1.data.Iterator.from_structure(tf.compat.v1.data.get_output_types(ds))\n"
    check_transformed(before, f"import tensorflow as tf\n\ndef over(ds):\n{after}", Style.GRAPH)
