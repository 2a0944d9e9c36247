"""Read sizes from the shape that a Keras layer is built with, where a TF1 cell read them from its inputs."""

from __future__ import annotations

import re


def from_input_shape(text: str, inputs: str) -> str | None:
    """Return an expression with the sizes of the inputs read from `input_shape`; None where it reads more of the inputs."""
    name = re.escape(inputs)
    shape = rf"\b{name}\.(?:get_shape\(\)|shape)(?:\.with_rank\(\d\))?(?:\.as_list\(\))?"
    text = re.sub(rf"\bint\({shape}\[(-?\d+)\]\)", r"input_shape[\1]", text)
    text = re.sub(rf"{shape}\[(-?\d+)\](?:\.value)?", r"input_shape[\1]", text)
    text = re.sub(rf"{shape}\.dims\[(-?\d+)\](?:\.value)?", r"input_shape[\1]", text)
    return None if re.search(rf"\b{name}\b", text) else text
