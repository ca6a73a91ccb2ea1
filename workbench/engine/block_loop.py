"""Training on one block of rows after another, for data too large to stay on the device."""

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


@dataclass(frozen=True)
class BlockChunk:
    """What one call brought.

    Attributes:
        losses: Of each step, (steps,) float32.
        counts: A row of counts of what was said of the examples trained on.
        probe: Logits (units,) of the example being watched, after the last step.
    """

    losses: NDArray[np.float32]
    counts: NDArray[np.float32]
    probe: NDArray[np.float32]


class BlockLoop:
    """Trains on rows that were put in order and brought to the device before. Engine thread only.

    All blocks have the same number of rows, the last one of an epoch filled up, so that nothing is traced again.
    The last, smaller batch has a plain graph of its own: once an epoch, it would not win back XLA's compiling.
    """

    def __init__(
        self, network: Any, objective: Objective, head: Head, batch_size: int, tail: int, scored: bool
    ) -> None:
        """Args: see `Network`; `tail` is the size of the last, smaller batch, 0 for none."""
        self._model, self._head, self._scored = network.model, head, scored
        self._loop = StepLoop(network.model, network.optimizer, objective, batch_size)
        self._tail = tail
        self._chunk = CompiledCall(self._steps, xla=network.xla, one_thread=network.one_thread)
        self._last = CompiledCall(self._last_step, one_thread=network.one_thread)

    def run(
        self, block: tuple[Tensor, Tensor], first: int, count: int, cut: Cuts, probe: Tensor
    ) -> BlockChunk:
        """Trains on the full batches `first` to `first + count` of the block."""
        import tensorflow as tf

        changing = (np.int32(first), np.int32(count), cut, probe)
        losses, counts, said = self._chunk(*block, *map(tf.constant, changing))
        return BlockChunk(losses.numpy()[:count], counts.numpy(), said.numpy()[0])

    def run_tail(self, block: tuple[Tensor, Tensor], begin: int, cut: Cuts, probe: Tensor) -> BlockChunk:
        """Trains on the last, smaller batch, which begins at row `begin` of the block."""
        import tensorflow as tf

        inputs, labels = (part[begin : begin + self._tail] for part in block)
        loss, counts, said = self._last(inputs, labels, tf.constant(cut), tf.constant(probe))
        return BlockChunk(loss.numpy()[None], counts.numpy(), said.numpy()[0])

    @property
    def traces(self) -> int:
        """How often the call was traced."""
        return self._chunk.traces

    def _steps(
        self, inputs: Tensor, labels: Tensor, first: Tensor, count: Tensor, cut: Tensor, probe: Tensor
    ) -> Any:
        import tensorflow as tf

        loop = self._loop

        # Counted at each step: the logits of a whole block could take more memory than the block.
        def body(step: Tensor, losses: Tensor, counts: Tensor) -> Any:
            truth = loop.batch(labels, step)
            loss, said = loop.step(loop.batch(inputs, step), truth)
            return step + 1, losses.write(step - first, loss), counts + self._count(truth, said, cut)

        losses = tf.TensorArray(tf.float32, size=inputs.shape[0] // loop.batch_size, element_shape=[])
        start = first, losses, tf.zeros(self._width)
        stop = first + count
        _, losses, counts = tf.while_loop(lambda step, *_: step < stop, body, start, parallel_iterations=1)
        with tf.control_dependencies([losses.flow]):
            return losses.stack(), counts, self._model(probe, training=False)

    def _last_step(self, inputs: Tensor, labels: Tensor, cut: Tensor, probe: Tensor) -> Any:
        import tensorflow as tf

        loss, logits = self._loop.step(inputs, labels)
        counts = self._count(labels, logits, cut)
        with tf.control_dependencies([loss]):
            return loss, counts, self._model(probe, training=False)

    @property
    def _width(self) -> int:
        return width(self._model.output_shape[-1]) if self._scored else 1

    def _count(self, labels: Tensor, logits: Tensor, cut: Tensor) -> Tensor:
        import tensorflow as tf

        if not self._scored:
            return tf.zeros(1)
        return count_answers(self._head, labels, logits, cut, tf.ones(tf.shape(logits)[0]))
