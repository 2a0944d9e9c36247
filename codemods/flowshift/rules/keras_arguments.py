"""Report the arguments that Keras 1 gave layers and models, which Keras 2 read under their old names and `tf.keras` does not.

    Convolution2D(32, 3, 3, border_mode="same")  ->  Conv2D(32, (3, 3), padding="same")       (by hand)
    Dense(output_dim=10, init="uniform")         ->  Dense(units=10, kernel_initializer="uniform")
    Model(input=a, output=b)                     ->  Model(inputs=a, outputs=b)

Most of them raise a TypeError in TF 2.15. `Convolution2D(32, 3, 3)` does not: for the package `keras` the third number was
the width of the kernel, for `tf.keras` it is the stride.

Source: Keras 2.3.1 `keras/legacy/interfaces.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds.keras import called_name, is_layer_symbol
from ..kinds.values import Api, Call, Literal
from ..symbols.api_map import lookup
from .change import Change, manual
from .context import Context
from .registry import Rule

_NAME = "keras-argument"

# Keras 1's name -> what it is called in tf.keras
_TODAY = {
    "W_constraint": "kernel_constraint",
    "W_regularizer": "kernel_regularizer",
    "U_regularizer": "recurrent_regularizer",
    "atrous_rate": "dilation_rate",
    "b_constraint": "bias_constraint",
    "b_regularizer": "bias_regularizer",
    "beta_init": "beta_initializer",
    "bias": "use_bias",
    "border_mode": "padding",
    "consume_less": "implementation, 1 for `cpu` and 2 for `gpu`",
    "dim_ordering": "data_format, channels_last for `tf` and channels_first for `th`",
    "dropout_U": "recurrent_dropout",
    "dropout_W": "dropout",
    "filter_length": "kernel_size",
    "forget_bias_init": "unit_forget_bias=True for `one`",
    "gamma_init": "gamma_initializer",
    "init": "kernel_initializer",
    "inner_activation": "recurrent_activation",
    "inner_init": "recurrent_initializer",
    "input": "inputs",
    "length": "size",
    "mode": "gone: mode 0 is what is left",
    "nb_col": "kernel_size=(rows, columns)",
    "nb_feature": "gone with MaxoutDense",
    "nb_filter": "filters",
    "nb_row": "kernel_size=(rows, columns)",
    "output": "outputs",
    "output_dim": "units",
    "p": "rate",
    "pool_length": "pool_size",
    "sigma": "stddev",
    "stride": "strides",
    "subsample": "strides",
    "subsample_length": "strides",
}
_KERNELS = frozenset({"tf.keras.layers.Conv2D", "tf.keras.layers.SeparableConv2D", "tf.keras.layers.Conv2DTranspose"})
_STRIDE = "keras read both numbers as the size of the kernel, tf.keras reads the second one as strides: write ({}, {})"


def survey(context: Context) -> Iterator[Change]:
    """Look at the arguments of each layer and model."""
    for call in context.facts.calls:
        name = called_name(call)
        if isinstance(call.function, Api) and (is_layer_symbol(name) or name in ("Model", "models.Model")):
            yield from _old_arguments(call, call.function)


def _old_arguments(call: Call, function: Api) -> Iterator[Change]:
    symbol = lookup(function.name)
    parameters = symbol.native.parameters if symbol is not None and symbol.native is not None else None
    known = {parameter.strip("+=/*") for parameter in parameters or ()}
    for argument in call.node.args:
        keyword = argument.keyword.value if argument.keyword is not None else ""
        if keyword in _TODAY and keyword not in known:
            message = f"the argument {keyword} of Keras 1 is {_TODAY[keyword]} today"
            yield manual(_NAME, argument.value, function.name, message)
    sizes = call.arguments.positional[1:3]
    if function.name in _KERNELS and function.imported_as.startswith("keras") and len(sizes) == 2:
        rows, columns = (size.constant if isinstance(size, Literal) else None for size in sizes)
        if isinstance(rows, int) and isinstance(columns, int):
            yield manual(_NAME, call.node, function.name, _STRIDE.format(rows, columns))


RULES = (
    Rule(
        _NAME,
        "keras",
        "arguments that only Keras 1 knew are reported",
        __doc__ or "",
        survey=survey,
        words=frozenset(
            {
                *(
                    "nb_filter",
                    "border_mode",
                    "subsample",
                    "W_regularizer",
                    "b_regularizer",
                    "dim_ordering",
                    "output_dim",
                ),
                *("inner_init", "inner_activation", "dropout_W", "filter_length", "pool_length", "atrous_rate"),
                *(" init=", "Model(input=", "Convolution2D", "Conv2D("),
            }
        ),
    ),
)
