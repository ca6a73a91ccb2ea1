"""Imports TensorFlow without freezing the window."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib.util
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

log = logging.getLogger(__name__)

STANDARD_ERROR = 2

LIBRARIES = (
    "libtensorflow_framework.so.2",
    "libtensorflow_cc.so.2",
    "python/lib_pywrap_tensorflow_common.so",
)

ALL_IN_ONE_THREAD = "--xla_cpu_enable_concurrency_optimized_scheduler=false"
"""Keeps XLA from handing every other kernel to a helping thread, beside the one that was asked for.

XLA ends the process at a flag that it does not know: whoever lets another TensorFlow in looks whether it knows this.
"""

XLA_FLAGS = "XLA_FLAGS"


def warm_up(threads: int | None = None) -> None:
    """Imports TensorFlow and Keras, and sets the threads that share the work inside a step; None is one a core.

    They can be set only now, before the first operation. Measured on two cores: the second thread halves the step
    of a large network (784-512-256-10), and small ones take as long with it as without. But beside a live window
    it makes small ones 1.4 to 1.7 times as slow: a step then waits for a thread whose core is busy drawing. So the
    command line has all cores, and the window leaves one for itself.

    Loading the large libraries by a foreign call to `dlopen` lets go of the GIL; the import alone would hold it
    for a quarter of a second. Full garbage collections over what the import makes would pause the window too,
    so there is none until all of it is frozen. Any thread, once.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    if threads == 1:
        _add_xla_flag(ALL_IN_ONE_THREAD)
    collecting = gc.isenabled()
    gc.disable()
    try:
        with _told_only_of_failures():
            _preload_libraries()
            _import(threads)
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


def _add_xla_flag(flag: str) -> None:
    flags = os.environ.get(XLA_FLAGS, "").split()
    if flag not in flags:
        os.environ[XLA_FLAGS] = " ".join([*flags, flag])


@contextlib.contextmanager
def _told_only_of_failures() -> Iterator[None]:
    """Holds back what native code writes to the standard error, and lets it out where the import fails.

    TensorFlow tells there of processors and drivers before any level that could be set for it is read.
    """
    with tempfile.TemporaryFile() as held, _standard_error_at(held.fileno()):
        try:
            yield
        except BaseException:
            held.seek(0)
            log.error("TensorFlow could not be imported: %s", held.read().decode(errors="replace"))
            raise


@contextlib.contextmanager
def _standard_error_at(descriptor: int) -> Iterator[None]:
    try:
        before = os.dup(STANDARD_ERROR)
    except OSError:
        # A windowed program has none.
        yield
        return
    os.dup2(descriptor, STANDARD_ERROR)
    try:
        yield
    finally:
        os.dup2(before, STANDARD_ERROR)
        os.close(before)


def _preload_libraries() -> None:
    specification = importlib.util.find_spec("tensorflow")
    if not sys.platform.startswith("linux") or specification is None or specification.origin is None:
        return
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.argtypes = (ctypes.c_char_p, ctypes.c_int)
    dlopen.restype = ctypes.c_void_p
    for name in LIBRARIES:
        path = Path(specification.origin).parent / name
        if path.exists():
            dlopen(os.fsencode(path), os.RTLD_NOW)


def _import(threads: int | None) -> None:
    import keras  # noqa: F401
    import tensorflow as tf

    if threads is None:
        return
    try:
        tf.config.threading.set_intra_op_parallelism_threads(threads)
    except RuntimeError:
        # Something has run an operation already, as a test may have: then the threads stay as they are.
        return


def threads_beside_a_window() -> int:
    """Returns how many threads leave the window a core of its own."""
    return max((os.cpu_count() or 1) - 1, 1)
