"""Find the dtype of a tensor where the program says it: at a placeholder, a variable or a cast, through what keeps it."""

from __future__ import annotations

import libcst as cst

from .kind import Kind, kind_of
from .values import Api, Call, Choice, Item, Literal, Operation, Sequence, Value

# What makes a tensor of a given dtype: the place of the argument, its name, and the dtype without it.
_GIVEN = {
    "tf.placeholder": (0, "dtype", ""),
    "tf.cast": (1, "dtype", ""),
    "tf.get_variable": (2, "dtype", "float32"),
    "tf.zeros": (1, "dtype", "float32"),
    "tf.ones": (1, "dtype", "float32"),
    "tf.random_normal": (3, "dtype", "float32"),
    "tf.truncated_normal": (3, "dtype", "float32"),
    "tf.random_uniform": (3, "dtype", "float32"),
    "tf.argmax": (4, "output_type", "int64"),
    "tf.argmin": (4, "output_type", "int64"),
    "tf.one_hot": (5, "dtype", "float32"),
}
# What makes a tensor of Python numbers, or of another tensor, and the place of an explicit dtype.
_TAKES = {"tf.Variable": 7, "tf.constant": 1, "tf.convert_to_tensor": 1}
# What gives the dtype of its first argument back.
_KEEPS = frozenset(
    f"tf.{name}"
    for name in (
        *("square", "sqrt", "exp", "log", "abs", "negative", "tanh", "sigmoid", "identity", "stop_gradient", "reshape"),
        *(
            "transpose",
            "squeeze",
            "expand_dims",
            "reduce_mean",
            "reduce_sum",
            "reduce_max",
            "reduce_min",
            "tile",
            "pad",
        ),
        *("clip_by_value", "zeros_like", "ones_like", "nn.relu", "nn.relu6", "nn.elu", "nn.selu", "nn.leaky_relu"),
        *("nn.tanh", "nn.sigmoid", "nn.softplus", "nn.softmax", "nn.log_softmax", "nn.dropout", "nn.max_pool"),
        *("nn.avg_pool", "nn.l2_normalize", "nn.embedding_lookup", "layers.dense", "layers.conv1d", "layers.conv2d"),
        *("layers.conv2d_transpose", "layers.dropout", "layers.flatten", "layers.max_pooling2d"),
        *("layers.average_pooling2d", "layers.batch_normalization"),
        *("contrib.layers.fully_connected", "contrib.layers.conv2d", "contrib.layers.flatten"),
    )
)
# What takes tensors of one dtype only, and gives it back.
_SHARES = frozenset(
    f"tf.{name}"
    for name in (
        *("matmul", "add", "subtract", "multiply", "maximum", "minimum", "nn.bias_add", "nn.conv1d", "nn.conv2d"),
        *("nn.conv2d_transpose", "nn.xw_plus_b"),
    )
)
_COMPARES = frozenset({"tf.equal", "tf.not_equal", "tf.less", "tf.greater", "tf.less_equal", "tf.greater_equal"})
_OF_PYTHON = {bool: "bool", int: "int32", float: "float32", str: "string"}


def dtype_of(value: Value) -> str:
    """Return the name of a tensor's dtype in TF1 (`float32`), an empty string where it is not known."""
    if isinstance(value, Call):
        return _of_call(value)
    if isinstance(value, Operation):
        return _of_operation(value)
    if isinstance(value, Choice):
        found = {dtype_of(option) for option in value.options}
        return found.pop() if len(found) == 1 else ""
    if isinstance(value, Item):
        single = isinstance(value.of, Call) and value.of.api in _KEEPS | _SHARES | _GIVEN.keys()
        return dtype_of(value.of) if single else ""
    return ""


def _of_operation(value: Operation) -> str:
    node = value.node
    if isinstance(node, cst.Comparison):
        return "bool"
    if not isinstance(node, (cst.BinaryOperation, cst.UnaryOperation)):
        return ""
    found = _shared(value.operands)
    divides = isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Divide)
    return found if found.startswith("float") or not divides else ""  # 7 / 2 is 3.5 for tensors of integers too


def _of_call(call: Call) -> str:
    name, arguments = call.api, call.arguments
    if not arguments.exact:
        return ""
    if name == "tf.get_variable" and _argument(call, 2, "dtype") is None and arguments.keyword("shape") is None:
        initial = arguments.keyword("initializer")
        return _of_python(initial) if len(arguments.positional) < 2 else "float32"
    if name in _GIVEN:
        place, keyword, otherwise = _GIVEN[name]
        given = _argument(call, place, keyword)
        return otherwise if given is None else _named(given)
    if name in _TAKES:
        given = _argument(call, _TAKES[name], "dtype")
        return _named(given) if given is not None else _of_python(next(iter(arguments.values()), None))
    if name in _COMPARES:
        return "bool"
    if name in _SHARES:
        return _shared(arguments.values()[:2])
    return _of_python(next(iter(arguments.values()), None)) if name in _KEEPS else ""


def _argument(call: Call, place: int, keyword: str) -> Value | None:
    positional = call.arguments.positional
    return call.arguments.keyword(keyword) or (positional[place] if len(positional) > place else None)


def _named(value: Value) -> str:
    return value.name[len("tf.") :] if isinstance(value, Api) else ""


def _of_python(value: Value | None) -> str:
    """Return the dtype that TensorFlow gives to Python numbers and lists of them; a tensor keeps its own."""
    if isinstance(value, Literal) and value.known:
        return _OF_PYTHON.get(type(value.constant), "")
    if isinstance(value, Sequence):
        found = {_of_python(item) for item in value.items}
        return found.pop() if len(found) == 1 else "float32" if found == {"int32", "float32"} else ""
    return "" if value is None else dtype_of(value)


def _shared(values: tuple[Value, ...]) -> str:
    """Return the dtype of values that have one in common: a tensor's, which Python numbers beside it take on."""
    tensors = [value for value in values if kind_of(value) is not Kind.PYTHON]
    found = (dtype_of(value) for value in tensors) if tensors else map(_of_python, values)
    return next(filter(None, found), "")
