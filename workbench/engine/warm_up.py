"""Imports TensorFlow without freezing the window."""

from __future__ import annotations

import ctypes
import gc
import importlib.util
import os
import sys
from pathlib import Path

LIBRARIES = (
    "libtensorflow_framework.so.2",
    "libtensorflow_cc.so.2",
    "python/lib_pywrap_tensorflow_common.so",
)


def warm_up() -> None:
    """Imports TensorFlow and Keras.

    Loading the large libraries by a foreign call to `dlopen` lets go of the GIL; the import alone would hold it
    for a quarter of a second. Full garbage collections over what the import makes would pause the window too,
    so there is none until all of it is frozen. Any thread, once.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    collecting = gc.isenabled()
    gc.disable()
    try:
        _preload_libraries()
        _import()
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


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


def _import() -> None:
    """Leaves TensorFlow's threads as they are, one a core, and they could not be changed later.

    Measured on two cores: the second one halves the step of a large network (784-512-256-10), and small ones
    take as long with it as without, for under XLA a step is one call that no thread has to be woken for. Only
    a network with BatchNormalization between small layers loses: 45 µs a step instead of 25.
    """
    import keras  # noqa: F401
    import tensorflow  # noqa: F401
