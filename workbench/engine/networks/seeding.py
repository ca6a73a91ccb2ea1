"""Weights that follow from a seed alone, without a trace in the rest of the process."""

from __future__ import annotations

import contextlib
import random
import threading
from collections.abc import Iterator

BUILDING = threading.Lock()
"""The seed is set for the whole process, so that two models built at once would draw from each other's."""


@contextlib.contextmanager
def python_seeded(seed: int) -> Iterator[None]:
    """Seeds the one generator from which Keras draws the seeds of its layers.

    Keras's own function seeds TensorFlow's too, which then forgets the kernels of all that was compiled: each
    would be made again at its next call, for a third of a second and for memory that never comes back.
    """
    before = random.getstate()
    random.seed(seed)
    try:
        yield
    finally:
        random.setstate(before)
