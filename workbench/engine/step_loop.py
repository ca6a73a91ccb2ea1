"""Training steps inside a compiled loop: what the loops over epochs and over blocks share."""

from __future__ import annotations

from typing import Any

from workbench.engine.objective import Objective

Tensor = Any


class StepLoop:
    """Takes Keras's own steps, one batch after another, on rows that lie in the order of the epoch.

    Its methods are called while a function is traced. Nothing is traced again when the numbers change.

    Attributes:
        batch_size: Examples in a full batch.
    """

    def __init__(self, model: Any, optimizer: Any, objective: Objective, batch_size: int) -> None:
        self._model, self._optimizer, self._objective = model, optimizer, objective
        self.batch_size = batch_size

    def steps(
        self, inputs: Tensor, labels: Tensor, first: Tensor, stop: Tensor, losses: Tensor, place: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Trains on the full batches `first` to `stop`.

        Args:
            inputs: (n, d) float32 in order.
            labels: The same rows, encoded.
            first: The first batch, an int32 scalar.
            stop: The one after the last.
            losses: A TensorArray; the loss of batch `first` goes to `place`, the others after it.
            place: An int32 scalar.

        Returns:
            The losses, and the logits that each batch had before its step, (full batches · batch size, units);
            zeros for batches that were not trained on.
        """
        import tensorflow as tf

        size, units = self.batch_size, self._model.output_shape[-1]
        full = inputs.shape[0] // size
        logits = tf.TensorArray(tf.float32, size=full, element_shape=[size, units])

        def body(step: Tensor, losses: Tensor, logits: Tensor) -> Any:
            loss, said = self.step(self.batch(inputs, step), self.batch(labels, step))
            return step + 1, losses.write(place + step - first, loss), logits.write(step, said)

        _, losses, logits = tf.while_loop(
            lambda step, *_: step < stop, body, (first, losses, logits), parallel_iterations=1
        )
        return losses, tf.reshape(logits.stack(), [full * size, units])

    def batch(self, table: Tensor, step: Tensor) -> Tensor:
        """Returns the rows of one full batch."""
        import tensorflow as tf

        others = table.shape[1:]
        return tf.slice(table, [step * self.batch_size, *[0] * len(others)], [self.batch_size, *others])

    def step(self, inputs: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
        """Trains on one batch, and returns its loss and the logits (b, units) that it had before."""
        import tensorflow as tf

        with tf.GradientTape() as tape:
            logits = self._model(inputs, training=True)
            loss = self._objective.function(labels, logits)
            for penalty in self._model.losses:
                loss += penalty
        variables = self._model.trainable_variables
        self._optimizer.apply(tape.gradient(loss, variables), variables)
        return loss, logits
