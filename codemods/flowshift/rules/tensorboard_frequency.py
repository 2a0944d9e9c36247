"""Say how often the TensorBoard callback logs between epochs, which TF2 counts in another way.

    TensorBoard("logs", update_freq=1000)

On TF 1.15 a number is one of samples, on TF 2.15 one of batches: with batches of 8, every 16 samples is `update_freq=2`.
What is logged is other, too, for a number as for `"batch"`:

- `batch_loss` was the loss of that batch alone, and is the mean since the epoch began;
- it stood at the number of batches before, and stands at that of batches done: one step later;
- `epoch_loss` stood at the number of samples seen, and stands at the epoch, as with `update_freq="epoch"`;
- TF 2.15 calls the callback for batches only where it profiles or `write_steps_per_second=True`: otherwise no `batch_loss`
  is written.

`update_freq="epoch"`, the default, is the same in both. Nothing is edited: no argument gives TF1's events.

Source: both run, event files read back; Keras 2.3.1 `keras/callbacks/tensorboard_v1.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..kinds.values import Call, Literal, Member
from ..model import Style
from .call_site import CallSite
from .change import Change, manual
from .context import Context
from .registry import Rule
from .tensorboard_profile import is_tensorflow_1

_NAME = "tensorboard-frequency"
_SYMBOL = "tf.keras.callbacks.TensorBoard"
_OTHER = (
    "batch_loss is the mean since the epoch began, where TF1 logged the batch's own, and stands one step later; epoch_loss "
    "stands at the epoch, not at the number of samples"
)
_SILENT = "; without profile_batch or write_steps_per_second=True TF2 logs nothing for batches"


def survey(context: Context) -> Iterator[Change]:
    """Look at each callback of a TF1 program that logs more often than once an epoch."""
    if context.style is Style.GRAPH:
        return
    for reference in context.facts.references:
        site = context.site(reference.call) if reference.api.name == _SYMBOL and reference.call is not None else None
        if (
            site is None
            or not is_tensorflow_1(context)
            or "update_freq" not in site.nodes
            or site.constant("update_freq", ...) == "epoch"
        ):
            continue
        parts = [_OTHER]
        if site.constant("update_freq", ...) != "batch":
            parts.insert(0, f"update_freq counts batches, where TF1 counted samples{_as_often(site, context)}")
        profiles = 0 if reference.api.imported_as.startswith("keras") else site.constant("profile_batch", 2)
        silent = _SILENT if profiles == 0 and "write_steps_per_second" not in site.nodes else ""
        yield manual(_NAME, site.nodes["update_freq"], f"{_SYMBOL}.update_freq", "; ".join(parts) + silent)


def _as_often(site: CallSite, context: Context) -> str:
    """Say which number of batches is as many samples, where the size of a batch is known."""
    samples = site.constant("update_freq", ...)
    sizes = {_batch_size(call) for call in context.calls_with(site.call) if isinstance(call.function, Member)}
    size = sizes.pop() if len(sizes) == 1 else None
    if not isinstance(samples, int) or size is None:
        return ": divide it by the batch size"
    return f": with batches of {size}, update_freq={-(-samples // size)} logs as often"


def _batch_size(fit: Call) -> int | None:
    value = fit.arguments.keyword("batch_size")
    size = value.constant if isinstance(value, Literal) else None
    return size if isinstance(size, int) and size > 0 else None


RULES = (
    Rule(
        _NAME,
        "tensorboard",
        "a TensorBoard callback that logs between epochs counts and averages in another way",
        __doc__ or "",
        survey=survey,
    ),
)
