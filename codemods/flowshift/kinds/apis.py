"""Say what calling a TF 1.15 symbol makes. Data only; whatever is not named here is a pure tensor operation."""

from __future__ import annotations

import enum
import re


class Make(enum.Enum):
    """What a call of a TensorFlow symbol gives."""

    PLACEHOLDER = "placeholder"
    VARIABLE = "variable"
    TENSOR = "tensor"  # a pure operation on its arguments
    RANDOM = "random operation"
    STATEFUL = "stateful operation"  # reads or writes something beyond its arguments
    LAYER = "layer"  # an object that owns weights and is called later
    LAYER_CALL = "layer function"  # creates weights and applies them at once
    CELL = "cell"
    RNN = "recurrent network"
    HELPER = "helper"
    DECODER = "decoder"
    OPTIMIZER = "optimizer"
    SESSION = "session"
    INITIALIZATION = "initialisation"
    SCOPE = "scope"
    UPDATE = "assignment"
    SAVER = "saver"
    SUMMARY = "summary"
    WRITER = "writer of summaries"
    GRADIENTS = "gradients"
    STATIC = "Python value"  # dtypes, initializers, files, flags: nothing of the graph


_EXACT: dict[str, Make] = {
    "tf.placeholder": Make.PLACEHOLDER,
    "tf.placeholder_with_default": Make.PLACEHOLDER,
    "tf.sparse_placeholder": Make.PLACEHOLDER,
    "tf.Variable": Make.VARIABLE,
    "tf.get_variable": Make.VARIABLE,
    "tf.contrib.framework.model_variable": Make.VARIABLE,
    "tf.contrib.framework.variable": Make.VARIABLE,
    "tf.train.get_or_create_global_step": Make.VARIABLE,
    "tf.train.create_global_step": Make.VARIABLE,
    "tf.Session": Make.SESSION,
    "tf.InteractiveSession": Make.SESSION,
    "tf.train.MonitoredTrainingSession": Make.SESSION,
    "tf.train.MonitoredSession": Make.SESSION,
    "tf.train.SingularMonitoredSession": Make.SESSION,
    "tf.global_variables_initializer": Make.INITIALIZATION,
    "tf.local_variables_initializer": Make.INITIALIZATION,
    "tf.initialize_all_variables": Make.INITIALIZATION,
    "tf.initialize_local_variables": Make.INITIALIZATION,
    "tf.initializers.global_variables": Make.INITIALIZATION,
    "tf.initializers.local_variables": Make.INITIALIZATION,
    "tf.tables_initializer": Make.INITIALIZATION,
    "tf.variables_initializer": Make.INITIALIZATION,
    "tf.variable_scope": Make.SCOPE,
    "tf.name_scope": Make.SCOPE,
    "tf.device": Make.SCOPE,
    "tf.control_dependencies": Make.SCOPE,
    "tf.Graph": Make.SCOPE,
    "tf.get_default_graph": Make.SCOPE,
    "tf.get_variable_scope": Make.SCOPE,
    "tf.train.Saver": Make.SAVER,
    "tf.summary.FileWriter": Make.WRITER,
    "tf.summary.FileWriterCache": Make.STATIC,
    "tf.assign": Make.UPDATE,
    "tf.assign_add": Make.UPDATE,
    "tf.assign_sub": Make.UPDATE,
    "tf.gradients": Make.GRADIENTS,
    "tf.hessians": Make.GRADIENTS,
    "tf.keras.backend.gradients": Make.GRADIENTS,
    "tf.nn.dynamic_rnn": Make.RNN,
    "tf.nn.bidirectional_dynamic_rnn": Make.RNN,
    "tf.nn.static_rnn": Make.RNN,
    "tf.nn.static_bidirectional_rnn": Make.RNN,
    "tf.nn.raw_rnn": Make.RNN,
    "tf.contrib.rnn.static_rnn": Make.RNN,
    "tf.contrib.rnn.static_bidirectional_rnn": Make.RNN,
    "tf.contrib.rnn.stack_bidirectional_dynamic_rnn": Make.RNN,
    "tf.contrib.seq2seq.dynamic_decode": Make.RNN,
    "tf.nn.dropout": Make.RANDOM,
    "tf.multinomial": Make.RANDOM,
    "tf.random_shuffle": Make.RANDOM,
    "tf.random_crop": Make.RANDOM,
    "tf.nn.nce_loss": Make.RANDOM,
    "tf.nn.sampled_softmax_loss": Make.RANDOM,
    "tf.nn.fractional_max_pool": Make.RANDOM,
    "tf.cond": Make.STATEFUL,
    "tf.while_loop": Make.STATEFUL,
    "tf.case": Make.STATEFUL,
    "tf.py_func": Make.STATEFUL,
    "tf.py_function": Make.STATEFUL,
    "tf.numpy_function": Make.STATEFUL,
    "tf.Print": Make.STATEFUL,
    "tf.print": Make.STATEFUL,
    "tf.Assert": Make.STATEFUL,
    "tf.group": Make.STATEFUL,
    "tf.tuple": Make.STATEFUL,
    "tf.no_op": Make.STATEFUL,
    "tf.get_collection": Make.STATEFUL,
    "tf.get_collection_ref": Make.STATEFUL,
    "tf.add_to_collection": Make.STATEFUL,
    "tf.trainable_variables": Make.STATEFUL,
    "tf.global_variables": Make.STATEFUL,
    "tf.local_variables": Make.STATEFUL,
    "tf.all_variables": Make.STATEFUL,
    "tf.ConfigProto": Make.STATIC,
    "tf.GPUOptions": Make.STATIC,
    "tf.TensorShape": Make.STATIC,
    "tf.Dimension": Make.STATIC,
    "tf.set_random_seed": Make.STATIC,
    "tf.random.set_random_seed": Make.STATIC,
    "tf.reset_default_graph": Make.STATIC,
    "tf.train.latest_checkpoint": Make.STATIC,
    "tf.train.checkpoint_exists": Make.STATIC,
    "tf.train.get_checkpoint_state": Make.STATIC,
    "tf.contrib.layers.xavier_initializer": Make.STATIC,
    "tf.contrib.layers.xavier_initializer_conv2d": Make.STATIC,
    "tf.contrib.layers.variance_scaling_initializer": Make.STATIC,
    "tf.contrib.layers.l1_regularizer": Make.STATIC,
    "tf.contrib.layers.l1_l2_regularizer": Make.STATIC,
    "tf.contrib.layers.l2_regularizer": Make.STATIC,
    "tf.as_dtype": Make.STATIC,
    "tf.DType": Make.STATIC,
    "tf.executing_eagerly": Make.STATIC,
}

# The first pattern that matches the whole name says what it makes.
_PATTERNS: tuple[tuple[re.Pattern[str], Make], ...] = tuple(
    (re.compile(pattern), make)
    for pattern, make in (
        (r"tf\.train\.\w*Optimizer|tf\.contrib\.opt\.\w+", Make.OPTIMIZER),
        (r"tf\.(keras\.)?optimizers\.\w+", Make.OPTIMIZER),
        (
            r"tf\.(nn\.rnn_cell|contrib\.rnn|contrib\.cudnn_rnn)\.\w*(Cell|Wrapper)|tf\.contrib\.rnn\.\w*RNN\w*",
            Make.CELL,
        ),
        (r"tf\.contrib\.seq2seq\.AttentionWrapper", Make.CELL),
        (r"tf\.contrib\.seq2seq\.\w+Helper", Make.HELPER),
        (r"tf\.contrib\.seq2seq\.\w+Decoder", Make.DECODER),
        (r"tf\.contrib\.seq2seq\.\w+(Attention|AttentionMechanism)", Make.LAYER),
        (r"tf\.(keras\.)?layers\.[A-Z]\w*", Make.LAYER),
        (r"tf\.layers\.(dense|conv\w+|separable\w+|batch_normalization)", Make.LAYER_CALL),
        (r"tf\.layers\.dropout", Make.RANDOM),
        (r"tf\.contrib\.layers\.[a-z]\w*|tf\.contrib\.slim\.[a-z]\w*", Make.LAYER_CALL),
        (r"tf\.(\w+\.)*\w*_?initializer|tf\.initializers\.\w+|tf\.keras\.initializers\.\w+", Make.STATIC),
        (r"tf\.(random\.\w+|random_\w+|truncated_normal)", Make.RANDOM),
        (r"tf\.(assign\w*|scatter_\w+|count_up_to)", Make.STATEFUL),
        (r"tf\.(summary|contrib\.summary)\..*|tf\.(scalar|merge_all|histogram|image)_summar\w+", Make.SUMMARY),
        (
            r"tf\.(data|queue|io\.TFRecord\w*|\w*Reader|\w*Queue|train\.\w*(batch\w*|producer|queue\w*|Coordinator))(\..*)?",
            Make.STATEFUL,
        ),
        (r"tf\.(metrics|lookup|estimator|saved_model|train)\..*", Make.STATEFUL),
        (r"tf\.(losses)\..*", Make.TENSOR),
        (r"(tf|tensorflow)\.examples(\..*)?", Make.STATIC),
        (r"tf\.(app|flags|logging|gfile|test|python_io|errors|sysconfig|resource_loader)(\..*)?", Make.STATIC),
    )
)

_KNOWN: dict[str, Make] = {}


def make_of(name: str) -> Make:
    """Return what calling the TF1 symbol of this name makes."""
    known = _EXACT.get(name) or _KNOWN.get(name)
    if known is None and name.startswith("tf.compat.v2."):
        known = _KNOWN[name] = make_of("tf." + name[len("tf.compat.v2.") :])
    if known is None:
        known = next((make for pattern, make in _PATTERNS if pattern.fullmatch(name)), Make.TENSOR)
        _KNOWN[name] = known
    return known
