"""Many training steps inside one compiled call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.engine.objective import Objective

if TYPE_CHECKING:
    import keras

LONGEST_CHUNK = 1024
"""Steps that one call can do at most: the buffer of losses has a fixed size, which XLA asks for."""


class StepLoop:
    """Runs steps of one batch size on data that stays where the device can reach it.

    Count and first row are tensors, so nothing is traced again when they change. Engine thread only.
    """

    def __init__(
        self,
        model: keras.Model,
        optimizer: keras.optimizers.Optimizer,
        objective: Objective,
        batch_size: int,
        xla: bool,
    ) -> None:
        import tensorflow as tf

        self._model, self._optimizer, self._objective = model, optimizer, objective
        self._batch_size = batch_size
        self._chunk = tf.function(self._steps, autograph=False, jit_compile=xla)

    def run(
        self, inputs: Any, labels: Any, order: Any, first: int, count: int, probe: Any
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Trains on `count` batches that begin at `order[first]`.

        Args:
            inputs: (n, d) float32 tensor.
            labels: Encoded labels, a tensor of n rows.
            order: (n,) int32 tensor, the epoch's permutation.
            first: Place in `order` of the first batch's first row.
            count: Number of batches, at most `LONGEST_CHUNK`.
            probe: (1, d) float32 tensor, the example that is being watched.

        Returns:
            The loss of each step (count,) float32 and the probe's logits (units,) float32 afterwards.
        """
        import tensorflow as tf

        numbers = tf.constant(first, tf.int32), tf.constant(count, tf.int32)
        losses, logits = self._chunk(inputs, labels, order, *numbers, probe)
        return losses.numpy()[:count], logits.numpy()[0]

    def _steps(self, inputs: Any, labels: Any, order: Any, first: Any, count: Any, probe: Any) -> Any:
        import tensorflow as tf

        def body(step: Any, losses: Any) -> Any:
            begin = first + step * self._batch_size
            rows = tf.slice(order, [begin], [self._batch_size])
            loss = self._step(tf.gather(inputs, rows), tf.gather(labels, rows))
            return step + 1, tf.tensor_scatter_nd_update(losses, [[step]], [loss])

        start = tf.constant(0), tf.zeros([LONGEST_CHUNK])
        _, losses = tf.while_loop(lambda step, _: step < count, body, start, parallel_iterations=1)
        with tf.control_dependencies([losses]):
            return losses, self._model(probe, training=False)

    def _step(self, inputs: Any, labels: Any) -> Any:
        import tensorflow as tf

        with tf.GradientTape() as tape:
            loss = self._objective.function(labels, self._model(inputs, training=True))
            for penalty in self._model.losses:
                loss += penalty
        variables = self._model.trainable_variables
        self._optimizer.apply(tape.gradient(loss, variables), variables)
        return loss
