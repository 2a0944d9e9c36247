"""Hold the errors of graphs, sessions and eager execution."""

from __future__ import annotations

from ..cause import Cause

GRAPHS = (
    Cause(
        "order-of-tf0",
        ("Shape ... must have rank 0", "Input 'split_dim' of 'Split' Op has type", "cannot compute Split as input #0"),
        "tf.concat and tf.split have their arguments in the order of TensorFlow 0.x: tensors stand where the axis belongs.",
        "tf.concat(values, axis) and tf.split(value, number, axis) is the order since TensorFlow 1.0",
        ("argument-order",),
        ("concat", "split"),
    ),
    Cause(
        "imported-while-loop",
        ("'NoneType' object has no attribute 'outer_context'",),
        "A gradient is taken through a graph that was saved by TF1 with its loops (a SavedModel or frozen graph with "
        "dynamic_rnn or a decoder) and loaded into TF2: such loops (Enter, Exit) lose what their gradient needs. Nothing in "
        "the layer, the decoder or the tape mends it.",
        "build the model anew in TF2 and load its weights; to infer only, keep the loaded graph and take no gradient",
        ("rnn-dynamic", "seq2seq-decoder"),
    ),
    Cause(
        "invented-decoder",
        ("module 'tensorflow_addons.seq2seq' has no attribute 'BasicRNN",),
        "There is no such class, in no version of TensorFlow Addons.",
        "tfa.seq2seq.BasicDecoder with a sampler decodes; the encoder is a tf.keras.layers.RNN",
        ("seq2seq-decoder",),
    ),
    Cause(
        "placeholder-in-eager",
        ("tf.placeholder() is not compatible with eager execution.",),
        "Placeholders belong to graphs; TF2 runs operations at once.",
        "make it a parameter of a tf.function; tf.compat.v1.disable_v2_behavior() at the start keeps the graph for now",
        ("placeholder",),
    ),
    Cause(
        "session-without-graph",
        ("The Session graph is empty.",),
        "The operations ran eagerly, or went into another graph: nothing is left for this session to run.",
        "call functions in place of session.run",
        ("session-run",),
    ),
    Cause(
        "gradients-in-eager",
        ("tf.gradients is not supported when eager execution is enabled.",),
        "tf.gradients works on a graph, and this code runs eagerly.",
        "compute under tf.GradientTape, and call tape.gradient(y, x)",
        ("session-run",),
    ),
    Cause(
        "graph-attribute-in-eager",
        (
            "Tensor.graph is undefined when eager execution is enabled.",
            "Tensor.name is undefined when eager execution is enabled.",
            "Tensor.op is undefined when eager execution is enabled.",
        ),
        "An eager tensor is a value; only the tensors of a graph have a name, an operation and a graph.",
        "keep a Python name for it, or look at it inside a tf.function",
    ),
    Cause(
        "metrics-in-eager",
        ("tf.metrics...is not supported when eager execution is enabled.",),
        "tf.metrics keep their counts in local variables of a graph.",
        "use the class of tf.keras.metrics; its thresholds may be others",
        ("api",),
    ),
    Cause(
        "placeholder-not-fed",
        ("You must feed a value for placeholder tensor",),
        "Something that is fetched depends on a placeholder that this run does not feed. A summary that merge_all found counts "
        "too.",
        "feed it, or fetch less; as a function's parameter it cannot be forgotten",
        ("session-run",),
    ),
    Cause(
        "variable-not-initialised",
        ("Attempting to use uninitialized value", "Failed to read the value of a variable ... from the container"),
        "The initializer did not run in this session, or the variable was made after it ran.",
        "run tf.global_variables_initializer() after the whole graph is built; variables of TF2 need none",
        ("session-run",),
    ),
    Cause(
        "numpy-of-graph-tensor",
        ("ensor' object has no attribute 'numpy'",),
        "The tensor belongs to a graph: in TF1, or inside a tf.function, a Lambda or a layer of TF2. There is no value yet.",
        "compute with TensorFlow's operations there, and call .numpy() on what the function returns",
    ),
    Cause(
        "keep-prob",
        ("ot an unexpected keyword argument 'keep_prob'",),
        "dropout of TF2 is told how much to drop, not how much to keep. A number given by position means the opposite.",
        "tf.nn.dropout(x, rate=1 - keep_prob)",
        ("spelled-out",),
    ),
    Cause(
        "renamed-argument",
        (
            "ot an unexpected keyword argument 'reduction_indices'",
            "ot an unexpected keyword argument 'keep_dims'",
            "ot an unexpected keyword argument 'dimension'",
            "ot an unexpected keyword argument 'squeeze_dims'",
            "ot an unexpected keyword argument 'seq_dim'",
        ),
        "TF2 knows the argument under its new name only.",
        "axis for reduction_indices, dimension and squeeze_dims; keepdims for keep_dims; seq_axis for seq_dim",
        ("api",),
    ),
    Cause(
        "in-top-k-order",
        ("Value for attr 'T' of float is not in the list of allowed values...InTopKV2",),
        "tf.math.in_top_k of TF2 takes the targets first.",
        "name the arguments: tf.math.in_top_k(targets=..., predictions=..., k=...)",
        ("api",),
    ),
    Cause(
        "reused-variable",
        ("already exists, disallowed. Did you mean to set reuse=True",),
        "The graph has a variable of this name: the code that builds it ran twice, as in a notebook, or for a second network.",
        "tf.reset_default_graph() before it, or reuse=tf.AUTO_REUSE to share; objects of TF2 have no such names",
        ("variable-get",),
    ),
)
