"""Several whole epochs, their scores and their validation in one compiled call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.heads import Head
from workbench.engine.counts import Cuts, count_answers, width
from workbench.engine.networks.compiled_call import CompiledCall
from workbench.engine.objective import Objective
from workbench.engine.step_loop import StepLoop

Tensor = Any
MOST_STEPS = 4096
MOST_EPOCHS = 64
MOST_PLACES = 2**18
"""Places in the permutations that one call gets: a megabyte of int32."""


@dataclass(frozen=True)
class EpochChunk:
    """What one call brought.

    Attributes:
        losses: Of each step, (steps,) float32.
        training: A row of counts for each epoch touched, of the examples trained on in this call.
        validation: The same for the validation part; zeros where the epoch is not over.
        validation_losses: One for each epoch touched.
        validation_logits: (epochs, v, units), None unless asked for.
        probe: Logits (units,) of the example being watched, after the last step.
    """

    losses: NDArray[np.float32]
    training: NDArray[np.float32]
    validation: NDArray[np.float32]
    validation_losses: NDArray[np.float32]
    validation_logits: NDArray[np.float32] | None
    probe: NDArray[np.float32]


def epochs_a_call(rows: int, steps_per_epoch: int) -> int:
    """Returns how many epochs one call can do at most: buffers have a fixed size, which XLA asks for."""
    return max(min(MOST_EPOCHS, MOST_PLACES // rows, MOST_STEPS // steps_per_epoch), 1)


class EpochLoop:
    """Trains on data that stays on the device, gathered once an epoch, across the ends of epochs.

    Counts, rates and permutations are tensors, so nothing is traced again when they change. Engine thread only.

    Attributes:
        epochs: The most epochs that a call can touch.
    """

    def __init__(
        self,
        network: Any,
        objective: Objective,
        head: Head,
        rows: int,
        batch_size: int,
        scored: bool,
        ranked: bool,
    ) -> None:
        """Args: see `Network`; `rows` in an epoch; whether epochs are scored, and validation logits returned."""
        self._model, self._optimizer = network.model, network.optimizer
        self._units = self._model.output_shape[-1]
        self._objective, self._head = objective, head
        # An epoch of less than a batch is one batch of all its rows.
        self._loop = StepLoop(self._model, self._optimizer, objective, min(batch_size, rows))
        self._rows, self._scored, self._ranked = rows, scored, scored and ranked
        self._full, self._tail = divmod(rows, self._loop.batch_size)
        self._steps = self._full + (self._tail > 0)
        self.epochs = epochs_a_call(rows, self._steps)
        self._chunk = CompiledCall(self._epochs, xla=network.xla, one_thread=network.one_thread)

    def run(
        self,
        training: tuple[Tensor, Tensor],
        validation: tuple[Tensor, Tensor],
        orders: NDArray[np.int32],
        rates: NDArray[np.float32],
        first: int,
        count: int,
        cut: Cuts,
        probe: Tensor,
    ) -> EpochChunk:
        """Trains `count` steps.

        Args:
            training: Inputs (n, d) float32 and encoded labels.
            validation: The same for the validation part.
            orders: (epochs, n) int32, the permutation of the present epoch and of those after it.
            rates: (epochs,) float32, the learning rate of each.
            first: Steps of the first epoch that are done already.
            count: Steps to do; they may touch `self.epochs` epochs at most.
            cut: The logit above which each label is said.
            probe: (1, d) float32, the example being watched.
        """
        import tensorflow as tf

        changing = (orders, rates, np.int32(first), np.int32(count), cut, probe)
        arrays = self._chunk(*training, *validation, *map(tf.constant, changing))
        losses, counts, logits, said = (array.numpy() for array in arrays)
        counts = counts[: -(-(first + count) // self._steps)]
        sides = width(self._units)
        return EpochChunk(
            losses[:count],
            counts[:, :sides],
            counts[:, sides:-1],
            counts[:, -1],
            logits if self._ranked else None,
            said[0],
        )

    @property
    def traces(self) -> int:
        """How often the call was traced."""
        return self._chunk.traces

    def _epochs(
        self,
        inputs: Tensor,
        labels: Tensor,
        validation_inputs: Tensor,
        validation_labels: Tensor,
        orders: Tensor,
        rates: Tensor,
        first: Tensor,
        count: Tensor,
        cut: Tensor,
        probe: Tensor,
    ) -> Any:
        import tensorflow as tf

        validation = validation_inputs, validation_labels

        def body(
            epoch: Tensor, step: Tensor, left: Tensor, losses: Tensor, counts: Tensor, ranks: Tensor
        ) -> Any:
            self._optimizer.learning_rate.assign(rates[epoch])
            rows = tf.gather(inputs, orders[epoch]), tf.gather(labels, orders[epoch])
            stop = tf.minimum(step + left, self._steps)
            losses, logits = self._steps_of_an_epoch(rows, step, stop, losses, count - left)
            if self._scored:
                with tf.control_dependencies([losses.flow, logits]):
                    row, said = self._score(rows[1], logits, step, stop, validation, cut)
                counts = counts.write(epoch, row)
                ranks = ranks.write(epoch, said) if self._ranked else ranks
            return epoch + 1, tf.constant(0), left - (stop - step), losses, counts, ranks

        start = tf.constant(0), first, count, *self._buffers(validation_inputs.shape[0])
        *_, losses, counts, ranks = tf.while_loop(
            lambda epoch, step, left, *_: left > 0, body, start, parallel_iterations=1
        )
        with tf.control_dependencies([losses.flow]):
            said = self._model(probe, training=False)
        return losses.stack(), counts.stack(), ranks.stack(), said

    def _buffers(self, validation_rows: int) -> tuple[Tensor, Tensor, Tensor]:
        import tensorflow as tf

        ranks = (self.epochs, [validation_rows, self._units]) if self._ranked else (1, [1])
        return (
            tf.TensorArray(tf.float32, size=self.epochs * self._steps, element_shape=[]),
            tf.TensorArray(tf.float32, size=self.epochs, element_shape=[2 * width(self._units) + 1]),
            tf.TensorArray(tf.float32, size=ranks[0], element_shape=ranks[1]),
        )

    def _steps_of_an_epoch(
        self, rows: tuple[Tensor, Tensor], step: Tensor, stop: Tensor, losses: Tensor, place: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Trains on the batches `step` to `stop`, the last, smaller one included."""
        import tensorflow as tf

        inputs, labels = rows
        losses, logits = self._loop.steps(inputs, labels, step, tf.minimum(stop, self._full), losses, place)
        if not self._tail:
            return losses, logits
        begin = self._full * self._loop.batch_size

        # A loop of no turn or one keeps the weights where they are; a condition would copy them.
        def body(turn: Tensor, losses: Tensor, _: Tensor) -> Any:
            loss, said = self._loop.step(inputs[begin:], labels[begin:])
            return turn + 1, losses.write(place + turn - step, loss), said

        # The steps above come before this one, as they would in Keras.
        with tf.control_dependencies([losses.flow, logits]):
            start = tf.maximum(step, self._full)
            empty = tf.zeros([self._tail, self._units])
            _, losses, said = tf.while_loop(
                lambda turn, *_: turn < stop, body, (start, losses, empty), parallel_iterations=1
            )
        return losses, tf.concat([logits, said], axis=0)

    def _score(
        self,
        labels: Tensor,
        logits: Tensor,
        step: Tensor,
        stop: Tensor,
        validation: tuple[Tensor, Tensor],
        cut: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Counts what was said in training, and judges the validation part where the epoch is over."""
        import tensorflow as tf

        place = tf.range(self._rows) // self._loop.batch_size
        trained = tf.cast((place >= step) & (place < stop), tf.float32)
        row = count_answers(self._head, labels, logits, cut, trained)
        inputs, truth = validation

        def judge() -> tuple[Tensor, Tensor]:
            said = self._model(inputs, training=False)
            counts = count_answers(self._head, truth, said, cut, tf.ones(inputs.shape[0]))
            return tf.concat([counts, [self._objective.function(truth, said)]], axis=0), said

        def wait() -> tuple[Tensor, Tensor]:
            return tf.zeros([width(self._units) + 1]), tf.zeros([inputs.shape[0], self._units])

        judged, said = tf.cond(tf.equal(stop, self._steps), judge, wait)
        return tf.concat([row, judged], axis=0), said
