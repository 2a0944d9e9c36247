"""Hold the errors of Lambda layers, and of Python code that works on tensors."""

from __future__ import annotations

from ..cause import Cause

LAMBDAS = (
    Cause(
        "lambda-returned-none",
        (
            "Inputs to a layer should be tensors. Got 'None'",
            "A layer's `call` method should return a Tensor or a list of Tensors, not None",
        ),
        "A Lambda, or a layer's call, returns nothing on some way: a missing return, or the result of set_shape or print.",
        "return a tensor on every way through the function",
    ),
    Cause(
        "lambda-returned-none",
        ("'NoneType' object has no attribute 'dtype'",),
        "An output of the model is None, because a Lambda returned nothing. TF2 builds such a model and fails in its loss; "
        "gradients have nothing to do with it.",
        "return a tensor on every way through the Lambda's function",
        (),
        ("match_dtype_and_rank", "compile_utils"),
    ),
    Cause(
        "none-as-tensor",
        ("Attempt to convert a value (None) with an unsupported type",),
        "A function that should give a tensor gave None on some way: a branch without a return, or a call that only prints "
        "or changes something.",
        "return a tensor on every way through the function",
    ),
    Cause(
        "branch-on-tensor",
        (
            "sing a symbolic `tf.Tensor` as a Python `bool` is not allowed",
            "using a `tf.Tensor` as a Python `bool` is not allowed",
            "You are attempting to use Python control flow in a layer that was not declared to be dynamic",
        ),
        "Python decides on a tensor (if, and, or, while, a conditional expression) while the graph is built, when it has no "
        "value. It fails there, before any gradient is taken.",
        "tf.cond for one decision, tf.where for one per element, or a Layer subclass, whose call is turned into a graph",
        ("lambda-branch",),
    ),
    Cause(
        "loop-over-tensor",
        (
            "Iterating over a symbolic `tf.Tensor` is not allowed",
            "iterating over `tf.Tensor` is not allowed in Graph execution",
            "ensor' object cannot be interpreted as an integer",
            "'NoneType' object cannot be interpreted as an integer",
        ),
        "Python's for cannot count the rows of a tensor whose value is not known yet.",
        "tf.map_fn(function, x), or operations on the whole tensor",
    ),
    Cause(
        "item-assignment",
        ("ensor' object does not support item assignment",),
        "A tensor cannot be changed in place, in no version of TensorFlow.",
        "tf.where(mask, value, x), tf.concat of the parts, or tf.tensor_scatter_nd_update",
        ("lambda-in-place",),
    ),
    Cause(
        "assign-on-tensor",
        ("ensor' object has no attribute 'assign", "ensor' object has no attribute '_lazy_read'"),
        "Only a variable can be assigned to; this is a tensor, such as a layer's input, or what tf.convert_to_tensor gave.",
        "compute a new tensor (tf.tensor_scatter_nd_update for parts of it), or keep a tf.Variable",
    ),
    Cause(
        "branch-returned-nothing",
        (
            "Lengths of branch outputs of cond must match",
            "the else branch must also have a return statement",
            "is None at the end of the else branch",
        ),
        "One way through the function returns nothing, or another number of tensors.",
        "return a tensor of the same dtype and shape on both ways; what was meant, only you know",
        ("lambda-branch",),
    ),
    Cause(
        "variable-made-in-function",
        (
            "could not be lifted out of a `tf.function`",
            "tf.function only supports singleton tf.Variables created on the first call",
        ),
        "A variable or a layer is made inside a Lambda or a tf.function, which runs many times; TF1 built its graph once.",
        "make it outside, or in the build of a Layer subclass, where it is also trained",
        ("layer",),
    ),
    Cause(
        "variable-changed-in-place",
        tuple(
            f"`{text} value` with `tf.Variable`s is not supported"
            for text in ("variable +=", "variable -=", "var *=", "var /=", "var **=")
        ),
        "In TF1 this made a new tensor and gave it the name; the variable kept its value.",
        "x = x + value keeps TF1's meaning; variable.assign_add(value) is another one",
        ("variable-augmented",),
    ),
    Cause(
        "numpy-on-tensor",
        (
            "Cannot convert a symbolic tf.Tensor (...) to a numpy array",
            "Cannot convert a symbolic Tensor (...) to a numpy array",
        ),
        "NumPy is called on a tensor that has no value while the graph is built.",
        "use TensorFlow's function (tf.exp, tf.reduce_mean), or tf.numpy_function, which has no gradient",
    ),
    Cause(
        "mixed-dtypes",
        (
            "Cannot convert ...to EagerTensor of dtype int",
            "Expected int32, but got ...of type 'float'",
            "has type float32 that does not match type int",
        ),
        "A tensor of integers meets a float; TensorFlow never converts by itself.",
        "tf.cast(x, tf.float32) first",
    ),
    Cause(
        "dimension-value",
        ("'int' object has no attribute 'value'",),
        "A dimension of a shape was an object in TF1, and is a Python number in TF2.",
        "leave .value out",
        ("dimension-value",),
    ),
)
