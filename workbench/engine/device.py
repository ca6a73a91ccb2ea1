"""What the steps run on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

AUTO = "auto"
CHOICES = (AUTO, "CPU", "GPU")

chosen: ContextVar[str] = ContextVar("chosen device", default=AUTO)
"""The choice that holds in this thread; whoever hands work to another thread hands it on."""


def devices() -> tuple[str, ...]:
    """Returns the kinds of devices that TensorFlow has here, `CPU` first."""
    import tensorflow as tf

    kinds = [device.device_type for device in tf.config.list_physical_devices()]
    return tuple(kind for kind in CHOICES[1:] if kind in kinds)


def resolved(choice: str) -> str:
    """Returns the device that `choice` means here: for `auto` and for one that is missing, the best there is."""
    there = devices()
    return choice if choice in there else there[-1]


@contextlib.contextmanager
def on_device(choice: str) -> Iterator[None]:
    """Makes what is made and called inside belong to the chosen device."""
    import tensorflow as tf

    token = chosen.set(choice)
    try:
        # TensorFlow's own choice needs no scope, and one would have everything traced again.
        with contextlib.nullcontext() if choice == AUTO else tf.device(f"/{resolved(choice)}:0"):
            yield
    finally:
        chosen.reset(token)
