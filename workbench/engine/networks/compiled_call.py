"""A function of tensors, compiled once and called at the least cost."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

Tensor = Any
ONE_THREAD = "SINGLE_THREADED_EXECUTOR"


class CompiledCall:
    """Compiles a function for the shapes of its first call, which all others must have too, or of a signature.

    `tf.function` compares every argument of a call with all that it has traced, which takes half a millisecond: as
    long as fifteen steps of a small network. What it traced for one set of shapes is called here as it is.

    On the plain graph TensorFlow hands each small kernel to whichever of its threads is free, and waking threads
    takes longer than the kernels do. With `one_thread` they run one after another in the thread that calls, which
    was 1.1 to 1.7 times as fast on two cores and leaves the other core to the window; a large product still
    shares its work among all threads. But the bodies of loops are then run as they were traced, without
    TensorFlow's rewriting of, say, a division by 10 into a product with 0.1, and the last bit may differ from
    Keras's own.

    One thread at a time.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        xla: bool = False,
        one_thread: bool = False,
        signature: tuple[Any, ...] = (),
    ) -> None:
        """Args: `signature` has a `tf.TensorSpec` for each argument, which may leave sizes open."""
        import tensorflow as tf

        self._function = tf.function(function, autograph=False, jit_compile=xla)
        self._one_thread, self._signature = one_thread, signature
        self._traced: Callable[..., Any] | None = None

    @property
    def traces(self) -> int:
        """How often the function was traced."""
        return int(self._function.experimental_get_tracing_count())

    def __call__(self, *tensors: Tensor) -> Any:
        """Returns what the function makes of the tensors, in the structure that it has there."""
        if self._traced is None:
            traced = self._function.get_concrete_function(*(self._signature or tensors))
            self._traced = functools.partial(_in_one_thread, traced) if self._one_thread else traced
        return self._traced(*tensors)


def _in_one_thread(traced: Any, *tensors: Tensor) -> Any:
    import tensorflow as tf

    said = tf.raw_ops.StatefulPartitionedCall(
        args=[*tensors, *traced.captured_inputs],
        Tout=[output.dtype for output in traced.outputs],
        f=traced,
        config_proto=_one_thread_settings(),
        executor_type=ONE_THREAD,
    )
    return tf.nest.pack_sequence_as(traced.structured_outputs, said)


@functools.cache
def _one_thread_settings() -> bytes:
    """Returns what keeps loops from being taken apart into operations that only several threads can run."""
    import tensorflow as tf

    settings = tf.compat.v1.ConfigProto()
    settings.experimental.executor_type = ONE_THREAD
    serialized: bytes = settings.SerializeToString()
    return serialized
